import fc from "fast-check";
import { expect, test } from "vitest";
import { conceptsOf } from "#embedded/intents/concepts";
import { extractFeatures, FEATURE_SPACE, kindOf } from "#embedded/intents/features";
import { anyText } from "../any-text.ts";

const idsOf = (text: string, hints: string[] = []): Set<number> => new Set(extractFeatures(text, hints).ids);
const common = (one: string, other: string): number => [...idsOf(one)].filter((id) => idsOf(other).has(id)).length;

test("any text has features in ascending order, within the space, each counted at least once", () => {
  fc.assert(
    fc.property(anyText(), fc.array(fc.string(), { maxLength: 3 }), (text, hints) => {
      const { ids, counts } = extractFeatures(text, hints);
      expect(counts).toHaveLength(ids.length);
      ids.forEach((id, at) => {
        expect(id).toBeLessThan(FEATURE_SPACE);
        expect(id).toBeGreaterThan(at === 0 ? -1 : (ids[at - 1] ?? 0));
        expect(counts[at]).toBeGreaterThanOrEqual(1);
      });
    }),
  );
});

test("a misspelt word shares most of its pieces with the right one", () => {
  expect(common("subscription", "subscrption")).toBeGreaterThan(10);
  expect(common("subscription", "weather")).toBeLessThan(4);
});

test("two words for one thing share a concept", () => {
  const conceptIds = (text: string): number[] => [...idsOf(text)].filter((id) => kindOf(id) === "concept");
  expect(conceptIds("parcel").some((id) => conceptIds("package").includes(id))).toBe(true);
  expect(conceptIds("parcel").some((id) => conceptIds("mortgage").includes(id))).toBe(false);
});

test("a hint is a feature of a kind of its own", () => {
  const hinted = [...idsOf("hello", ["billing"])].filter((id) => !idsOf("hello").has(id));
  expect(hinted.map(kindOf)).toEqual(["hint"]);
});

test("the order of the words matters", () => {
  expect(idsOf("card to bank")).not.toEqual(idsOf("bank to card"));
});

test.each(["pracel", "parcl", "parcell", "parzel"])("%j, one slip away, still is a parcel", (slip) => {
  expect(conceptsOf(slip)).toEqual(conceptsOf("parcel"));
});

test("words far from every known one have no concept", () => {
  expect(conceptsOf("xylophone")).toEqual([]);
  expect(conceptsOf("pr")).toEqual([]);
});
