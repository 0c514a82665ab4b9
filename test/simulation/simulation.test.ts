/** The simulation itself: a seed replays, and worlds that are built wrongly are caught. The worlds that must hold are simulated in the files beside this one (share.ts). */
import { expect, test } from "vitest";
import { simulateMany } from "./campaign.ts";
import { simulate } from "./simulate.ts";
import { type Break, breaks } from "./world.ts";

/** Enough for each control to be caught many times. */
const controlCount = 200;

test("a seed replays to the letter, tools included", async () => {
  let seed = 1;
  let once = await simulate(seed);
  // Which worlds are eventful changes with the code.
  while (once.trace.length < 100 || once.facts.deeds === 0) once = await simulate((seed += 1));
  expect(await simulate(seed)).toEqual(once);
});

const caughtBy: Record<Break, RegExp> = {
  key_ignored: /^4: .* has \d+ tickets/,
  never_resends: /^1: .* is never acknowledged/,
  ack_before_commit: /^1: .* was acknowledged|COMPLAINS|^2: |is ready at|acknowledged as|misses/,
  no_alarm: /^(8|4): /,
  tool_key_ignored: /^11: .* was paid back \d+ times/,
  tool_without_key: /^11: .* was paid back \d+ times/,
  unasked: /^11: .* was confirmed by nobody/,
};

test.each(breaks)("a desk that is built wrongly is caught: %s", { timeout: 600_000 }, async (broken) => {
  const { failed } = await simulateMany({ from: 1, count: controlCount, breaks: broken });
  const violations = failed.flatMap((outcome) => outcome.violations);
  expect(violations.filter((violation) => caughtBy[broken].test(violation)).length).toBeGreaterThan(0);
});
