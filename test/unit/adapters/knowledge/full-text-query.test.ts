import { expect, test } from "vitest";
import { fullTextQuery } from "#adapters/knowledge/full-text-query";

test("words are quoted and joined by OR, without those that say nothing", () => {
  expect(fullTextQuery("How do I change my billing address?", [])).toBe('"change" OR "billing" OR "address"');
});

test("a question of nothing but function words is searched as it stands", () => {
  expect(fullTextQuery("who are you", [])).toBe('"who" OR "are" OR "you"');
});

test("a question without a word has no query", () => {
  expect(fullTextQuery("?! 🚲", [])).toBeNull();
});

test("synonyms of a word or of a whole phrase are looked for as phrases", () => {
  const synonyms = [
    ["refund", "money back"],
    ["2fa", "two-factor authentication"],
  ];
  expect(fullTextQuery("my money is not back", synonyms)).toBe('"money" OR "back" OR "refund" OR "money back"');
  expect(fullTextQuery("2fa", synonyms)).toBe('"2fa" OR "two factor authentication"');
  expect(fullTextQuery("two bicycles", synonyms)).toBe('"two" OR "bicycles"');
});

test("a long question is cut to its first words", () => {
  const words = Array.from({ length: 100 }, (_, n) => `word${n}`);
  expect(fullTextQuery(words.join(" "), [])?.split(" OR ")).toHaveLength(32);
});
