/**
 * What somebody wants, by a trained model: the best label with a calibrated confidence, the ranking, whether the message is in scope at
 * all, and, where a message asks for several things, each of them. Pure and fast (well under a millisecond).
 */

import { toProbabilities } from "./calibrate.ts";
import { splitClauses } from "./clauses.ts";
import { extractFeatures } from "./features.ts";
import { scoreVector, type IntentModel } from "./model.ts";
import { inScopeScore } from "./out-of-scope.ts";
import { vectorise } from "./weighting.ts";

/** `confidence`: calibrated probability that the label is right, [0, 1]. */
export type RankedIntent = { label: string; confidence: number };

export type IntentPrediction = {
  /** The best label, or null when the message is out of scope. */
  label: string | null;
  confidence: number;
  /** Every label, best first. */
  ranked: RankedIntent[];
  /** How surely the message belongs to any of the labels, [0, 1]. */
  inScope: number;
  /** What the message asks for, in the order of asking; one entry for most messages, none when out of scope. */
  intents: RankedIntent[];
};

/** Predicts the intents of a message. `hintsOf` must be what the model was trained with. */
export function predictIntents(model: IntentModel, text: string, hintsOf?: (text: string) => readonly string[]): IntentPrediction {
  const whole = predictOne(model, text, hintsOf);
  const clauses = splitClauses(text);
  const intents = whole.label === null ? [] : [{ label: whole.label, confidence: whole.confidence }];
  if (clauses.length > 1) {
    for (const clause of clauses) {
      const part = predictOne(model, clause, hintsOf);
      if (part.label === null || part.confidence < CLAUSE_CONFIDENCE) continue;
      if (!intents.some((intent) => intent.label === part.label)) intents.push({ label: part.label, confidence: part.confidence });
    }
  }
  return { ...whole, intents };
}

/** A part of a message must be this sure to count as a request of its own. */
const CLAUSE_CONFIDENCE = 0.6;

function predictOne(model: IntentModel, text: string, hintsOf?: (text: string) => readonly string[]): Omit<IntentPrediction, "intents"> {
  const vector = vectorise(model.vocabulary, extractFeatures(text, hintsOf?.(text)));
  const margins = scoreVector(model, vector);
  const probabilities = toProbabilities(model.calibration, margins);
  const ranked = model.labels
    .map((label, place) => ({ label, confidence: probabilities[place] ?? 0 }))
    .sort((one, other) => other.confidence - one.confidence);
  const inScope = inScopeScore(model.scope, margins, vector.known);
  const [best] = ranked;
  const label = best === undefined || inScope < model.scope.threshold ? null : best.label;
  return { label, confidence: best?.confidence ?? 0, ranked, inScope };
}
