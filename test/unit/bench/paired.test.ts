import { expect, test } from "vitest";
import { duelled } from "../../../bench/duel.ts";
import { meanInterval, medianInterval, overallRatio } from "../../../bench/measure/paired.ts";

/** Numbers that are the same in every run. */
const spread = (n: number, middle: number, width: number): number[] =>
  Array.from({ length: n }, (_, i) => middle + width * ((((i * 7919) % n) + 0.5) / n - 0.5));

test("the median's interval is that of the sign test: of ten values the second and the ninth", () => {
  expect(medianInterval([10, 1, 9, 2, 8, 3, 7, 4, 6, 5])).toEqual({ middle: 5.5, from: 2, to: 9 });
});

test("of a hundred values it lies between the 40th and the 61st, of two thousand it can still be told", () => {
  expect(medianInterval(spread(100, 0.5, 1))).toMatchObject({ from: 0.395, to: 0.605 });
  const { from, to } = medianInterval(spread(2000, 1, 0.2));
  expect(to ?? 0).toBeGreaterThan(1);
  expect(from ?? 2).toBeLessThan(1);
  expect((to ?? 9) - (from ?? 0)).toBeLessThan(0.01);
});

test("five pairs say nothing about how sure the middle is", () => {
  expect(medianInterval([1, 2, 3, 4, 5])).toEqual({ middle: 3, from: null, to: null });
  expect(overallRatio([{ one: 2, other: 1 }])).toEqual({ middle: 2, from: null, to: null });
});

test("a difference of five percent is seen through noise of a fifth, and no difference is not", () => {
  const noise = spread(120, 1, 0.4);
  const pairs = (factor: number) => noise.map((one, i) => ({ one: factor * one, other: noise[(i * 53 + 7) % noise.length] ?? 1 }));
  const more = overallRatio(pairs(1.05));
  expect(more.from ?? 0).toBeGreaterThan(1);
  const same = overallRatio(pairs(1));
  expect([same.from ?? 2, same.to ?? 0]).toEqual([expect.closeTo(0.97, 1), expect.closeTo(1.03, 1)]);
  expect(overallRatio(pairs(1.05))).toEqual(more);
});

test("a rare cost that the median does not see is in the overall ratio", () => {
  const rounds = Array.from({ length: 40 }, (_, i) => ({
    one: { cpuMs: i % 10 === 0 ? 200 : 100, ackMs: [3, 5] },
    other: { cpuMs: 100, ackMs: [2, 4] },
  }));
  const found = duelled("with", "without", [rounds]);
  expect(found.cpuRatio.middle).toBe(1);
  expect(found.overallCpuRatio.middle).toBeCloseTo(1.1);
  expect(found.ackLater.p50).toEqual({ middle: 1, from: 1, to: 1 });
  expect(found.cpuMsPerMessage).toEqual({ one: 55, other: 50 });
});

test("of a few starts the mean's interval is Student's: what differs from process to process is in it, and one start alone says nothing", () => {
  const { middle, from, to } = meanInterval([1.01, 1.03, 1.05, 1.03]);
  expect([middle, from, to]).toEqual([expect.closeTo(1.03, 6), expect.closeTo(1.00402, 4), expect.closeTo(1.05598, 4)]);
  expect(meanInterval([1.04])).toEqual({ middle: 1.04, from: null, to: null });
  const start = (one: number) => Array.from({ length: 40 }, () => ({ one: { cpuMs: one, ackMs: [1] }, other: { cpuMs: 100, ackMs: [1] } }));
  const found = duelled("with", "without", [start(101), start(103), start(105), start(103)]);
  expect(found).toMatchObject({ starts: 4, rounds: 160, cpuRatioOfEachStart: [1.01, 1.03, 1.05, 1.03] });
  expect(found.startsCpuRatio.to).toBeCloseTo(1.056, 3);
});
