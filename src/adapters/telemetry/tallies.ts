/**
 * What was counted since the last word of it. Every message counts and times more than a dozen things, so a series is found by its labels as they were given, is made once, and afterwards only its numbers
 * change. Bounded: a label's value that its set does not know is "other", and beyond the cap a new series is refused.
 */
import { emptyDistribution, type Figures, seriesOf } from "#domain/figures";
import { type CounterName, counters, type HistogramName, histograms, type LabelName, labelValues, type TraceOf } from "#domain/metrics";
import type { Clock } from "#ports/clock";

/** Labels as whoever counts gives them. */
export type Given = Readonly<Record<string, string | null>>;
/** The labels' sets that only this desk knows. */
export type KnownLabels = Readonly<Record<"intent" | "model" | "tool", ReadonlySet<string>>>;

/** One series, and what was added to it since; null: nothing. */
type Tally<T> = { series: string; since: T | null };
type Distribution = Figures["histograms"][string];

/** Plain data. */
export type TallyMemory = {
  counters: Map<string, Tally<number>>;
  histograms: Map<string, Tally<Distribution>>;
  /** Series that something was added to. */
  changed: number;
};

export const emptyTallyMemory = (): TallyMemory => ({ counters: new Map(), histograms: new Map(), changed: 0 });

export const mostSeries = 2_000;

const closed: Partial<Record<LabelName, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries(labelValues).flatMap(([label, values]) => (values ? [[label, new Set<string>(values)]] : [])),
);

export class Tallies {
  readonly #memory: TallyMemory;
  readonly #known: KnownLabels;

  constructor(memory: TallyMemory, known: KnownLabels) {
    this.#memory = memory;
    this.#known = known;
  }

  /** False when there is no room for another series. */
  count(name: CounterName, labels: Given, by: number): boolean {
    const tally = this.#tallyOf(this.#memory.counters, name, counters[name].labels, labels);
    if (!tally) return false;
    if (tally.since === null) this.#memory.changed += 1;
    tally.since = (tally.since ?? 0) + Math.max(0, by);
    return true;
  }

  /** `trace` stands for its bucket unless one does already. */
  observe(name: HistogramName, labels: Given, value: number, trace: TraceOf | undefined, clock: Pick<Clock, "now">): boolean {
    const { bounds } = histograms[name];
    const tally = this.#tallyOf(this.#memory.histograms, name, histograms[name].labels, labels);
    if (!tally) return false;
    if (tally.since === null) this.#memory.changed += 1;
    const distribution = (tally.since ??= emptyDistribution(bounds));
    const seconds = Math.max(0, value);
    let bucket = 0;
    while (bucket < bounds.length && seconds > (bounds[bucket] ?? 0)) bucket += 1;
    distribution.buckets[bucket] = (distribution.buckets[bucket] ?? 0) + 1;
    distribution.sum += seconds;
    if (trace && !distribution.examples[bucket]) distribution.examples[bucket] = exampleOf(seconds, trace(), clock.now());
    return true;
  }

  isEmpty(): boolean {
    return this.#memory.changed === 0;
  }

  /** What was added, which is then somebody else's. */
  taken(): Figures {
    this.#memory.changed = 0;
    return { counters: sinceThen(this.#memory.counters), histograms: sinceThen(this.#memory.histograms) };
  }

  /** Of labels as they are known the key is the same as of labels as they are given, so that most calls find their series at once. */
  #tallyOf<T>(among: Map<string, Tally<T>>, name: string, labels: readonly LabelName[], given: Given): Tally<T> | null {
    let key = name;
    for (const label of labels) key += `\n${given[label] ?? "none"}`;
    return among.get(key) ?? this.#foundOrMade(among, name, labels, given);
  }

  #foundOrMade<T>(among: Map<string, Tally<T>>, name: string, labels: readonly LabelName[], given: Given): Tally<T> | null {
    const values = labels.map((label) => this.#valueOf(label, given[label] ?? null));
    const key = [name, ...values].join("\n");
    const found = among.get(key);
    if (found) return found;
    const { counters: some, histograms: more } = this.#memory;
    // Of series without labels there are only a few, and one of them counts what is lost.
    if (labels.length > 0 && some.size + more.size >= mostSeries) return null;
    const made = { series: seriesOf(name, values), since: null };
    among.set(key, made);
    return made;
  }

  #valueOf(label: LabelName, value: string | null): string {
    if (value === null) return "none";
    const set = label === "intent" || label === "model" || label === "tool" ? this.#known[label] : closed[label];
    return set?.has(value) === true ? value : "other";
  }
}

const exampleOf = (value: number, trace: string | undefined, atMs: number) => (trace === undefined ? null : { value, trace, atMs });

function sinceThen<T>(tallies: ReadonlyMap<string, Tally<T>>): Record<string, T> {
  const added: Record<string, T> = {};
  for (const tally of tallies.values()) {
    if (tally.since === null) continue;
    added[tally.series] = tally.since;
    tally.since = null;
  }
  return added;
}
