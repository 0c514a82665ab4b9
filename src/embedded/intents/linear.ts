/**
 * One linear machine per label over vectorised examples (one against the rest), and the scores that they give.
 * Layout: `weights[label]` has one weight a column and the bias last.
 */

import { seededRandom } from "./random.ts";
import { solve, type SparseRows } from "./solver.ts";
import type { Vector } from "./weighting.ts";

/** A miss on the label's own examples costs more, since the rest outnumber them. */
const COST = { positive: 3, negative: 1 };
const TOLERANCE = 0.1;
const MAX_PASSES = 60;

/** Trains one machine for each label 0 … `labelCount` − 1. `gold[i]` is the label of `vectors[i]`; −1 belongs to none. */
export function trainLinear(
  vectors: readonly Vector[],
  gold: Int32Array,
  labelCount: number,
  columns: number,
  seed: number,
): Float32Array[] {
  const rows = toRows(vectors, columns);
  const norms = Float32Array.from(vectors, (vector) => vector.values.reduce((sum, value) => sum + value * value, 1));
  const options = { positiveCost: COST.positive, negativeCost: COST.negative, tolerance: TOLERANCE, maxPasses: MAX_PASSES };
  return Array.from({ length: labelCount }, (_, label) => {
    const isPositive = Uint8Array.from(gold, (one) => (one === label ? 1 : 0));
    return solve(rows, isPositive, norms, options, seededRandom(seed * 1_000_003 + label));
  });
}

/** Margins of one message, one a label; above 0 means "rather yes". */
export function marginsOf(weights: readonly Float32Array[], vector: Vector): Float64Array {
  return Float64Array.from(weights, (own) => {
    let margin = own[own.length - 1] ?? 0;
    for (let at = 0; at < vector.columns.length; at += 1) margin += own[vector.columns[at]!]! * vector.values[at]!; // same length
    return margin;
  });
}

/** Rows with a constant last column, which carries the bias. */
function toRows(vectors: readonly Vector[], columns: number): SparseRows {
  const size = vectors.reduce((sum, vector) => sum + vector.columns.length + 1, 0);
  const rows = {
    starts: new Int32Array(vectors.length + 1),
    columns: new Int32Array(size),
    values: new Float32Array(size),
    width: columns + 1,
  };
  let end = 0;
  vectors.forEach((vector, row) => {
    rows.columns.set(vector.columns, end);
    rows.values.set(vector.values, end);
    end += vector.columns.length;
    rows.columns[end] = columns;
    rows.values[end] = 1;
    end += 1;
    rows.starts[row + 1] = end;
  });
  return rows;
}
