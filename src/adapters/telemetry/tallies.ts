/**
 * What was counted since the last word of it. Every message counts and times more than a dozen things. Whoever counts only notes it: adding up touches memory that everything else has displaced since, so that a
 * hundred at once cost little more than one by itself. A series is found label by label as they were given, is made once, and afterwards only its numbers change. Bounded: notes are added up when they are many, a
 * label's value that its set does not know is "other", and beyond the cap a new series is refused and counted as lost.
 */
import { emptyDistribution, type Figures, seriesOf } from "#domain/figures";
import { type CounterName, counters, type HistogramName, histograms, type LabelName, labelValues, type TraceOf } from "#domain/metrics";

/** Labels as whoever counts gives them. */
export type Given = Readonly<Record<string, string | null>>;
/** The labels' sets that only this desk knows. */
export type KnownLabels = Readonly<Record<"intent" | "model" | "tool", ReadonlySet<string>>>;

/** One series, and what was added to it since; null: nothing. */
type Tally<T> = { series: string; since: T | null };
/** Where the way to a series has led by a metric's name and the labels' values after it. */
type Place<T> = { tally: Tally<T> | null; next: Map<string, Place<T>> };
/** `changed`: those that something was added to. */
type Family<T> = { start: Place<T>; changed: Tally<T>[] };
type Distribution = Figures["histograms"][string];

/** What was noted and is in no series yet. */
type Counted = { name: CounterName; labels: Given; by: number };
type Seen = { name: HistogramName; labels: Given; value: number; trace: TraceOf | undefined; atMs: number };

/** `series`: how many there are. */
export type TallyMemory = { counted: Counted[]; seen: Seen[]; counters: Family<number>; histograms: Family<Distribution>; series: number };

const emptyPlace = <T>(): Place<T> => ({ tally: null, next: new Map() });
const emptyFamily = <T>(): Family<T> => ({ start: emptyPlace(), changed: [] });
export const emptyTallyMemory = (): TallyMemory => ({
  counted: [],
  seen: [],
  counters: emptyFamily(),
  histograms: emptyFamily(),
  series: 0,
});

export const mostSeries = 2_000;
/** Every message times something, after its acknowledgement: so much later than the counting, which may come before one, that adding up comes then. */
export const mostNoted = { seen: 200, counted: 1_000 } as const;

const noValue = "none";

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

  count(name: CounterName, labels: Given, by: number): void {
    const { counted } = this.#memory;
    counted.push({ name, labels, by });
    if (counted.length >= mostNoted.counted) this.#addUp();
  }

  /** `trace` stands for its bucket unless one does already. */
  observe(name: HistogramName, labels: Given, value: number, trace: TraceOf | undefined, atMs: number): void {
    const { seen } = this.#memory;
    seen.push({ name, labels, value, trace, atMs });
    if (seen.length >= mostNoted.seen) this.#addUp();
  }

  isEmpty(): boolean {
    const { counted, seen, counters: some, histograms: more } = this.#memory;
    return counted.length + seen.length + some.changed.length + more.changed.length === 0;
  }

  /** What was added, which is then somebody else's. */
  taken(): Figures {
    this.#addUp();
    return { counters: sinceThen(this.#memory.counters), histograms: sinceThen(this.#memory.histograms) };
  }

  #addUp(): void {
    const { counted, seen } = this.#memory;
    this.#memory.counted = [];
    this.#memory.seen = [];
    let lost = 0;
    for (const one of counted) if (!this.#addCount(one)) lost += 1;
    for (const one of seen) if (!this.#addValue(one)) lost += 1;
    if (lost > 0) this.#addCount({ name: "figures_lost", labels: {}, by: lost });
  }

  /** False when there is no room for another series. */
  #addCount({ name, labels, by }: Counted): boolean {
    const { counters: family } = this.#memory;
    const tally = this.#tallyOf(family, name, counters[name].labels, labels);
    if (!tally) return false;
    if (tally.since === null) family.changed.push(tally);
    tally.since = (tally.since ?? 0) + Math.max(0, by);
    return true;
  }

  #addValue({ name, labels, value, trace, atMs }: Seen): boolean {
    const { bounds, labels: wanted } = histograms[name];
    const { histograms: family } = this.#memory;
    const tally = this.#tallyOf(family, name, wanted, labels);
    if (!tally) return false;
    if (tally.since === null) family.changed.push(tally);
    const distribution = (tally.since ??= emptyDistribution(bounds));
    const seconds = Math.max(0, value);
    let bucket = 0;
    while (bucket < bounds.length && seconds > (bounds[bucket] ?? 0)) bucket += 1;
    distribution.buckets[bucket] = (distribution.buckets[bucket] ?? 0) + 1;
    distribution.sum += seconds;
    if (trace && !distribution.examples[bucket]) distribution.examples[bucket] = exampleOf(seconds, trace(), atMs);
    return true;
  }

  /** Of labels as they are known the way is the same as of labels as they are given, so that most calls find their series at once. */
  #tallyOf<T>({ start }: Family<T>, name: string, labels: readonly LabelName[], given: Given): Tally<T> | null {
    let place = start.next.get(name);
    for (const label of labels) place = place?.next.get(given[label] ?? noValue);
    return place?.tally ?? this.#foundOrMade(start, name, labels, given);
  }

  #foundOrMade<T>(start: Place<T>, name: string, labels: readonly LabelName[], given: Given): Tally<T> | null {
    const values = labels.map((label) => this.#valueOf(label, given[label] ?? null));
    const way = [name, ...values];
    const found = way.reduce<Place<T> | undefined>((place, value) => place?.next.get(value), start)?.tally;
    if (found) return found;
    // Of series without labels there are only a few, and one of them counts what is lost.
    if (labels.length > 0 && this.#memory.series >= mostSeries) return null;
    this.#memory.series += 1;
    const made = { series: seriesOf(name, values), since: null };
    way.reduce(nextPlace, start).tally = made;
    return made;
  }

  #valueOf(label: LabelName, value: string | null): string {
    if (value === null) return noValue;
    const set = label === "intent" || label === "model" || label === "tool" ? this.#known[label] : closed[label];
    return set?.has(value) === true ? value : "other";
  }
}

const exampleOf = (value: number, trace: string | undefined, atMs: number) => (trace === undefined ? null : { value, trace, atMs });

/** Made where there is none. */
function nextPlace<T>({ next }: Place<T>, value: string): Place<T> {
  const place = next.get(value) ?? emptyPlace<T>();
  next.set(value, place);
  return place;
}

function sinceThen<T>(family: Family<T>): Record<string, T> {
  const added: Record<string, T> = {};
  for (const tally of family.changed) {
    if (tally.since !== null) added[tally.series] = tally.since;
    tally.since = null;
  }
  family.changed = [];
  return added;
}
