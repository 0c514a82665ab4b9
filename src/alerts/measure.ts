/** What a rule measures, out of the desk's figures: counters and histograms against how they stood a while ago, gauges as they are. */
import type { AlertRule } from "#domain/alerts";
import { type Figures, quantileOf, seriesParts, type Waiting } from "#domain/figures";
import { type HistogramName, histograms } from "#domain/metrics";
import type { Gauge } from "#ports/figures";

export type Seen = { figures: Figures; waiting: readonly Waiting[]; gauges: readonly Gauge[] };

/** How what the rules need stood at a moment: by rule, a counter's sum or a histogram's buckets. */
export type Snapshot = { atMs: number; values: Readonly<Record<string, readonly number[]>> };

export function snapshotOf(rules: readonly AlertRule[], figures: Figures, atMs: number): Snapshot {
  const values: Record<string, readonly number[]> = {};
  for (const { name, measure } of rules) {
    if ("perMinute" in measure) values[name] = [counterSum(figures, measure.perMinute)];
    if ("quantile" in measure) values[name] = bucketSums(figures, measure.of);
  }
  return { atMs, values };
}

/** Null when there is nothing to compare with, or when nobody answered. @param past oldest first. */
export function measured(rule: AlertRule, seen: Seen, now: Snapshot, past: readonly Snapshot[]): number | null {
  const { measure, name } = rule;
  if ("gauge" in measure) {
    const gauge = seen.gauges.find((one) => one.name === measure.gauge);
    return gauge ? Math.max(0, ...gauge.samples.map(({ value }) => value)) : null;
  }
  const wantedMs = now.atMs - measure.overS * 1000;
  const before = past.findLast(({ atMs }) => atMs <= wantedMs) ?? past[0];
  const [current, earlier] = [now.values[name], before?.values[name]];
  if (!before || !current || !earlier || now.atMs <= before.atMs) return null;
  const grown = current.map((value, i) => grownBy(value, earlier[i] ?? 0));
  if ("perMinute" in measure) return ((grown[0] ?? 0) * 60_000) / (now.atMs - before.atMs);
  const total = grown.reduce((sum, count) => sum + count, 0);
  return total < measure.atLeast ? 0 : quantileOf(histograms[measure.of].bounds, grown, measure.quantile);
}

/** A trace of what is wrong: the latest of those that lie above the threshold, else the latest of all. */
export function exampleFor({ measure, example, above }: AlertRule, { figures, waiting }: Seen): string | null {
  if ("gauge" in measure && measure.gauge === "outbox_oldest_seconds") return waiting[0]?.trace ?? null;
  if (!example) return null;
  const all = distributionsOf(figures, example).flatMap(({ examples }) => examples.filter((one) => one !== null));
  const latest = all.toSorted((a, b) => b.atMs - a.atMs);
  return (latest.find(({ value }) => "quantile" in measure && value > above) ?? latest[0])?.trace ?? null;
}

/** A counter that has fallen was begun anew. */
const grownBy = (now: number, before: number): number => (now >= before ? now - before : now);

const counterSum = ({ counters }: Figures, name: string): number =>
  Object.entries(counters).reduce((sum, [series, value]) => sum + (seriesParts(series)?.name === name ? value : 0), 0);

const distributionsOf = (figures: Figures, name: HistogramName) =>
  Object.entries(figures.histograms).flatMap(([series, value]) => (seriesParts(series)?.name === name ? [value] : []));

function bucketSums(figures: Figures, name: HistogramName): number[] {
  const sums = Array.from({ length: histograms[name].bounds.length + 1 }, () => 0);
  for (const { buckets } of distributionsOf(figures, name)) for (const [i, count] of buckets.entries()) sums[i] = (sums[i] ?? 0) + count;
  return sums;
}
