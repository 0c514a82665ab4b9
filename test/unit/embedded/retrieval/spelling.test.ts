import fc from "fast-check";
import { expect, test } from "vitest";
import { editsBetween, Spelling } from "#embedded/retrieval/spelling";

const words = ["password", "address", "reciev", "refund", "invoice", "invoke", "cancellation"];
const correct = (word: string) => new Spelling(words).corrections(word, () => 1).map(({ term }) => words[term]);

test.each([
  ["pasword", ["password"]],
  ["adress", ["address"]],
  ["receiv", ["reciev"]],
  ["refnud", ["refund"]],
  ["canselation", ["cancellation"]],
  ["invoce", ["invoice", "invoke"]],
])("%s may have been meant as %j", (word, meant) => {
  expect(correct(word)).toEqual(meant);
});

test.each(["refs", "boat", "e4", "password1", "completely"])("%s is near nothing", (word) => {
  expect(correct(word)).toEqual([]);
});

test("a word that no article has is never proposed", () => {
  expect(new Spelling(words).corrections("pasword", () => 0)).toEqual([]);
});

test("edits are a symmetric count that ends one above the bound", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editsBetween(a, b, 2)).toBe(editsBetween(b, a, 2));
      expect(editsBetween(a, b, 2)).toBeLessThanOrEqual(3);
      expect(editsBetween(a, b, 20) === 0).toBe(a === b);
    }),
  );
});
