/**
 * Runs one vitest project in a process of its own, so that a crash of one is not the end of the others, and counts what it did. Progress
 * goes to the terminal as vitest writes it.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { finish } from "../command.ts";
import { inRepository } from "../repository.ts";
import { failedToRun, tallyOf } from "./tally.ts";
import type { Tally } from "./tally.ts";

export type ProjectRun = {
  /** Folder with the vitest.config.ts. */
  root: string;
  project: string;
  /** Parts of paths: only files that have one of them are run. */
  filters: string[];
  /** Folder for the JSON report. */
  reports: string;
  /** Shows nothing: for a run whose failures are wanted. */
  quiet?: boolean;
};

/** A project that takes longer hangs. */
const limitMs = 15 * 60_000;

const vitest = inRepository("node_modules", "vitest", "vitest.mjs");

export async function runProject({ root, project, filters, reports, quiet = false }: ProjectRun): Promise<Tally> {
  const report = join(reports, `${project}.json`);
  rmSync(report, { force: true });
  if (!quiet) console.log(`\nTests: ${project}`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const exitCode = await vitestRun(["run", "--project", project, "--passWithNoTests", ...reporters, ...filters], root, quiet);
  if (!existsSync(report)) return failedToRun(`the project "${project}" ended with code ${exitCode} and without a report`);
  const tally = tallyOf(JSON.parse(readFileSync(report, "utf8")), exitCode);
  const found = tally.passed + tally.failed + tally.skipped > 0;
  return found || filters.length > 0 ? tally : failedToRun(`the project "${project}" found no test`);
}

/** Counts the tests of a project that would run, and runs none. */
export async function skipProject({ root, project, filters }: ProjectRun): Promise<Tally> {
  const { code, output } = await finish(process.execPath, [vitest, "list", "--project", project, ...filters], { cwd: root });
  if (code !== 0) return failedToRun(`the project "${project}" cannot be listed:\n${output}`);
  return { passed: 0, failed: 0, skipped: output.split("\n").filter((line) => line.includes(" > ")).length, failures: [] };
}

function vitestRun(args: string[], cwd: string, quiet: boolean): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [vitest, ...args], {
      cwd,
      stdio: quiet ? "ignore" : "inherit",
      timeout: limitMs,
      killSignal: "SIGKILL",
    });
    child.on("error", () => resolve(1));
    child.on("exit", (code) => resolve(code ?? 1));
  });
}
