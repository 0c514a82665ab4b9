/**
 * Tells messages that belong to none of the labels. A small logistic gate reads three facts of a message: how clear the best label's margin
 * is, how far the second is behind, and how much of the message training has ever seen.
 */

/** Weights of the gate, and the score below which a message is out of scope. */
export type ScopeGate = { bias: number; best: number; lead: number; known: number; threshold: number };

/** A gate that knows nothing yet: wide open. */
export const OPEN_GATE: ScopeGate = { bias: 0, best: 3, lead: 1, known: 1, threshold: 0 };

/** How surely the message belongs to one of the labels, [0, 1]. */
export function inScopeScore(gate: ScopeGate, margins: Float64Array, known: number): number {
  let best = -Infinity;
  let second = -Infinity;
  for (const margin of margins) {
    if (margin > best) [best, second] = [margin, best];
    else if (margin > second) second = margin;
  }
  const lead = second === -Infinity ? 1 : best - second;
  return 1 / (1 + Math.exp(-(gate.bias + gate.best * best + gate.lead * lead + gate.known * known)));
}
