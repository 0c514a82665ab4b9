/**
 * Turns margins into a confidence that can be believed: of the messages answered with 0.8, eight in ten should be right. One temperature
 * is fitted on messages that training did not see (Guo et al., "On calibration of modern neural networks", ICML 2017).
 */

/** Margins are multiplied by `sharpness` before the softmax. */
export type Calibration = { sharpness: number };

/** Margins of a held-out message, and its label's place; −1 when its label is none of the model's. */
export type HeldOut = { margins: Float64Array; gold: number; known: number };

/** Probabilities of the labels, summing to 1. */
export function toProbabilities(calibration: Calibration, margins: Float64Array): Float64Array {
  const top = margins.reduce((most, margin) => Math.max(most, margin), -Infinity);
  const powers = margins.map((margin) => Math.exp((margin - top) * calibration.sharpness));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

const SHARPEST = 40;
const BLUNTEST = 0.5;
const STEPS = 60;

/** Finds the sharpness under which the held-out labels are least surprising, by golden-section search on a logarithmic scale. */
export function calibrate(heldOut: readonly HeldOut[]): Calibration {
  const judged = heldOut.filter((one) => one.gold >= 0);
  if (judged.length === 0) return { sharpness: 4 };
  const surprise = (exponent: number): number =>
    judged.reduce((sum, one) => sum - Math.log((toProbabilities({ sharpness: Math.exp(exponent) }, one.margins)[one.gold] ?? 0) + 1e-9), 0);
  const golden = (Math.sqrt(5) - 1) / 2;
  let low = Math.log(BLUNTEST);
  let high = Math.log(SHARPEST);
  for (let step = 0; step < STEPS && high - low > 1e-3; step += 1) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    if (surprise(left) < surprise(right)) high = right;
    else low = left;
  }
  return { sharpness: Math.exp((low + high) / 2) };
}
