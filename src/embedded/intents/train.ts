/**
 * Trains an intent model from labelled examples of any taxonomy: five a label or five thousand. Deterministic: the same examples in the
 * same order give the same model. Refuses a set that nothing can be learned from.
 */

import { fail, ok, type Result } from "#domain/result";
import { calibrate } from "./calibrate.ts";
import { holdOutExamples, holdOutLabels } from "./cross-validate.ts";
import { extractFeatures } from "./features.ts";
import { trainLinear } from "./linear.ts";
import type { IntentModel } from "./model.ts";
import { fitScopeGate } from "./out-of-scope.ts";
import { quantise } from "./quantise.ts";
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

/** Trains a model. Reasons: `no_examples` (none with a label of an intent), `one_label` (nothing to tell apart). */
export function trainIntents(examples: readonly Example[], options: TrainOptions = {}): Result<IntentModel, TrainError> {
  const labels = [...new Set(examples.map((example) => example.label))].filter((label) => label !== options.outOfScopeLabel).sort();
  const [only] = labels;
  if (only === undefined) return fail({ reason: "no_examples" });
  if (labels.length === 1 && options.outOfScopeLabel === undefined) return fail({ reason: "one_label", label: only });

  const places = new Map(labels.map((label, place) => [label, place]));
  const documents = examples.map((example) => extractFeatures(example.text, options.hints?.(example.text)));
  const gold = Int32Array.from(examples, (example) => places.get(example.label) ?? -1);

  const labelled = { documents, gold, labelCount: labels.length };
  const heldOut = holdOutExamples(labelled);
  const named = heldOut.filter((one) => one.gold >= 0);
  const right = named.filter((one) => one.gold === one.margins.indexOf(Math.max(...one.margins))).length;
  const strangers = holdOutLabels(labelled);
  const vocabulary = buildVocabulary(documents);
  const vectors = documents.map((document) => vectorise(vocabulary, document));
  const weights = trainLinear(vectors, gold, labels.length, vocabulary.ids.length, 1);
  return ok({
    labels,
    handoff: (options.handoff ?? []).filter((label) => labels.includes(label)),
    vocabulary,
    ...quantise(weights, vocabulary, vectors, options.limitBytes ?? DEFAULT_LIMIT_BYTES),
    calibration: calibrate(heldOut),
    scope: fitScopeGate(
      strangers.filter((one) => one.gold >= 0),
      [...strangers, ...heldOut].filter((one) => one.gold < 0),
      heldOut,
    ),
    facts: { examples: examples.length, heldOutAccuracy: named.length === 0 ? 0 : right / named.length, heldOut: named.length },
  });
}
