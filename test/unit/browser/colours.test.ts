import fc from "fast-check";
import { expect, test } from "vitest";
import { contrastRatio, readableAccent } from "#browser/page/colours";

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);

test.each(["#ffffff", "#16191d"])("any brand colour becomes readable on %s, and so does the text on it", (surface) => {
  fc.assert(
    fc.property(color, (brand) => {
      const { accent, onAccent } = readableAccent(brand, surface);
      expect(contrastRatio(accent, surface)).toBeGreaterThanOrEqual(4.45);
      expect(contrastRatio(accent, onAccent)).toBeGreaterThanOrEqual(4.45);
    }),
    { numRuns: 2000 },
  );
});

test("a colour that is readable already is left alone", () => {
  expect(readableAccent("#1f6b45", "#ffffff")).toEqual({ accent: "#1f6b45", onAccent: "#ffffff" });
});

test("black on white has the contrast that WCAG says", () => {
  expect(contrastRatio("#000000", "#ffffff")).toBe(21);
});
