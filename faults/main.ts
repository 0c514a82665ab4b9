/**
 * `npm run faults`: the fault campaign against the real Worker in workerd (docs/reliability.md). Stdout carries the tables, stderr the progress. Exits with 1 when an
 * invariant was broken, or when a control that must break one did not. Leaves no process and no file behind, also when it is interrupted.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../scripts/build.ts";
import { endDescendants } from "../scripts/process-tree.ts";
import { askedToStop } from "../scripts/start/stop-request.ts";
import { runPhase } from "./campaign.ts";
import { UsageError } from "../scripts/command-line.ts";
import { faultsOptions, usage } from "./options.ts";
import { reportText } from "./report.ts";
import { bundleCampaign } from "./server/bundle.ts";
import { faultsFound } from "./verdict.ts";

const folder = mkdtempSync(join(tmpdir(), "edgedesk-faults-"));
const say = (text: string): void => void process.stderr.write(`${text}\n`);

const outcome = await Promise.race([
  askedToStop(),
  run(process.argv.slice(2)).catch((error: unknown) => {
    say(
      error instanceof UsageError
        ? `${error.message}\n\n${usage}`
        : error instanceof Error
          ? (error.stack ?? error.message)
          : String(error),
    );
    return error instanceof UsageError ? 2 : 1;
  }),
]);
await endDescendants(process.pid);
rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
process.exit(outcome === "stop" ? 130 : outcome);

async function run(args: string[]): Promise<number> {
  const { help, only, short, seed, minutes } = faultsOptions(args);
  if (help) {
    console.log(usage);
    return 0;
  }
  await build();
  const mainModule = await bundleCampaign(join(folder, "bundle"));
  const found: string[] = [];
  for (const phase of only) {
    say(`${phase} …`);
    const length = short ? "short" : "long";
    const report = await runPhase(phase, { mainModule, folder, seed, length, atMostMs: minutes * 60_000, say });
    console.log(reportText(report, seed));
    found.push(...faultsFound(report));
  }
  console.log(
    found.length === 0
      ? "\nEvery invariant held, and every control showed what it must show."
      : `\n${found.length} broken:\n${found.slice(0, 20).join("\n")}`,
  );
  return found.length === 0 ? 0 : 1;
}
