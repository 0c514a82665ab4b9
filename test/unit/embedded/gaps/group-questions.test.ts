/** Questions that ask for the same thing stand together, and nobody's question is lost. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { groupQuestions } from "#embedded/gaps/group-questions";

const grouped = (...questions: string[]): string[][] =>
  groupQuestions(questions.map((question) => ({ question }))).map((group) => group.map(({ question }) => question));

test("the same wish in other words is one group, largest first", () => {
  expect(
    grouped(
      "is there a student discount?",
      "can I cancel my order",
      "do you have a discount for students",
      "cancel an order please",
      "student discount",
      "which lamp fits the balcony garden",
    ),
  ).toEqual([
    ["is there a student discount?", "do you have a discount for students", "student discount"],
    ["can I cancel my order", "cancel an order please"],
    ["which lamp fits the balcony garden"],
  ]);
});

test("one word in common is not the same question", () => {
  expect(grouped("cancel my order", "order a lamp", "lamp is broken")).toHaveLength(3);
});

test("every question is in exactly one group, the same list gives the same groups, and whoever repeats a question joins it", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 60 }), { maxLength: 30 }), (questions) => {
      const asked = questions.map((question, n) => ({ question, n }));
      const groups = groupQuestions(asked);
      expect(
        groups
          .flat()
          .map(({ n }) => n)
          .toSorted((a, b) => a - b),
      ).toEqual(asked.map(({ n }) => n));
      expect(groupQuestions(asked)).toEqual(groups);
    }),
  );
  expect(grouped("where is my parcel", "where is my parcel")).toHaveLength(1);
});
