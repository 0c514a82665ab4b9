/**
 * `npm run deploy`: builds, brings the production database up to date, deploys the production environment. A bare `wrangler deploy` would
 * deploy the embedded top level of wrangler.toml; this never does. `-- --dry-run` goes as far as an account is not needed.
 */
import { parseArgs } from "node:util";
import { build } from "./build.ts";
import { repository } from "./repository.ts";
import { wrangler } from "./wrangler.ts";

const production = ["--env", "production"];
const here = { cwd: repository, live: true };

const { values } = parseArgs({ options: { "dry-run": { type: "boolean", default: false } } });
process.exitCode = await deploy(values["dry-run"]);

async function deploy(dryRun: boolean): Promise<number> {
  for (const line of await build()) console.log(line);
  if (dryRun) return (await wrangler(["deploy", "--dry-run", ...production], here)).code;
  if (!(await isLoggedIn())) {
    console.error("Nobody is logged in to Cloudflare here. Run `npx wrangler login`, or set CLOUDFLARE_API_TOKEN, and deploy again.");
    return 1;
  }
  const migrated = await wrangler(["d1", "migrations", "apply", "DB", "--remote", ...production], here);
  return migrated.code === 0 ? (await wrangler(["deploy", ...production], here)).code : migrated.code;
}

/** `whoami` exits with 0 either way; its words tell. */
async function isLoggedIn(): Promise<boolean> {
  const { code, output } = await wrangler(["whoami"], { cwd: repository });
  return code === 0 && !/not authenticated/i.test(output);
}
