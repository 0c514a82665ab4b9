import fc from "fast-check";
import { expect, test } from "vitest";
import { backoffMs, longestBackoffMs } from "#plan/backoff";

const policy = fc.record({
  initialMs: fc.integer({ min: 1, max: 10_000 }),
  factor: fc.double({ min: 1, max: 10, noNaN: true }),
  maxMs: fc.integer({ min: 0, max: 600_000 }),
});
const unit = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

test("a wait lies between nothing and its bound, and the bound never falls and never passes the limit", () => {
  fc.assert(
    fc.property(policy, fc.integer({ min: 1, max: 2_000 }), unit, (settings, n, chance) => {
      const bound = longestBackoffMs(settings, n);
      const wait = backoffMs(settings, n, chance);
      return wait >= 0 && wait <= bound && bound <= settings.maxMs && bound <= longestBackoffMs(settings, n + 1);
    }),
  );
});

test("the bound doubles from the first wait on", () => {
  const doubling = { initialMs: 100, factor: 2, maxMs: 1_000 };
  expect([1, 2, 3, 4, 5, 6].map((n) => longestBackoffMs(doubling, n))).toEqual([100, 200, 400, 800, 1_000, 1_000]);
  expect(backoffMs(doubling, 3, 0.5)).toBe(200);
});
