/**
 * Brings the local D1 database to the newest migration. wrangler needs 2 s to find out that nothing is new, so the migrations that were
 * applied are remembered beside the data; the memory goes when the data goes.
 */
import { join } from "node:path";
import { whenChanged } from "../build/fingerprint.ts";
import { inRepository, repository } from "../repository.ts";
import { wrangler } from "../wrangler.ts";

/** Throws with wrangler's words when a migration fails. Returns whether there was anything to apply. */
export const applyMigrations = (state: string): Promise<boolean> =>
  whenChanged({
    inputs: [inRepository("migrations")],
    outputs: [join(state, "v3", "d1")],
    stamp: join(state, "migrations.sha256"),
    run: async () => {
      const { code, output } = await wrangler(["d1", "migrations", "apply", "DB", "--local", "--persist-to", state], { cwd: repository });
      if (code !== 0) throw new Error(`The database could not be brought up to date:\n${output}`);
    },
  });
