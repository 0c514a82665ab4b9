/** Shares with what they rest on. */
import { expect, test } from "vitest";
import { dollars, interval } from "#browser/desk/quality/share";

test("an interval is wide for few, narrow for many, and stays within none and all", () => {
  const width = (count: number, of: number): number => {
    const range = interval({ count, of });
    return range === null ? Number.NaN : range.high - range.low;
  };
  expect(width(7, 10)).toBeGreaterThan(0.45);
  expect(width(700, 1_000)).toBeLessThan(0.06);
  expect(interval({ count: 0, of: 5 })).toMatchObject({ low: 0 });
  expect(interval({ count: 5, of: 5 })?.high).toBeCloseTo(1);
  expect(interval({ count: 0, of: 0 })).toBeNull();
});

test("the Wilson interval of 8 in 10 is the textbook's", () => {
  const range = interval({ count: 8, of: 10 });
  expect([range?.low.toFixed(2), range?.high.toFixed(2)]).toEqual(["0.49", "0.94"]);
});

test("small sums keep the digits that matter", () => {
  expect([0, 420, 12_345, 2_500_000].map(dollars)).toEqual(["$0", "$0.00042", "$0.01", "$2.50"]);
});
