/** Figures as they travel from an isolate to the objects that add them up: plain data, by series. A series is a metric's name and its labels' values, in the catalogue's order, as JSON. */
import { z } from "zod";

/** A value that stands for its bucket, and the trace that it came from. */
export const ExampleSchema = z.object({ value: z.number(), trace: z.string(), atMs: z.number() });

export const DistributionSchema = z.object({
  /** One for each bound and one above the last; not cumulative. */
  buckets: z.array(z.number().min(0)),
  sum: z.number().min(0),
  examples: z.array(ExampleSchema.nullable()),
});
export type Distribution = z.infer<typeof DistributionSchema>;

/** A handoff that waits for its ticket. `seenMs`: its conversation still said so then. */
export const WaitingSchema = z.object({ handoff: z.string(), sinceMs: z.number(), seenMs: z.number(), trace: z.string() });
export type Waiting = z.infer<typeof WaitingSchema>;

export const FiguresSchema = z.object({
  counters: z.record(z.string(), z.number().min(0)),
  histograms: z.record(z.string(), DistributionSchema),
});
export type Figures = z.infer<typeof FiguresSchema>;

/** What one of the objects that add up knows. `arrived`: handoffs that got their ticket a moment ago. */
export type Shard = { figures: Figures; waiting: Waiting[]; arrived: string[] };

/** What one isolate has seen since its last word. `from` and `n` name the delta, so that one that is sent twice counts once. */
export const DeltaSchema = FiguresSchema.extend({
  from: z.string().min(1).max(64),
  n: z.int().min(1),
  waiting: z.array(WaitingSchema).max(1_000),
  arrived: z.array(z.string()).max(1_000),
});
export type Delta = z.infer<typeof DeltaSchema>;

export const seriesOf = (name: string, values: readonly string[]): string => JSON.stringify([name, ...values]);

const SeriesSchema = z.array(z.string()).min(1);

/** Null for what is no series. */
export function seriesParts(series: string): { name: string; values: string[] } | null {
  try {
    const [name, ...values] = SeriesSchema.parse(JSON.parse(series));
    return name === undefined ? null : { name, values };
  } catch {
    return null;
  }
}

export const emptyDistribution = (bounds: readonly number[]): Distribution => ({
  buckets: Array.from({ length: bounds.length + 1 }, () => 0),
  sum: 0,
  examples: Array.from({ length: bounds.length + 1 }, () => null),
});

/** Changes `into`. The newer example of a bucket stands. */
export function addDistribution(into: Distribution, more: Distribution): void {
  into.sum += more.sum;
  for (const [i, count] of more.buckets.entries()) into.buckets[i] = (into.buckets[i] ?? 0) + count;
  for (const [i, example] of more.examples.entries()) {
    if (example && example.atMs >= (into.examples[i]?.atMs ?? 0)) into.examples[i] = example;
  }
}

/** Changes `into`. */
export function addFigures(into: Figures, more: Figures): void {
  for (const [series, value] of Object.entries(more.counters)) into.counters[series] = (into.counters[series] ?? 0) + value;
  for (const [series, distribution] of Object.entries(more.histograms)) {
    const held = into.histograms[series];
    if (held) addDistribution(held, distribution);
    else into.histograms[series] = { ...distribution, buckets: [...distribution.buckets], examples: [...distribution.examples] };
  }
}

/** An upper estimate of the value below which `share` of the observations lie, read off the buckets as Prometheus does; null without observations. */
export function quantileOf(bounds: readonly number[], buckets: readonly number[], share: number): number | null {
  const total = buckets.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const rank = share * total;
  let below = 0;
  for (const [i, count] of buckets.entries()) {
    const [from, to] = [bounds[i - 1] ?? 0, bounds[i]];
    // Above the last bound nothing is known but that.
    if (to === undefined) return bounds.at(-1) ?? null;
    if (below + count >= rank) return count === 0 ? to : from + (to - from) * ((rank - below) / count);
    below += count;
  }
  return bounds.at(-1) ?? null;
}
