/**
 * wrangler, called the way this repository wants it: the pinned version under this Node, quiet, without reports to its maker, without
 * a look at the network. Source of the switches: `wrangler --help` and its documentation of system environment variables.
 */
import { finish } from "./command.ts";
import type { CommandOptions, Finished } from "./command.ts";
import { inRepository } from "./repository.ts";

/** The program itself, not its wrapper: one process less to end. */
export const wranglerProgram = ["--no-warnings", inRepository("node_modules", "wrangler", "wrangler-dist", "cli.js")];

export const quietEnvironment = {
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_NO_SKILLS_UPDATE_PROMPTS: "true",
  WRANGLER_SEND_METRICS: "false",
  // The local trace store makes every hop several times slower.
  X_LOCAL_OBSERVABILITY: "false",
};

export function wrangler(args: string[], options: CommandOptions): Promise<Finished> {
  return finish(process.execPath, [...wranglerProgram, ...args], { ...options, env: { CI: "true", ...quietEnvironment, ...options.env } });
}
