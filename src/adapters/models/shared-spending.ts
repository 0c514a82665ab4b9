/**
 * What models have cost today, for everybody and for each visitor, checked before a call. Far from a cap, an isolate believes what it last heard, adds what it spends itself, and tells that a moment later in one go; from
 * `nearShare` of a cap on, every call is reserved in the shared object first, so that no number of isolates gets past the cap. When the object does not answer where it must, nothing is spent.
 */
import { dayOf, nothingSpent, type Spend, sum, within } from "#domain/spending";
import type { Clock } from "#ports/clock";
import {
  addOwn,
  believe,
  difference,
  heard,
  type Held,
  heldOf,
  type HeldVisitor,
  owe,
  type SpendingMemory,
  spentSoFar,
  takeOwed,
  type Told,
} from "./spending-memory.ts";

export type DailyCap = "visitorDay" | "day";
export type Totals = { visitor: Spend; day: Spend };
export type SpendingEntry = { day: string; visitor: string; spend: Spend };

/** What the shared object offers. */
export type SpendingObject = {
  read(day: string, visitor: string): Promise<Totals>;
  /** Adds what each visitor has spent; a correction may be negative. @returns what it comes to, for all of them. */
  addAll(day: string, spends: ReadonlyMap<string, Spend>): Promise<Told>;
  /** Adds if it stays within the caps; else says which one it does not. */
  reserve(entry: SpendingEntry, caps: Record<DailyCap, Spend>): Promise<{ over: DailyCap | null; totals: Totals }>;
};

export type SharedSpendingOptions = {
  memory: SpendingMemory;
  object: SpendingObject;
  caps: Record<DailyCap, Spend>;
  clock: Clock;
  background: (work: Promise<void>) => void;
};

export type Reservation = { over: null; settle: (actual: Spend) => void } | { over: DailyCap };

const nearShare = 0.8;
/** What is owed for so long is told, with all that came meanwhile: the call that ended last is not delayed by it, and a busy isolate tells twice a second, not at each call. */
const gatherMs = 500;
/** An object that promised to tell may have died; so much later the next one does. */
const graceMs = 1_000;
/** Whoever spends hears the totals in return, so this is for an isolate that has had nothing to do with the visitor. */
const checkAfterMs = 5 * 60_000;
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
    const { object, caps, clock, memory } = this.#options;
    const day = dayOf(clock.now());
    try {
      const held = await this.#known(day, visitor);
      const { total } = memory;
      /** @param told what the object has heard of it already. */
      const reserved = (told: Spend): Reservation => ({
        over: null,
        settle: (actual) => {
          addOwn([held, total], difference(actual, estimate));
          this.#owe(day, visitor, difference(actual, told));
        },
      });
      if (isFar(held, estimate, caps.visitorDay) && isFar(total, estimate, caps.day)) {
        addOwn([held, total], estimate);
        return reserved(nothingSpent);
      }
      // It decides by what it has heard.
      await this.#tell();
      const { over, totals } = await this.#inTime(object.reserve({ day, visitor, spend: estimate }, caps));
      this.#believe(day, visitor, totals);
      return over ? { over } : reserved(estimate);
    } catch {
      return { over: "day" };
    }
  }

  async #known(day: string, visitor: string): Promise<HeldVisitor> {
    const { memory, object, clock, background } = this.#options;
    const held = heldOf(memory, day, visitor);
    if (!held) return this.#believe(day, visitor, await this.#inTime(object.read(day, visitor)));
    if (clock.now() - held.checkedAtMs >= checkAfterMs) {
      held.checkedAtMs = clock.now();
      const looked = object.read(day, visitor).then((totals) => void this.#believe(day, visitor, totals));
      // What is known counts on.
      background(looked.catch(() => undefined));
    }
    return held;
  }

  #believe(day: string, visitor: string, totals: Totals): HeldVisitor {
    return believe(this.#options.memory, day, visitor, totals, this.#options.clock.now());
  }

  #owe(day: string, visitor: string, spend: Spend): void {
    const { memory, clock, background } = this.#options;
    owe(memory, day, visitor, spend);
    if (clock.now() < memory.toldByMs) return;
    memory.toldByMs = clock.now() + gatherMs + graceMs;
    background(clock.sleep(gatherMs).then(() => this.#tell()));
  }

  /** Never rejects: what did not get through is owed on. */
  async #tell(): Promise<void> {
    const { memory, object, clock } = this.#options;
    for (const [day, spends] of takeOwed(memory)) {
      try {
        heard(memory, day, spends, await this.#inTime(object.addAll(day, spends)), clock.now());
      } catch {
        for (const [visitor, spend] of spends) owe(memory, day, visitor, spend);
      }
    }
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

const isFar = (held: Held, estimate: Spend, cap: Spend): boolean =>
  within(sum(spentSoFar(held), estimate), { tokens: nearShare * cap.tokens, micros: nearShare * cap.micros });
