/**
 * `npm test`: builds, then runs every test that needs no account, project by project (vitest.config.ts says where each runs). The last
 * line is "N passed, N failed", what failed is named just above it, and it is the truth: a project that crashes, hangs or finds no test
 * counts as failed. A machine where no browser can be had skips the browser project and says so.
 *
 *   npm test                                  all of it
 *   npm test -- --project node                one project
 *   npm test -- --project node outbox         files whose path has "outbox" in it
 */
import { parseArgs } from "node:util";
import { build } from "./build.ts";
import { inRepository, repository } from "./repository.ts";
import { findChromium } from "./test/chromium.ts";
import { installChromium } from "./test/install-chromium.ts";
import { runProject, skipProject } from "./test/project.ts";
import { closingLines, failedToRun, sum } from "./test/tally.ts";
import type { Tally } from "./test/tally.ts";

const { values, positionals } = parseArgs({
  options: {
    project: {
      type: "string",
      multiple: true,
      default: ["node", "workerd", "golden", "elsewhere", "faults", "start", "browser", "canaries"],
    },
  },
  allowPositionals: true,
});

const total = await testAll(values.project, positionals);
for (const line of closingLines(total)) console.log(line);
process.exitCode = total.failed > 0 ? 1 : 0;

async function testAll(projects: string[], filters: string[]): Promise<Tally> {
  try {
    for (const line of await build()) console.log(line);
  } catch (error) {
    return failedToRun(`the build: ${error instanceof Error ? error.message : String(error)}`);
  }
  const tallies: Tally[] = [];
  for (const project of projects) tallies.push(await testOne(project, filters));
  return sum(tallies);
}

async function testOne(project: string, filters: string[]): Promise<Tally> {
  const run = { root: repository, project, filters, reports: inRepository("dist", "test") };
  if (project !== "browser" || findChromium() !== undefined || (await installChromium())) return runProject(run);
  console.log("\nThe browser tests are skipped: there is no Chromium or Chrome here. Install one, or name it in CHROMIUM_PATH.");
  return skipProject(run);
}
