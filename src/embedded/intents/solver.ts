/**
 * One linear support vector machine: squared hinge loss, L2 regularised, solved in the dual by coordinate descent with shrinking
 * (Hsieh et al., "A dual coordinate descent method for large-scale linear SVM", ICML 2008). Deterministic for a given generator.
 */

import { shuffle } from "./random.ts";

/** Rows of a sparse matrix: row r has columns `columns[starts[r] .. starts[r + 1])` with the values beside them. */
export type SparseRows = { starts: Int32Array; columns: Int32Array; values: Float32Array; width: number };

export type SolverOptions = {
  /** Cost of a miss on a positive and on a negative example; larger fits closer. */
  positiveCost: number;
  negativeCost: number;
  /** Stops when no projected gradient differs more than this, or after `maxPasses`. */
  tolerance: number;
  maxPasses: number;
};

/** Weights, one a column; the last of them is the bias when the rows carry a constant column. */
export function solve(
  rows: SparseRows,
  isPositive: Uint8Array,
  norms: Float32Array,
  options: SolverOptions,
  random: () => number,
): Float32Array {
  const { starts, columns, values } = rows;
  const weights = new Float32Array(rows.width);
  const count = starts.length - 1;
  const duals = new Float32Array(count);
  const order = new Int32Array(count);
  for (let row = 0; row < count; row += 1) order[row] = row;
  const positiveDiagonal = 0.5 / options.positiveCost;
  const negativeDiagonal = 0.5 / options.negativeCost;
  let active = count;
  let ceiling = Infinity;

  for (let pass = 0; pass < options.maxPasses; pass += 1) {
    shuffle(order, active, random);
    let highest = -Infinity;
    let lowest = Infinity;
    for (let place = 0; place < active; place += 1) {
      const row = order[place]!; // place < count
      const from = starts[row]!; // row < count
      const to = starts[row + 1]!;
      const sign = isPositive[row] === 1 ? 1 : -1;
      const diagonal = sign === 1 ? positiveDiagonal : negativeDiagonal;
      let margin = 0;
      for (let at = from; at < to; at += 1) margin += weights[columns[at]!]! * values[at]!; // CSR invariant
      const dual = duals[row]!;
      const gradient = sign * margin - 1 + dual * diagonal;
      if (dual === 0) {
        if (gradient > ceiling) {
          active -= 1;
          order[place] = order[active]!;
          order[active] = row;
          place -= 1;
          continue;
        }
        if (gradient >= 0) {
          lowest = Math.min(lowest, 0);
          highest = Math.max(highest, 0);
          continue;
        }
      }
      highest = Math.max(highest, gradient);
      lowest = Math.min(lowest, gradient);
      if (Math.abs(gradient) < 1e-12) continue;
      const next = Math.max(dual - gradient / (norms[row]! + diagonal), 0);
      const step = (next - dual) * sign;
      duals[row] = next;
      for (let at = from; at < to; at += 1) weights[columns[at]!]! += step * values[at]!;
    }
    if (highest - lowest <= options.tolerance) {
      if (active === count) break;
      active = count;
      ceiling = Infinity;
      continue;
    }
    ceiling = highest <= 0 ? Infinity : highest;
  }
  return weights;
}
