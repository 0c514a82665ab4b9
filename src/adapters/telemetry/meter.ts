/**
 * The isolate's part of the figures: adds up what happens here and hands it over, behind everybody's back, to one of the objects that every isolate shares: two seconds after it happened, every ten seconds at
 * most. Bounded by the catalogue's closed labels; a delta that did not get through is sent again under its number, so that it counts once. What is lost is what an isolate had not yet sent when it died.
 */
import type { Delta, Waiting } from "#domain/figures";
import type { CounterName, HistogramName, TraceOf } from "#domain/metrics";
import type { Clock } from "#ports/clock";
import type { Telemetry } from "#ports/telemetry";
import { emptyTallyMemory, type Given, type KnownLabels, Tallies, type TallyMemory } from "./tallies.ts";

/** Whoever adds deltas up. Resolves when the delta is stored, or was before. */
export type FiguresSink = { add(delta: Delta): Promise<void> };

/** What an isolate keeps between requests: no promise. */
export type MeterMemory = {
  /** The isolate's name; made at the first delta. */
  from: string;
  n: number;
  tallies: TallyMemory;
  waiting: Map<string, Waiting>;
  arrived: Set<string>;
  /** Sent, and not known to be stored. */
  unsettled: Delta | null;
  toldMs: number;
  armedUntilMs: number;
};

export const emptyMeterMemory = (): MeterMemory => ({
  from: "",
  n: 0,
  tallies: emptyTallyMemory(),
  waiting: new Map(),
  arrived: new Set(),
  unsettled: null,
  toldMs: 0,
  armedUntilMs: 0,
});

/** Telling costs about half a message's CPU, whatever is told. Whoever reads figures comes every 15 seconds or less often, and alerts are judged by the minute; only a person who tries something looks at once. */
export const meterLimits = { firstMs: 2_000, gatherMs: 10_000, patienceMs: 5_000, mostHandoffs: 1_000 } as const;

export type MeterOptions = {
  memory: MeterMemory;
  /** By the isolate's name: one isolate always tells the same object. */
  sinkOf: (from: string) => FiguresSink;
  known: KnownLabels;
  clock: Clock;
  background: (work: Promise<void>) => void;
  /** How long figures are gathered before they are told; absent: as the limits say. */
  gatherMs?: number | undefined;
  newName: () => string;
};

export class Meter {
  readonly #options: MeterOptions;
  readonly #tallies: Tallies;

  constructor(options: MeterOptions) {
    this.#options = options;
    this.#tallies = new Tallies(options.memory.tallies, options.known);
  }

  readonly count: Telemetry["count"] = (name: CounterName, labels: Given, by = 1) => {
    this.#tallies.count(name, labels, by);
    this.#arm(this.#options.clock.now());
  };

  readonly observe: Telemetry["observe"] = (name: HistogramName, labels: Given, value: number, trace?: TraceOf) => {
    const nowMs = this.#options.clock.now();
    this.#tallies.observe(name, labels, value, trace, nowMs);
    this.#arm(nowMs);
  };

  /** A handoff waits for its ticket; said again with every send, so that one that nobody speaks of any more is known to be over. */
  waits(handoff: string, sinceMs: number, trace: string): void {
    const { memory, clock } = this.#options;
    memory.arrived.delete(handoff);
    if (memory.waiting.size >= meterLimits.mostHandoffs) return this.#lost();
    const seenMs = clock.now();
    memory.waiting.set(handoff, { handoff, sinceMs, seenMs, trace });
    this.#arm(seenMs);
  }

  /** It has its ticket, or will never get one. */
  arrived(handoff: string): void {
    const { memory, clock } = this.#options;
    memory.waiting.delete(handoff);
    if (memory.arrived.size >= meterLimits.mostHandoffs) return this.#lost();
    memory.arrived.add(handoff);
    this.#arm(clock.now());
  }

  #lost(): void {
    this.#tallies.count("figures_lost", {}, 1);
  }

  #arm(nowMs: number): void {
    const { memory, background } = this.#options;
    if (nowMs < memory.armedUntilMs) return;
    // Past that, whoever armed it has died; somebody else takes over.
    memory.armedUntilMs = nowMs + meterLimits.gatherMs + 2 * meterLimits.patienceMs;
    background(this.#tellSoon());
  }

  async #tellSoon(): Promise<void> {
    const { memory, clock } = this.#options;
    try {
      // What comes while a delta is under way finds the isolate armed and relies on this loop.
      for (let isTold = true; isTold && !this.#isEmpty(); isTold = await this.#tell()) await clock.sleep(this.#waitMs());
    } finally {
      memory.armedUntilMs = 0;
    }
  }

  #waitMs(): number {
    const { memory, clock, gatherMs } = this.#options;
    return gatherMs ?? Math.max(meterLimits.firstMs, memory.toldMs + meterLimits.gatherMs - clock.now());
  }

  /** @returns false when the delta did not get through; it goes again with the next occasion. */
  async #tell(): Promise<boolean> {
    const { memory, sinkOf, newName, clock } = this.#options;
    memory.from ||= newName();
    memory.armedUntilMs = clock.now() + meterLimits.gatherMs + 2 * meterLimits.patienceMs;
    const delta = (memory.unsettled ??= this.#taken());
    memory.toldMs = clock.now();
    try {
      await this.#inTime(sinkOf(memory.from).add(delta));
    } catch {
      return false;
    }
    if (memory.unsettled === delta) memory.unsettled = null;
    return true;
  }

  #taken(): Delta {
    const { memory } = this.#options;
    memory.n += 1;
    const delta: Delta = {
      from: memory.from,
      n: memory.n,
      ...this.#tallies.taken(),
      waiting: [...memory.waiting.values()],
      arrived: [...memory.arrived],
    };
    memory.waiting.clear();
    memory.arrived.clear();
    return delta;
  }

  #inTime<T>(asked: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const cancel = this.#options.clock.after(meterLimits.patienceMs, () => reject(new Error("the figures were not taken in time")));
      asked.finally(cancel).then(resolve, reject);
    });
  }

  #isEmpty(): boolean {
    const { waiting, arrived, unsettled } = this.#options.memory;
    return unsettled === null && this.#tallies.isEmpty() && waiting.size + arrived.size === 0;
  }
}
