/**
 * Tells messages that belong to none of the labels, by three facts: how clear the best label's margin is, how far the second is behind, and
 * how much of the message training has ever seen. What a strange message looks like is learned by leaving labels out of training and looking
 * at their messages, so it works without a single example of one; examples that are labelled as out of scope are used where there are any.
 */

import type { HeldOut } from "./calibrate.ts";

/** `inScope` is the logistic of `slope` × evidence + `bias`; below `threshold` a message is out of scope. */
export type ScopeGate = { slope: number; bias: number; threshold: number };

/**
 * How much each fact counts. Fixed, since a fit spends itself on the easy middle, while the gate works at the edge; the result hardly
 * depends on them.
 */
const EVIDENCE = { best: 3, lead: 1, known: 1 };

/** The gate of a taxonomy too small to learn one from: always open, though its scores still order messages. */
export const OPEN_GATE: ScopeGate = { slope: 1, bias: 0, threshold: 0 };

/** Share of the rightly named messages that the threshold may turn away. */
const ACCEPTED_LOSS = 0.02;

/** Below this a message is turned away in any case: with few examples, the worst of the held-out ones is no guide. */
const SURELY_OUTSIDE = 0.1;

const NEWTON_STEPS = 25;
const RIDGE = 1e-3;

/** How surely the message belongs to one of the labels, [0, 1]. */
export function inScopeScore(gate: ScopeGate, margins: Float64Array, known: number): number {
  return logistic(gate.slope * evidenceOf({ margins, known }) + gate.bias);
}

/**
 * Fits the gate on messages of known and of unknown labels, neither seen by the model that judged them, and sets the threshold on `whole`:
 * held-out messages under models of all labels. Inside and outside count the same in sum, however many there are.
 */
export function fitScopeGate(inside: readonly HeldOut[], outside: readonly HeldOut[], whole: readonly HeldOut[]): ScopeGate {
  if (inside.length === 0 || outside.length === 0) return OPEN_GATE;
  const rows = [
    ...inside.map((one) => ({ evidence: evidenceOf(one), goal: 1, weight: 1 / inside.length })),
    ...outside.map((one) => ({ evidence: evidenceOf(one), goal: 0, weight: 1 / outside.length })),
  ];
  const gate = { slope: 0, bias: 0, threshold: 0 };
  for (let step = 0; step < NEWTON_STEPS; step += 1) {
    const sums = { gradient: -RIDGE * gate.slope, shift: 0, curve: RIDGE, cross: 0, flat: RIDGE };
    for (const { evidence, goal, weight } of rows) {
      const score = logistic(gate.slope * evidence + gate.bias);
      const spread = weight * score * (1 - score);
      sums.gradient += weight * (goal - score) * evidence;
      sums.shift += weight * (goal - score);
      sums.curve += spread * evidence * evidence;
      sums.cross += spread * evidence;
      sums.flat += spread;
    }
    const determinant = sums.curve * sums.flat - sums.cross * sums.cross;
    gate.slope += (sums.flat * sums.gradient - sums.cross * sums.shift) / determinant;
    gate.bias += (sums.curve * sums.shift - sums.cross * sums.gradient) / determinant;
  }
  if (!(gate.slope > 0) || !Number.isFinite(gate.bias)) return OPEN_GATE;
  return { ...gate, threshold: thresholdOf(gate, whole) };
}

/** The score that all but the accepted loss of the rightly named messages reach. */
function thresholdOf(gate: ScopeGate, whole: readonly HeldOut[]): number {
  const scores = whole
    .filter(({ margins, gold }) => gold >= 0 && margins[gold] === Math.max(...margins))
    .map(({ margins, known }) => inScopeScore(gate, margins, known))
    .sort((one, other) => one - other);
  return Math.max(SURELY_OUTSIDE, scores[Math.floor(scores.length * ACCEPTED_LOSS)] ?? 0);
}

function evidenceOf({ margins, known }: Pick<HeldOut, "margins" | "known">): number {
  let best = -Infinity;
  let second = -Infinity;
  for (const margin of margins) {
    if (margin > best) [best, second] = [margin, best];
    else if (margin > second) second = margin;
  }
  const lead = second === -Infinity ? 1 : best - second;
  return EVIDENCE.best * best + EVIDENCE.lead * lead + EVIDENCE.known * known;
}

function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
