/**
 * What models have cost today, for everybody and for each visitor, checked before a call. Far from a cap, an isolate believes what it last heard and adds what it spends itself; from
 * `nearShare` of a cap on, every call is reserved in the shared object first, so that no number of isolates gets past the cap. When the object does not answer where it must, nothing is spent.
 */
import { dayOf, nothingSpent, type Spend, sum, within } from "#domain/spending";
import type { Clock } from "#ports/clock";

export type DailyCap = "visitorDay" | "day";
export type Totals = { visitor: Spend; day: Spend };
export type SpendingEntry = { day: string; visitor: string; spend: Spend };

/** What the shared object offers. */
export type SpendingObject = {
  read(day: string, visitor: string): Promise<Totals>;
  /** Adds; a correction may be negative. */
  add(entry: SpendingEntry): Promise<Totals>;
  /** Adds if it stays within the caps; else says which one it does not. */
  reserve(entry: SpendingEntry, caps: Record<DailyCap, Spend>): Promise<{ over: DailyCap | null; totals: Totals }>;
};

type Held = { spend: Spend; checkedAtMs: number };

/** What an isolate keeps between requests. */
export type SpendingMemory = { day: string; total: Held; visitors: Map<string, Held> };

export const emptySpendingMemory = (): SpendingMemory => ({ day: "", total: { spend: nothingSpent, checkedAtMs: 0 }, visitors: new Map() });

export type SharedSpendingOptions = {
  memory: SpendingMemory;
  object: SpendingObject;
  caps: Record<DailyCap, Spend>;
  clock: Clock;
  background: (work: Promise<void>) => void;
};

export type Reservation = { over: null; settle: (actual: Spend) => void } | { over: DailyCap };

const nearShare = 0.8;
const checkAfterMs = 5_000;
/** Visitors that an isolate remembers at a time. */
const mostVisitors = 5_000;
const patienceMs = 1_000;

export class SharedSpending {
  readonly #options: SharedSpendingOptions;

  constructor(options: SharedSpendingOptions) {
    this.#options = options;
  }

  /** Looks a visitor up, so that their first reservation does not wait for it. Never rejects: a reservation asks again. */
  async prepare(visitor: string): Promise<void> {
    await this.#known(dayOf(this.#options.clock.now()), visitor).catch(() => undefined);
  }

  /** Sets `estimate` aside, or says which cap forbids it. Whoever got it says with `settle` what it came to. */
  async reserve(visitor: string, estimate: Spend): Promise<Reservation> {
    const { object, caps, clock } = this.#options;
    const day = dayOf(clock.now());
    try {
      const known = await this.#known(day, visitor);
      const far = isFar(known.visitor, estimate, caps.visitorDay) && isFar(known.day, estimate, caps.day);
      if (far) {
        this.#addLocally(day, visitor, estimate);
        return { over: null, settle: (actual) => this.#settle(day, visitor, difference(actual, estimate), actual) };
      }
      const { over, totals } = await this.#inTime(object.reserve({ day, visitor, spend: estimate }, caps));
      this.#believe(day, visitor, totals);
      if (over) return { over };
      return { over: null, settle: (actual) => this.#settle(day, visitor, difference(actual, estimate), difference(actual, estimate)) };
    } catch {
      return { over: "day" };
    }
  }

  async #known(day: string, visitor: string): Promise<Totals> {
    const { memory, object, clock, background } = this.#options;
    const held = memory.day === day ? memory.visitors.get(visitor) : undefined;
    if (!held) return this.#believe(day, visitor, await this.#inTime(object.read(day, visitor)));
    const { total } = memory;
    if (clock.now() - Math.min(held.checkedAtMs, total.checkedAtMs) >= checkAfterMs) {
      Object.assign(held, { checkedAtMs: clock.now() });
      Object.assign(total, { checkedAtMs: clock.now() });
      background(this.#take(day, visitor, object.read(day, visitor)));
    }
    return { visitor: held.spend, day: total.spend };
  }

  #settle(day: string, visitor: string, correction: Spend, owed: Spend): void {
    const { object, background } = this.#options;
    this.#addLocally(day, visitor, correction);
    background(this.#take(day, visitor, object.add({ day, visitor, spend: owed })));
  }

  #addLocally(day: string, visitor: string, spend: Spend): void {
    const { memory } = this.#options;
    const held = memory.visitors.get(visitor);
    if (memory.day !== day || !held) return;
    held.spend = sum(held.spend, spend);
    memory.total.spend = sum(memory.total.spend, spend);
  }

  async #take(day: string, visitor: string, asked: Promise<Totals>): Promise<void> {
    try {
      this.#believe(day, visitor, await asked);
    } catch {
      // What is known keeps counting here until the object answers again.
    }
  }

  #believe(day: string, visitor: string, totals: Totals): Totals {
    const { memory, clock } = this.#options;
    if (memory.day !== day || memory.visitors.size >= mostVisitors) memory.visitors.clear();
    memory.day = day;
    memory.total = { spend: totals.day, checkedAtMs: clock.now() };
    memory.visitors.set(visitor, { spend: totals.visitor, checkedAtMs: clock.now() });
    return totals;
  }

  #inTime<T>(asked: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const cancel = this.#options.clock.after(patienceMs, () =>
        reject(new Error(`the spending object did not answer within ${patienceMs} ms`)),
      );
      asked.finally(cancel).then(resolve, reject);
    });
  }
}

const difference = (a: Spend, b: Spend): Spend => ({ tokens: a.tokens - b.tokens, micros: a.micros - b.micros });

const isFar = (spent: Spend, estimate: Spend, cap: Spend): boolean =>
  within(sum(spent, estimate), { tokens: nearShare * cap.tokens, micros: nearShare * cap.micros });
