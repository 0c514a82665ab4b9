/** What an isolate knows of a visitor's spending, and what it has to ask the shared object for. */
import { expect, test } from "vitest";
import { emptySpendingMemory, SharedSpending, type Totals } from "#adapters/models/shared-spending";
import { nothingSpent } from "#domain/spending";

const plenty = { tokens: 1_000_000, micros: 1_000_000 };
const little = { tokens: 100, micros: 10 };

/** @param read how the shared object answers when it is asked what a visitor has spent. */
function spendingWith(read: () => Promise<Totals>) {
  const asked: string[] = [];
  const totals: Totals = { visitor: nothingSpent, day: nothingSpent };
  const spending = new SharedSpending({
    memory: emptySpendingMemory(),
    object: {
      read: (_day, visitor) => {
        asked.push(visitor);
        return read();
      },
      reserve: async () => ({ over: null, totals }),
      add: async () => totals,
    },
    caps: { visitorDay: plenty, day: plenty },
    clock: { now: () => 1_700_000_000_000, after: () => () => undefined, sleep: async () => undefined },
    background: () => undefined,
  });
  return { spending, asked };
}

test("a visitor who was looked up before is not looked up for the first call", async () => {
  const { spending, asked } = spendingWith(async () => ({ visitor: nothingSpent, day: nothingSpent }));
  await spending.prepare("ada");
  await spending.reserve("ada", little);
  expect(asked).toEqual(["ada"]);
  await spending.reserve("bea", little);
  expect(asked).toEqual(["ada", "bea"]);
});

test("a look that fails is no word on the budget: the first call asks again, and without an answer nothing is spent", async () => {
  const { spending, asked } = spendingWith(async () => Promise.reject(new Error("away")));
  await spending.prepare("ada");
  expect(await spending.reserve("ada", little)).toEqual({ over: "day" });
  expect(asked).toEqual(["ada", "ada"]);
});
