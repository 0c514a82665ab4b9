/**
 * One of the equal parts in which the test command simulates its worlds, a file each, so that its workers use all cores. A world is one conversation. `SIMULATED=40000` sets how many
 * there are in all, `SEED=7` the first of them; `npm run simulate -- --seed N` shows one with its trace.
 */
import { expect, test } from "vitest";
import { simulateMany } from "./campaign.ts";

const parts = 4;
const all = Number(process.env.SIMULATED ?? 20_000);
const first = Number(process.env.SEED ?? 1);

/** @param part from 1. */
export function testShare(part: 1 | 2 | 3 | 4): void {
  const from = first + Math.round(((part - 1) * all) / parts);
  const count = first + Math.round((part * all) / parts) - from;
  test(
    `conversations ${from} to ${from + count - 1} keep every invariant, whatever is lost, doubled, late, or dies`,
    { timeout: 1_200_000 },
    async () => {
      const { failed, sums } = await simulateMany({ from, count });
      // The first failure comes with its trace.
      expect(failed.map(({ seed, violations, trace }, i) => ({ seed, violations, ...(i === 0 ? { trace } : {}) }))).toEqual([]);
      expect(sums.acked).toBeGreaterThan(count);
      expect(sums.deaths).toBeGreaterThan(count);
      expect(sums.deeds).toBeGreaterThan(count / 10);
    },
  );
}
