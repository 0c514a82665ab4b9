/**
 * Counts of tests: read from vitest's JSON report, added up, printed as the last line of `npm test`. What failed is named just above that
 * line, because whoever reads a long run reads its end.
 */
import { z } from "zod";

export type Tally = {
  passed: number;
  failed: number;
  skipped: number;
  /** A line for each test that failed, or for what could not be run: where, which, and the first line of why. */
  failures: string[];
};

/** What counts when nothing could be counted. */
export const failedToRun = (what: string): Tally => ({ passed: 0, failed: 1, skipped: 0, failures: [what] });

/** The part of vitest's JSON report that counts. A file that cannot be loaded is a failed file without a test in it. */
const ReportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(""),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()).nullish() })),
    }),
  ),
});
type FileReport = z.infer<typeof ReportSchema>["testResults"][number];

/** `exitCode` is vitest's own: what it holds against a run beyond its tests (an unhandled rejection) counts as one failure. */
export function tallyOf(report: unknown, exitCode: number): Tally {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = ReportSchema.parse(report);
  const unloadable = testResults.filter(({ status, assertionResults }) => status === "failed" && assertionResults.length === 0);
  const failed = numFailedTests + unloadable.length;
  const beyondItsTests = failed === 0 && exitCode !== 0;
  return {
    passed: numPassedTests,
    failed: beyondItsTests ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
    failures: [
      ...testResults.flatMap(failedTests),
      ...unloadable.map(({ name, message }) => `${name}: ${firstLine(message)}`),
      ...(beyondItsTests ? [`every test passed, and the run ended with code ${exitCode}: an error outside the tests`] : []),
    ],
  };
}

function failedTests({ name, assertionResults }: FileReport): string[] {
  return assertionResults
    .filter(({ status }) => status === "failed")
    .map(({ fullName, failureMessages }) => `${name} > ${fullName}: ${firstLine(failureMessages?.[0] ?? "")}`);
}

const firstLine = (text: string): string => text.trim().split("\n", 1)[0] ?? "";

export function sum(tallies: Tally[]): Tally {
  const none: Tally = { passed: 0, failed: 0, skipped: 0, failures: [] };
  return tallies.reduce(
    (total, { passed, failed, skipped, failures }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
      failures: [...total.failures, ...failures],
    }),
    none,
  );
}

/** The end of a run: what failed, a line each, and then the counts. */
export function closingLines({ failures, ...counts }: Tally): string[] {
  return [...(failures.length > 0 ? ["", "Failed:", ...failures.map((failure) => `  ${failure}`), ""] : []), tallyLine(counts)];
}

function tallyLine({ passed, failed, skipped }: Omit<Tally, "failures">): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
