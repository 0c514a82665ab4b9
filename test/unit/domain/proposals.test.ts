import fc from "fast-check";
import { expect, test } from "vitest";
import { attemptWaitMs, type Decided, decided, mostAttempts, type ProposalStatus, ProposalStatusSchema } from "#domain/proposals";

type Word = { accept: boolean; nowMs: number; mayAct: boolean };
const words = fc.array(fc.record({ accept: fc.boolean(), nowMs: fc.integer({ min: 0, max: 2_000 }), mayAct: fc.boolean() }), {
  maxLength: 12,
});

/** Every word after the other on one proposal that expires at 1,000; carried out at once when confirmed. */
function played(given: readonly Word[]): { status: ProposalStatus; runs: number } {
  let status: ProposalStatus = "open";
  let runs = 0;
  for (const word of given) {
    const { is }: Decided = decided({ status, expiresAtMs: 1_000 }, word);
    if (is === "again" || is === "refused") continue;
    status = is;
    if (is === "confirmed") {
      runs += 1;
      status = "done";
    }
  }
  return { status, runs };
}

test("whatever is said in whatever order, a proposal is carried out at most once, and only on a word in time", () => {
  fc.assert(
    fc.property(words, (given) => {
      const { runs, status } = played(given);
      const first = given[0];
      expect(runs).toBe(first !== undefined && first.accept && first.mayAct && first.nowMs < 1_000 ? 1 : 0);
      expect(status === "open").toBe(given.length === 0);
    }),
  );
});

test.each(ProposalStatusSchema.options.filter((status) => status !== "open"))("what is %s is never decided anew", (status) => {
  for (const accept of [true, false])
    expect(["again", "refused"]).toContain(decided({ status, expiresAtMs: 1e12 }, { accept, nowMs: 0, mayAct: true }).is);
});

test("what is not answered is tried for about two minutes", () => {
  const waits = Array.from({ length: mostAttempts - 1 }, (_, i) => attemptWaitMs(i + 1));
  const total = waits.reduce((sum, wait) => sum + wait, 0);
  expect(total).toBeGreaterThan(60_000);
  expect(total).toBeLessThan(180_000);
});
