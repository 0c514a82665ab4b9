/**
 * Trains an intent model from labelled examples of any taxonomy: five a label or five thousand. Deterministic: the same examples in the
 * same order give the same model. Refuses a set that nothing can be learned from.
 */

import { fail, ok, type Result } from "#domain/result";
import { calibrate, type HeldOut } from "./calibrate.ts";
import { extractFeatures, type FeatureCounts } from "./features.ts";
import { marginsOf, trainLinear } from "./linear.ts";
import type { IntentModel } from "./model.ts";
import { OPEN_GATE } from "./out-of-scope.ts";
import { quantise } from "./quantise.ts";
import { seededRandom, shuffle } from "./random.ts";
import { buildVocabulary, vectorise } from "./weighting.ts";

export type Example = { text: string; label: string };

export type TrainOptions = {
  /** Label of examples that belong to no intent. */
  outOfScopeLabel?: string;
  /** Hints of a text; `predictIntents` must then be given the same. */
  hints?: (text: string) => readonly string[];
  /** Labels that mean: a person has to take over. */
  handoff?: readonly string[];
  /** Upper bound of the artefact, bytes; the default holds 77 intents without loss. */
  limitBytes?: number;
};

export type TrainError = { reason: "no_examples" } | { reason: "one_label"; label: string };

const DEFAULT_LIMIT_BYTES = 1_250_000;

/** At most this many examples are held out to calibrate on; more would only cost time. */
const ENOUGH_HELD_OUT = 2_000;
const FOLDS = 5;

/** Trains a model. Reasons: `no_examples` (none with a label of an intent), `one_label` (nothing to tell apart). */
export function trainIntents(examples: readonly Example[], options: TrainOptions = {}): Result<IntentModel, TrainError> {
  const labels = [...new Set(examples.map((example) => example.label))].filter((label) => label !== options.outOfScopeLabel).sort();
  const [only] = labels;
  if (only === undefined) return fail({ reason: "no_examples" });
  if (labels.length === 1 && options.outOfScopeLabel === undefined) return fail({ reason: "one_label", label: only });

  const places = new Map(labels.map((label, place) => [label, place]));
  const documents = examples.map((example) => extractFeatures(example.text, options.hints?.(example.text)));
  const gold = Int32Array.from(examples, (example) => places.get(example.label) ?? -1);

  const heldOut = crossValidate(documents, gold, labels.length);
  const right = heldOut.filter((one) => one.gold >= 0 && one.gold === one.margins.indexOf(Math.max(...one.margins))).length;
  const vocabulary = buildVocabulary(documents);
  const vectors = documents.map((document) => vectorise(vocabulary, document));
  const weights = trainLinear(vectors, gold, labels.length, vocabulary.ids.length, 1);
  return ok({
    labels,
    handoff: (options.handoff ?? []).filter((label) => labels.includes(label)),
    vocabulary,
    ...quantise(weights, vocabulary, vectors, options.limitBytes ?? DEFAULT_LIMIT_BYTES),
    calibration: calibrate(heldOut),
    scope: OPEN_GATE,
    facts: { examples: examples.length, heldOutAccuracy: heldOut.length === 0 ? 0 : right / heldOut.length, heldOut: heldOut.length },
  });
}

/** Margins of examples under models that have not seen them. */
function crossValidate(documents: readonly FeatureCounts[], gold: Int32Array, labelCount: number): HeldOut[] {
  const fold = foldsOf(gold, labelCount);
  const heldOut: HeldOut[] = [];
  for (let held = 0; held < FOLDS && heldOut.length < ENOUGH_HELD_OUT; held += 1) {
    const rest = documents.filter((_, at) => fold[at] !== held);
    const vocabulary = buildVocabulary(rest);
    const vectors = rest.map((document) => vectorise(vocabulary, document));
    const weights = trainLinear(vectors, gold.filter((_, at) => fold[at] !== held), labelCount, vocabulary.ids.length, held + 2);
    documents.forEach((document, at) => {
      if (fold[at] !== held) return;
      const vector = vectorise(vocabulary, document);
      heldOut.push({ margins: marginsOf(weights, vector), gold: gold[at] ?? -1, known: vector.known });
    });
  }
  return heldOut;
}

/** A fold for each example, every label spread evenly. */
function foldsOf(gold: Int32Array, labelCount: number): Int32Array {
  const order = Int32Array.from(gold, (_, at) => at);
  shuffle(order, order.length, seededRandom(7));
  const next = new Int32Array(labelCount + 1);
  const folds = new Int32Array(gold.length);
  for (const at of order) {
    const label = (gold[at] ?? -1) + 1;
    folds[at] = (next[label]! + label) % FOLDS; // label < labelCount + 1
    next[label]! += 1;
  }
  return folds;
}
