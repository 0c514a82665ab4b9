/**
 * What pairs of measurements say. In each pair both sides were measured within the same seconds, so that whatever else the machine did fell on both; the pairs are many, and the interval says how much they
 * disagree. Nothing here is drawn by chance that could not be drawn again.
 */
import { median } from "./summary.ts";

/** `from` and `to` hold the true middle in 95 of 100 cases; null: too few pairs to say. */
export type Interval = { middle: number; from: number | null; to: number | null };

export type Pair = { one: number; other: number };

/** The median, within the order statistics between which it lies whatever the values' distribution (sign test; Conover, Practical Nonparametric Statistics, 3.2). */
export function medianInterval(values: readonly number[]): Interval {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = lowestRank(sorted.length);
  return { middle: median(sorted), from: sorted[rank - 1] ?? null, to: rank === 0 ? null : (sorted[sorted.length - rank] ?? null) };
}

/** The mean of values that were drawn independently, and where Student's t says that the true one lies. */
export function meanInterval(values: readonly number[]): Interval {
  const middle = sum(values) / values.length;
  const spread = quantilesOfT[values.length - 2];
  if (spread === undefined) return { middle, from: null, to: null };
  const deviation = Math.sqrt(sum(values.map((value) => (value - middle) ** 2)) / (values.length - 1));
  const around = (spread * deviation) / Math.sqrt(values.length);
  return { middle, from: middle - around, to: middle + around };
}

/** Student's t, 97.5 %, of 1 to 29 degrees of freedom. */
const quantilesOfT = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11, 2.101, 2.093, 2.086,
  2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045,
];

/** Draws of the bootstrap. */
const draws = 2_000;

/** The sum of `one` over the sum of `other`, rare costs such as a garbage collection included. Interval: percentile bootstrap over the pairs (Efron). */
export function overallRatio(pairs: readonly Pair[]): Interval {
  const middle = ratioOf(pairs);
  if (lowestRank(pairs.length) === 0) return { middle, from: null, to: null };
  const unit = seeded(pairs.length);
  const drawn = Array.from({ length: draws }, () => ratioOf(pairs.flatMap(() => pairs[Math.floor(unit() * pairs.length)] ?? [])));
  drawn.sort((a, b) => a - b);
  return { middle, from: drawn[Math.floor(draws * 0.025)] ?? null, to: drawn[Math.ceil(draws * 0.975) - 1] ?? null };
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const ratioOf = (pairs: readonly Pair[]): number => sum(pairs.map(({ one }) => one)) / sum(pairs.map(({ other }) => other));

/** The highest rank below which the median of `n` values lies in at most 2.5 of 100 cases; 0: there is none. */
function lowestRank(n: number): number {
  let [below, logShare] = [0, -n * Math.LN2];
  for (let rank = 0; rank < n; rank++) {
    below += Math.exp(logShare);
    if (below > 0.025) return rank;
    logShare += Math.log((n - rank) / (rank + 1));
  }
  return 0;
}

/** Mulberry32 (Tommy Ettinger, public domain): the same numbers for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
