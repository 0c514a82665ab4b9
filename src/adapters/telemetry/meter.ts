/**
 * The isolate's part of the figures: adds up what happens here and hands it over every two seconds, behind everybody's back, to one of the objects that every isolate shares. Bounded by the
 * catalogue's closed labels; a delta that did not get through is sent again under its number, so that it counts once. What is lost is what an isolate had not yet sent when it died.
 */
import { type CounterName, counters, type HistogramName, histograms, type LabelName, labelValues } from "#domain/metrics";
import { addFigures, type Delta, emptyDistribution, type Figures, seriesOf, type Waiting } from "#domain/figures";
import type { Clock } from "#ports/clock";
import type { Telemetry } from "#ports/telemetry";

/** Whoever adds deltas up. Resolves when the delta is stored, or was before. */
export type FiguresSink = { add(delta: Delta): Promise<void> };

/** What an isolate keeps between requests: plain data, no promise. */
export type MeterMemory = {
  /** The isolate's name; made at the first delta. */
  from: string;
  n: number;
  figures: Figures;
  waiting: Map<string, Waiting>;
  arrived: Set<string>;
  /** Sent, and not known to be stored. */
  unsettled: Delta | null;
  armedUntilMs: number;
};

export const emptyMeterMemory = (): MeterMemory => ({
  from: "",
  n: 0,
  figures: { counters: {}, histograms: {} },
  waiting: new Map(),
  arrived: new Set(),
  unsettled: null,
  armedUntilMs: 0,
});

export const meterLimits = { gatherMs: 2_000, patienceMs: 5_000, mostSeries: 2_000, mostHandoffs: 1_000 } as const;

export type MeterOptions = {
  memory: MeterMemory;
  /** By the isolate's name: one isolate always tells the same object. */
  sinkOf: (from: string) => FiguresSink;
  /** The labels' sets that only this desk knows. */
  known: { intent: ReadonlySet<string>; model: ReadonlySet<string>; tool: ReadonlySet<string> };
  clock: Clock;
  background: (work: Promise<void>) => void;
  /** How long figures are gathered before they are told. */
  gatherMs?: number | undefined;
  newName: () => string;
};

const closed: Partial<Record<LabelName, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries(labelValues).flatMap(([label, values]) => (values ? [[label, new Set<string>(values)]] : [])),
);

export class Meter {
  readonly #options: MeterOptions;

  constructor(options: MeterOptions) {
    this.#options = options;
  }

  readonly count: Telemetry["count"] = (name, labels, by = 1) => {
    const { counters: held } = this.#options.memory.figures;
    const series = this.#seriesOf(name, counters[name].labels, labels);
    const before = held[series];
    if (before === undefined && this.#isFull()) return this.#lost();
    held[series] = (before ?? 0) + Math.max(0, by);
    this.#arm();
  };

  readonly observe: Telemetry["observe"] = (...what) => {
    const [name, labels, value, trace] = what;
    const { histograms: held } = this.#options.memory.figures;
    const { bounds } = histograms[name];
    const series = this.#seriesOf(name, histograms[name].labels, labels);
    if (!held[series] && this.#isFull()) return this.#lost();
    const distribution = (held[series] ??= emptyDistribution(bounds));
    const seconds = Math.max(0, value);
    const found = bounds.findIndex((bound) => seconds <= bound);
    const bucket = found === -1 ? bounds.length : found;
    distribution.buckets[bucket] = (distribution.buckets[bucket] ?? 0) + 1;
    distribution.sum += seconds;
    if (trace !== undefined) distribution.examples[bucket] = { value: seconds, trace, atMs: this.#options.clock.now() };
    this.#arm();
  };

  /** A handoff waits for its ticket; said again with every send, so that one that nobody speaks of any more is known to be over. */
  waits(handoff: string, sinceMs: number, trace: string): void {
    const { memory, clock } = this.#options;
    memory.arrived.delete(handoff);
    if (memory.waiting.size >= meterLimits.mostHandoffs) return this.#lost();
    memory.waiting.set(handoff, { handoff, sinceMs, seenMs: clock.now(), trace });
    this.#arm();
  }

  /** It has its ticket, or will never get one. */
  arrived(handoff: string): void {
    const { memory } = this.#options;
    memory.waiting.delete(handoff);
    if (memory.arrived.size >= meterLimits.mostHandoffs) return this.#lost();
    memory.arrived.add(handoff);
    this.#arm();
  }

  #seriesOf(name: CounterName | HistogramName, labels: readonly LabelName[], given: Readonly<Record<string, string | null>>): string {
    if (labels.length === 0) return seriesOf(name, []);
    return seriesOf(
      name,
      labels.map((label) => {
        const value = given[label] ?? null;
        if (value === null) return "none";
        const set = label === "intent" || label === "model" || label === "tool" ? this.#options.known[label] : closed[label];
        return set?.has(value) === true ? value : "other";
      }),
    );
  }

  #isFull(): boolean {
    const { counters: some, histograms: more } = this.#options.memory.figures;
    return Object.keys(some).length + Object.keys(more).length >= meterLimits.mostSeries;
  }

  #lost(): void {
    const { counters: held } = this.#options.memory.figures;
    const series = seriesOf("figures_lost", []);
    held[series] = (held[series] ?? 0) + 1;
  }

  #arm(): void {
    const { memory, clock, background } = this.#options;
    const nowMs = clock.now();
    if (nowMs < memory.armedUntilMs) return;
    // Past that, whoever armed it has died; somebody else takes over.
    memory.armedUntilMs = nowMs + meterLimits.gatherMs + 2 * meterLimits.patienceMs;
    background(this.#tellSoon());
  }

  async #tellSoon(): Promise<void> {
    const { memory, clock, gatherMs = meterLimits.gatherMs } = this.#options;
    try {
      // What comes while a delta is under way finds the isolate armed and relies on this loop.
      for (let isTold = true; isTold && !isEmpty(memory); isTold = await this.#tell()) await clock.sleep(gatherMs);
    } finally {
      memory.armedUntilMs = 0;
    }
  }

  /** @returns false when the delta did not get through; it goes again with the next occasion. */
  async #tell(): Promise<boolean> {
    const { memory, sinkOf, newName, clock } = this.#options;
    memory.from ||= newName();
    memory.armedUntilMs = clock.now() + meterLimits.gatherMs + 2 * meterLimits.patienceMs;
    const delta = (memory.unsettled ??= this.#taken());
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
      counters: {},
      histograms: {},
      waiting: [...memory.waiting.values()],
      arrived: [...memory.arrived],
    };
    addFigures(delta, memory.figures);
    memory.figures = { counters: {}, histograms: {} };
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
}

const isEmpty = ({ figures, waiting, arrived, unsettled }: MeterMemory): boolean =>
  unsettled === null && Object.keys(figures.counters).length + Object.keys(figures.histograms).length + waiting.size + arrived.size === 0;
