import { expect, test } from "vitest";
import { calibrate, toProbabilities, type HeldOut } from "#embedded/intents/calibrate";
import { fitScopeGate, inScopeScore, OPEN_GATE } from "#embedded/intents/out-of-scope";
import { seededRandom } from "#embedded/intents/random";

/** Held-out margins of two labels whose true probability is the logistic of `sharpness` × their difference. */
function heldOut(sharpness: number): HeldOut[] {
  const random = seededRandom(1);
  return Array.from({ length: 4_000 }, () => {
    const lead = random() * 2 - 1;
    const gold = random() < 1 / (1 + Math.exp(-sharpness * lead)) ? 0 : 1;
    return { margins: Float64Array.of(lead, 0), gold, known: 1 };
  });
}

test.each([2, 6])("the sharpness that made the labels is found again: %d", (sharpness) => {
  const found = calibrate(heldOut(sharpness)).sharpness;
  expect(found).toBeGreaterThan(sharpness * 0.85);
  expect(found).toBeLessThan(sharpness * 1.15);
});

test("probabilities sum to one even for margins that would overflow", () => {
  const probabilities = toProbabilities({ sharpness: 40 }, Float64Array.of(900, -900, 0));
  expect([...probabilities]).toEqual([1, 0, 0]);
});

const clear = (margin: number, known: number, gold: number): HeldOut => ({ margins: Float64Array.of(margin, -1), gold, known });

test("the gate lets known messages in and turns strange ones away, losing few of the known", () => {
  const random = seededRandom(3);
  const inside = Array.from({ length: 300 }, () => clear(0.2 + random(), 0.6 + random() * 0.4, 0));
  const outside = Array.from({ length: 300 }, () => clear(-0.9 + random() * 0.6, random() * 0.4, -1));
  const gate = fitScopeGate(inside, outside, inside);
  const isIn = ({ margins, known }: HeldOut): boolean => inScopeScore(gate, margins, known) >= gate.threshold;
  expect(inside.filter(isIn).length).toBeGreaterThanOrEqual(290);
  expect(outside.filter(isIn)).toHaveLength(0);
});

test("without strange messages the gate is open", () => {
  expect(fitScopeGate([clear(1, 1, 0)], [], [])).toEqual(OPEN_GATE);
});
