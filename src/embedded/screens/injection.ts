/**
 * Screens a text for attempts to take over the assistant that reads it: a customer's message, a planted article, a tool's result. It weighs signs
 * of structure (`signs/`) on the text laid open (`plain-sight.ts`) and says which it saw. It is tuned to leave real customers alone, and it
 * is not a wall: policies in code, closed tool lists and confirmations are what hold when it misses.
 */

import { codeInsertionWeight } from "./code-insertion.ts";
import { isDirective } from "./directive.ts";
import { layOpen } from "./plain-sight.ts";
import { allSigns } from "./signs/all.ts";
import type { InjectionReason, Sign } from "./signs/sign.ts";

export type InjectionScreen = {
  /** How sure the signs make, [0, 1); not a probability. */
  score: number;
  /** `score` is at least `injectionThreshold`. */
  flagged: boolean;
  /** What was seen, strongest first; also below the threshold. */
  reasons: InjectionReason[];
};

export const injectionThreshold = 0.5;

/** Longest text that is read; the start and the end of a longer one are, because that is where orders stand. UTF-16 units. */
const maxScreenedLength = 200_000;

/** Deterministic; time linear in the text. */
export function screenForInjection(text: string): InjectionScreen {
  const half = maxScreenedLength / 2;
  const screened = text.length > maxScreenedLength ? `${text.slice(0, half)}\n${text.slice(-half)}` : text;
  const { plain, readings, decoded, mirrored, invisible } = layOpen(screened);

  const weights = signWeights(plain);
  for (const reading of readings) raiseAll(weights, signWeights(reading));
  raise(weights, "code_insertion", codeInsertionWeight(plain));
  if (invisible >= 3) raise(weights, "hidden_text", 0.35);
  if (decoded !== "" && combine(signWeights(decoded)) >= injectionThreshold) raise(weights, "encoded_payload", 0.9);
  if (combine(weights) < injectionThreshold && mirrored.some((mirror) => combine(signWeights(mirror)) >= 0.7)) {
    raise(weights, "encoded_payload", 0.8);
  }

  const score = combine(weights);
  const reasons = [...weights].sort(([, a], [, b]) => b - a).map(([reason]) => reason);
  return { score, flagged: score >= injectionThreshold, reasons };
}

type Weights = Map<InjectionReason, number>;

/** The strongest sign of each reason. */
function signWeights(plain: string): Weights {
  const weights: Weights = new Map();
  for (const sign of allSigns) {
    if (sign.weight > (weights.get(sign.reason) ?? 0) && isSeen(sign, plain)) weights.set(sign.reason, sign.weight);
  }
  return weights;
}

function isSeen({ pattern, order }: Sign, plain: string): boolean {
  if (!order) return plain.search(pattern) !== -1;
  for (const match of plain.matchAll(pattern)) if (isDirective(plain, match.index)) return true;
  return false;
}

function raise(weights: Weights, reason: InjectionReason, weight: number): void {
  if (weight > (weights.get(reason) ?? 0)) weights.set(reason, weight);
}

function raiseAll(weights: Weights, others: Weights): void {
  for (const [reason, weight] of others) raise(weights, reason, weight);
}

/** Different reasons add up as independent evidence: 1 − Π(1 − weight). */
const combine = (weights: Weights): number => 1 - [...weights.values()].reduce((doubt, weight) => doubt * (1 - weight), 1);
