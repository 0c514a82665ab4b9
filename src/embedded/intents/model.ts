/**
 * A trained intent model: what it holds, and how margins come out of it. Rows are features, since a message has few of them; each row
 * lists the labels that it speaks for or against, as 8-bit weights. `artefact.ts` turns a model into bytes and back.
 */

import type { Calibration } from "./calibrate.ts";
import type { ScopeGate } from "./out-of-scope.ts";
import type { Vector, Vocabulary } from "./weighting.ts";

export type IntentModel = {
  /** Names of the labels, sorted; the out-of-scope label is not among them. */
  labels: readonly string[];
  /** Those labels that mean: a person has to take over. */
  handoff: readonly string[];
  vocabulary: Vocabulary;
  /** Weights of the feature in column c: places `starts[c] .. starts[c + 1]` of `rowLabels` and `rowWeights`. */
  starts: Uint32Array;
  rowLabels: Uint16Array;
  rowWeights: Int8Array;
  /** A label's weights are its 8-bit weights times its scale. */
  scales: Float32Array;
  biases: Float32Array;
  calibration: Calibration;
  scope: ScopeGate;
  facts: TrainingFacts;
};

/** What training measured on messages held out of it. */
export type TrainingFacts = {
  /** Examples trained on. */
  examples: number;
  /** Accuracy on held-out examples by cross-validation, [0, 1]; and how many were held out. */
  heldOutAccuracy: number;
  heldOut: number;
};

/** Margins of one message, one a label in the order of `labels`. */
export function scoreVector(model: IntentModel, { columns, values }: Vector): Float64Array {
  const { starts, rowLabels, rowWeights, scales, biases } = model;
  const margins = new Float64Array(scales.length);
  for (let at = 0; at < columns.length; at += 1) {
    const column = columns[at]!; // a column of this vocabulary, so starts has it and the next
    const value = values[at]!;
    const end = starts[column + 1]!;
    for (let place = starts[column]!; place < end; place += 1) margins[rowLabels[place]!]! += rowWeights[place]! * value;
  }
  for (let label = 0; label < margins.length; label += 1) margins[label] = margins[label]! * scales[label]! + biases[label]!;
  return margins;
}
