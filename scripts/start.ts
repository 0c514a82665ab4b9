/**
 * `npm start`: a running desk from a clone, without account, key or question. Builds, makes the secrets once, brings the database up to
 * date, starts the server, imports the sample articles, and says where to click. Ctrl-C ends everything that it started. Whatever was
 * killed before, however hard, is no obstacle: what it left running is ended, what it stored is kept.
 */
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "./build.ts";
import { endDescendants } from "./process-tree.ts";
import { inRepository, repository } from "./repository.ts";
import { startDevServer } from "./start/dev-server.ts";
import { endLeftovers } from "./start/leftovers.ts";
import { applyMigrations } from "./start/migrations.ts";
import { startOptions, usage } from "./start/options.ts";
import type { StartOptions } from "./start/options.ts";
import { becomesFree } from "./start/ports.ts";
import { importSampleArticles } from "./start/sample-articles.ts";
import { localSecrets } from "./start/secrets.ts";
import { askedToStop } from "./start/stop-request.ts";

const outcome = await Promise.race([
  askedToStop(),
  run().catch((error: unknown) => (error instanceof Error ? error.message : String(error))),
]);
await endDescendants(process.pid);
endLeftovers(); // what a server that was killed left behind
if (outcome !== "done" && outcome !== "stop") console.error(outcome);
process.exit(outcome === "done" || outcome === "stop" ? 0 : 1);

async function run(): Promise<"done"> {
  const options = startOptions(process.argv.slice(2));
  if (options.help) console.log(usage);
  else await start(options);
  return "done";
}

/** Runs until the server ends; throws an Error with a sentence for the person. */
async function start({ port, fresh, state: stateFolder, allow, vars }: StartOptions): Promise<void> {
  const state = resolve(repository, stateFolder);
  endLeftovers();
  if (!(await becomesFree(port)))
    throw new Error(`Port ${port} is taken. End what listens there, or choose another: npm start -- --port ${port + 1}`);
  if (fresh) empty(state);
  for (const line of await build()) console.log(line);
  const token = localSecrets(inRepository(".dev.vars")).get("OPERATOR_TOKEN") ?? "";
  if (await applyMigrations(state)) console.log("The database is up to date.");
  const server = await startDevServer({ port, state, allow, vars, onLine: (line) => console.error(line) });
  for (const line of await importSampleArticles({ url: server.url, token, state })) console.log(line);
  console.log(`
Open  ${server.url}/ — demo shop with the chat in its corner
Desk: ${server.url}/desk#token=${token}
Runs: ${server.url}/desk/runs#token=${token} — what the agents did for each answer

Ctrl-C ends it; what was said and opened stays.
`);
  const code = await server.ended;
  throw new Error(
    `The local server ended by itself (code ${code}); its last words are above. Nothing that was stored is lost: run npm start again.`,
  );
}

/** Deletes what wrangler and this command keep there, and nothing else that a person may have put in the folder. */
function empty(state: string): void {
  for (const kept of ["v3", "migrations.sha256", "articles.sha256"]) rmSync(join(state, kept), { recursive: true, force: true });
}
