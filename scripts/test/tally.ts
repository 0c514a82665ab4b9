/** Counts of tests: read from vitest's JSON report, added up, printed as the last line of `npm test`. */
import { z } from "zod";

export type Tally = { passed: number; failed: number; skipped: number };

/** What counts when nothing could be counted. */
export const failedToRun: Tally = { passed: 0, failed: 1, skipped: 0 };

/** The part of vitest's JSON report that counts. A file that cannot be loaded is a failed file without a test in it. */
const ReportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

/** `exitCode` is vitest's own: what it holds against a run beyond its tests (an unhandled rejection) counts as one failure. */
export function tallyOf(report: unknown, exitCode: number): Tally {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = ReportSchema.parse(report);
  const unloadable = testResults.filter(({ status, assertionResults }) => status === "failed" && assertionResults.length === 0).length;
  const failed = numFailedTests + unloadable;
  return {
    passed: numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
  };
}

export function sum(tallies: Tally[]): Tally {
  return tallies.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

export function tallyLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
