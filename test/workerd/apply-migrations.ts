/** Runs before each test file in workerd: brings the file's own D1 database to the newest migration. */
import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";

await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
