/** A breaker and a purse for one run alone: what is an object that all conversations share has nobody to share with here, and never refuses. */
import { SharedBreaker } from "#adapters/models/shared-breaker";
import { SharedSpending } from "#adapters/models/shared-spending";
import { emptySpendingMemory } from "#adapters/models/spending-memory";
import { workersClock } from "#adapters/platform/workers-clock";
import type { Support } from "#config/support";
import { closedBreaker } from "#domain/breaker";
import { nothingSpent } from "#domain/spending";

const background = (): void => undefined;

/** Never open. */
export const breakerOfOneRun = (): SharedBreaker =>
  new SharedBreaker({
    memory: new Map(),
    objectOf: () => ({
      read: async () => closedBreaker,
      report: async () => closedBreaker,
      takeProbe: async () => ({ granted: true, breaker: closedBreaker }),
    }),
    clock: workersClock,
    background,
  });

/** Never empty: visitor and day have spent nothing, whatever is added. */
export function spendingOfOneRun(caps: Support["models"]["caps"]): SharedSpending {
  const untouched = { visitor: nothingSpent, day: nothingSpent };
  const nothing = { day: nothingSpent, visitors: new Map() };
  return new SharedSpending({
    memory: emptySpendingMemory(),
    object: { read: async () => untouched, addAll: async () => nothing, reserve: async () => ({ over: null, totals: untouched }) },
    caps,
    clock: workersClock,
    background,
  });
}
