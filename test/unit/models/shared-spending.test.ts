/** What an isolate knows of spending, what it has to ask the shared object for, and what it tells it. */
import { expect, test } from "vitest";
import { SharedSpending, type SpendingObject } from "#adapters/models/shared-spending";
import { emptySpendingMemory, heldOf, spentSoFar } from "#adapters/models/spending-memory";
import { nothingSpent, type Spend, sum } from "#domain/spending";
import { ManualClock } from "../../fakes/manual-clock.ts";

const plenty = { tokens: 1_000_000, micros: 1_000_000 };
const estimate = { tokens: 100, micros: 10 };
const actual = { tokens: 60, micros: 6 };
const today = "2026-11-22";

/** The shared object, which fails while it is `away`, and keeps what it was asked for and told. */
function setUp(caps: { visitorDay: Spend; day: Spend } = { visitorDay: plenty, day: plenty }) {
  const asked: string[] = [];
  const told: [day: string, spends: Record<string, Spend>][] = [];
  const kept = new Map<string, Spend>();
  const far = { isAway: false };
  const add = (day: string, who: string, spend: Spend): Spend => {
    const total = sum(kept.get(`${day} ${who}`) ?? nothingSpent, spend);
    kept.set(`${day} ${who}`, total);
    return total;
  };
  const of = (day: string, who: string): Spend => kept.get(`${day} ${who}`) ?? nothingSpent;
  const object: SpendingObject = {
    read: async (day, visitor) => {
      asked.push(visitor);
      if (far.isAway) throw new Error("away");
      return { visitor: of(day, visitor), day: of(day, "*") };
    },
    reserve: async ({ day, visitor, spend }) => ({ over: null, totals: { visitor: add(day, visitor, spend), day: add(day, "*", spend) } }),
    addAll: async (day, spends) => {
      if (far.isAway) throw new Error("away");
      told.push([day, Object.fromEntries(spends)]);
      const visitors = new Map([...spends].map(([visitor, spend]) => [visitor, add(day, visitor, spend)]));
      return { day: add(day, "*", [...spends.values()].reduce(sum)), visitors };
    },
  };
  const clock = new ManualClock(`${today}T10:00:00Z`);
  const memory = emptySpendingMemory();
  const pending: Promise<void>[] = [];
  const spending = new SharedSpending({ memory, object, caps, clock, background: (work) => void pending.push(work) });
  const never = new Promise<void>(() => undefined);
  const stopped = { now: () => clock.now(), sleep: () => never, after: clock.after.bind(clock) };
  /** As a conversation of the same isolate has it that dies right after its call. */
  const dying = new SharedSpending({ memory, object, caps, clock: stopped, background: () => undefined });
  const spend = async (visitor: string, by = spending): Promise<void> => {
    const reservation = await by.reserve(visitor, estimate);
    if (reservation.over === null) reservation.settle(actual);
  };
  /** Until everything that was put off has been done. */
  const later = async (): Promise<void> => {
    clock.advance(500);
    await Promise.all(pending.splice(0));
  };
  const known = (visitor: string) => {
    const held = heldOf(memory, today, visitor);
    return { visitor: held && spentSoFar(held), day: spentSoFar(memory.total) };
  };
  return { spending, dying, asked, told, far, clock, spend, later, known, kept, add };
}

const times = (n: number, { tokens, micros }: Spend): Spend => ({ tokens: n * tokens, micros: n * micros });

test("a visitor who was looked up before is not looked up for the first call", async () => {
  const { spending, asked } = setUp();
  await spending.prepare("ada");
  await spending.reserve("ada", estimate);
  expect(asked).toEqual(["ada"]);
  await spending.reserve("bea", estimate);
  expect(asked).toEqual(["ada", "bea"]);
});

test("a look that fails is no word on the budget: the first call asks again, and without an answer nothing is spent", async () => {
  const { spending, asked, far } = setUp();
  far.isAway = true;
  await spending.prepare("ada");
  expect(await spending.reserve("ada", estimate)).toEqual({ over: "day" });
  expect(asked).toEqual(["ada", "ada"]);
});

test("what many calls cost is told in one go a moment later, and known here at once", async () => {
  const { spend, told, later, known } = setUp();
  for (const visitor of ["ada", "bea", "ada"]) await spend(visitor);
  expect(told).toEqual([]);
  expect(known("ada")).toEqual({ visitor: times(2, actual), day: times(3, actual) });
  await later();
  expect(told).toEqual([[today, { ada: times(2, actual), bea: actual }]]);
  expect(known("ada")).toEqual({ visitor: times(2, actual), day: times(3, actual) });
});

test("whoever tells hears what others have spent", async () => {
  const { spend, later, known, add } = setUp();
  await spend("ada");
  add(today, "ada", estimate);
  add(today, "*", estimate);
  await later();
  expect(known("ada")).toEqual({ visitor: sum(actual, estimate), day: sum(actual, estimate) });
});

test("what is in flight while the object answers counts on", async () => {
  const { spending, spend, later, known } = setUp();
  const inFlight = await spending.reserve("ada", estimate);
  await spend("ada");
  await later();
  expect(known("ada")).toEqual({ visitor: sum(actual, estimate), day: sum(actual, estimate) });
  if (inFlight.over === null) inFlight.settle(actual);
  await later();
  expect(known("ada")).toEqual({ visitor: times(2, actual), day: times(2, actual) });
});

test("what the object did not take is told with what comes next", async () => {
  const { spend, told, far, later, known, kept } = setUp();
  await spend("ada");
  far.isAway = true;
  await later();
  expect(told).toEqual([]);
  expect(known("ada").day).toEqual(actual);
  far.isAway = false;
  await spend("bea");
  await later();
  expect(kept.get(`${today} *`)).toEqual(times(2, actual));
  expect(known("ada").day).toEqual(times(2, actual));
});

test("what somebody promised to tell who died is told by the next one", async () => {
  const { spend, dying, told, clock, later } = setUp();
  await spend("ada", dying);
  clock.advance(2_000);
  await spend("bea");
  await later();
  expect(told).toEqual([[today, { ada: actual, bea: actual }]]);
});

test("what was spent before midnight belongs to that day, and today begins with nothing", async () => {
  const { spending, told, clock, later, known } = setUp();
  clock.advance(13 * 3_600_000 + 3_599_900);
  const late = await spending.reserve("ada", estimate);
  clock.advance(200);
  await spending.prepare("ada");
  if (late.over === null) late.settle(actual);
  await later();
  expect(told).toEqual([[today, { ada: actual }]]);
  expect(known("ada").visitor).toBeUndefined();
});

test("near a cap every call is set aside in the object first, and given back what it did not cost", async () => {
  const { spend, told, later, known, kept } = setUp({ visitorDay: { tokens: 110, micros: 100 }, day: plenty });
  await spend("ada");
  expect(kept.get(`${today} ada`)).toEqual(estimate);
  expect(known("ada").visitor).toEqual(actual);
  await later();
  expect(told).toEqual([[today, { ada: { tokens: -40, micros: -4 } }]]);
  expect(known("ada")).toEqual({ visitor: actual, day: actual });
});

test("before the object decides, it hears what is owed", async () => {
  const { spend, told, kept } = setUp({ visitorDay: { tokens: 190, micros: 100 }, day: plenty });
  await spend("ada");
  expect(told).toEqual([]);
  await spend("ada");
  expect(told).toEqual([[today, { ada: actual }]]);
  expect(kept.get(`${today} ada`)).toEqual(sum(actual, estimate));
});
