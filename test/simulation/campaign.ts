/** Many worlds, one after the other, and the sum of what happened in them. */
import { type Outcome, simulate } from "./simulate.ts";
import type { Break } from "./world.ts";

export type Campaign = { failed: Outcome[]; sums: Outcome["facts"] };

export async function simulateMany({
  from,
  count,
  breaks = null,
}: {
  from: number;
  count: number;
  breaks?: Break | null;
}): Promise<Campaign> {
  const failed: Outcome[] = [];
  const sums: Outcome["facts"] = { deaths: 0, acked: 0, handoffs: 0, tickets: 0, deadLetters: 0, deeds: 0, happenings: 0 };
  for (let seed = from; seed < from + count; seed++) {
    const outcome = await simulate(seed, breaks);
    if (outcome.violations.length > 0) failed.push(outcome);
    for (const name of ["deaths", "acked", "handoffs", "tickets", "deadLetters", "deeds", "happenings"] as const)
      sums[name] += outcome.facts[name];
  }
  return { failed, sums };
}
