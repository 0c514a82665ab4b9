/**
 * Makes a trained classifier small: 8-bit weights with one scale a label, and the weights that matter least left out until the whole
 * fits into its limit. Which ones matter least is decided by what they can move: weight times the usual size of the feature.
 */

import type { IntentModel } from "./model.ts";
import type { Vector, Vocabulary } from "./weighting.ts";

type Weights = Pick<IntentModel, "starts" | "rowLabels" | "rowWeights" | "scales" | "biases">;

/** Bytes that a feature costs beside its weights (its id, its rarity, its list's length), on average. */
const BYTES_A_FEATURE = 4;

/** Bytes of the header: its fixed part, and a label's name, scale and bias as text. */
const HEADER_BYTES = { fixed: 400, label: 80 };

/** Largest 8-bit weight. */
const TOP = 127;

/** Bins for finding the cut without sorting millions of weights. */
const BINS = 4_096;

/** Quantises `weights` (label by label, bias last). `limitBytes` bounds the weights and the vocabulary together. */
export function quantise(
  weights: readonly Float32Array[],
  vocabulary: Vocabulary,
  vectors: readonly Vector[],
  limitBytes: number,
): Weights {
  const columns = vocabulary.ids.length;
  const scales = Float32Array.from(
    weights,
    (own) => own.subarray(0, columns).reduce((top, weight) => Math.max(top, Math.abs(weight)), 0) / TOP || 1,
  );
  const biases = Float32Array.from(weights, (own) => own[columns] ?? 0);
  const sizes = usualSizes(vectors, columns);
  const cut = findCut(weights, sizes, weightsThatFit(limitBytes, columns, weights.length));

  const starts = new Uint32Array(columns + 1);
  const rowLabels: number[] = [];
  const rowWeights: number[] = [];
  for (let column = 0; column < columns; column += 1) {
    const size = sizes[column]!; // one a column
    weights.forEach((own, label) => {
      const weight = own[column]!;
      const small = Math.round(weight / scales[label]!);
      if (small === 0 || Math.abs(weight) * size < cut) return;
      rowLabels.push(label);
      rowWeights.push(small);
    });
    starts[column + 1] = rowLabels.length;
  }
  return { starts, rowLabels: Uint16Array.from(rowLabels), rowWeights: Int8Array.from(rowWeights), scales, biases };
}

/** A row costs either a byte a label or a bitmap of all labels, then a byte a weight; with n weights spread evenly, whichever is less. */
function weightsThatFit(limitBytes: number, columns: number, labels: number): number {
  const free = Math.max(0, limitBytes - HEADER_BYTES.fixed - labels * HEADER_BYTES.label - columns * BYTES_A_FEATURE);
  const bitmaps = columns * Math.ceil(labels / 8);
  return Math.max(free / 2, free - bitmaps);
}

/** Root of the mean square of each feature over the examples, times √examples. */
function usualSizes(vectors: readonly Vector[], columns: number): Float32Array {
  const squares = new Float32Array(columns);
  for (const vector of vectors) vector.columns.forEach((column, at) => (squares[column]! += vector.values[at]! ** 2));
  return squares.map(Math.sqrt);
}

/** The importance below which weights are dropped so that no more than `keep` stay. */
function findCut(weights: readonly Float32Array[], sizes: Float32Array, keep: number): number {
  const bins = new Uint32Array(BINS);
  const binOf = (importance: number): number => Math.max(0, Math.min(BINS - 1, Math.floor((Math.log2(importance + 1e-9) + 24) * 128)));
  for (const own of weights)
    for (let column = 0; column < sizes.length; column += 1) bins[binOf(Math.abs(own[column]!) * sizes[column]!)]! += 1;
  let kept = 0;
  for (let bin = BINS - 1; bin >= 0; bin -= 1) {
    kept += bins[bin]!;
    if (kept > keep) return 2 ** ((bin + 1) / 128 - 24);
  }
  return 0;
}
