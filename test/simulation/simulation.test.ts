/**
 * The conversation, its turns, its outbox and the road to the ticket in simulated worlds full of trouble. `SIMULATED=20000` sets how many worlds, `SEED=7` the first of
 * them; `npm run simulate -- --seed N` shows one with its trace.
 */
import { expect, test } from "vitest";
import { simulateMany } from "./campaign.ts";
import { simulate } from "./simulate.ts";
import { type Break, breaks } from "./world.ts";

const count = Number(process.env.SIMULATED ?? 2_000);
const from = Number(process.env.SEED ?? 1);
/** Enough for each control to be caught many times. */
const controlCount = 400;

test(`${count} conversations keep every invariant, whatever is lost, doubled, late, or dies`, { timeout: 600_000 }, async () => {
  const { failed, sums } = await simulateMany({ from, count });
  // The first failure comes with its trace.
  expect(failed.map(({ seed, violations, trace }, i) => ({ seed, violations, ...(i === 0 ? { trace } : {}) }))).toEqual([]);
  expect(sums.acked).toBeGreaterThan(count);
  expect(sums.deaths).toBeGreaterThan(count);
});

test("a seed replays to the letter", async () => {
  const [once, again] = [await simulate(204), await simulate(204)];
  expect(once.trace.length).toBeGreaterThan(100);
  expect(again).toEqual(once);
});

const caughtBy: Record<Break, RegExp> = {
  key_ignored: /^4: .* has \d+ tickets/,
  never_resends: /^1: .* is never acknowledged/,
  ack_before_commit: /^1: .* was acknowledged|COMPLAINS|^2: |is ready at|acknowledged as|misses/,
  no_alarm: /^(8|4): /,
};

test.each(breaks)("a desk that is built wrongly is caught: %s", { timeout: 600_000 }, async (broken) => {
  const { failed } = await simulateMany({ from: 1, count: controlCount, breaks: broken });
  const violations = failed.flatMap((outcome) => outcome.violations);
  expect(violations.filter((violation) => caughtBy[broken].test(violation)).length).toBeGreaterThan(0);
});
