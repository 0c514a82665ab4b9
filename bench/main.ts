/**
 * `npm run bench`: how fast the desk is. The Worker is built and bundled as for a deploy, runs in workerd without wrangler, knows the sample articles, and is
 * driven over real sockets by a process of its own. Stdout carries the figures, stderr the progress. Leaves no process and no file behind.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../scripts/build.ts";
import { endDescendants } from "../scripts/process-tree.ts";
import { LoadGenerator } from "./load/generator.ts";
import { machine } from "./measure/machine.ts";
import { measurements } from "./measurements.ts";
import { UsageError } from "../scripts/command-line.ts";
import { benchOptions, usage } from "./options.ts";
import { type Report, reportText } from "./report.ts";

const folder = mkdtempSync(join(tmpdir(), "edgedesk-bench-"));
const say = (text: string): void => void process.stderr.write(`${text}\n`);

process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof UsageError) say(`${error.message}\n\n${usage}`);
  else say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return error instanceof UsageError ? 2 : 1;
});
await endDescendants(process.pid);
rmSync(folder, { recursive: true, force: true, maxRetries: 3 });

async function run(args: string[]): Promise<number> {
  const options = benchOptions(args);
  if (options.help) {
    console.log(usage);
    return 0;
  }
  await build();
  const load = new LoadGenerator();
  const report: Report = { machine: machine() };
  for (const what of options.what) {
    say(`${what} …`);
    Object.assign(report, await measurements[what]({ load, folder, options, say }));
  }
  await load.stop();
  console.log(options.json ? JSON.stringify(report) : reportText(report));
  return 0;
}
