import fc from "fast-check";
import { expect, test } from "vitest";
import { composeBrief } from "#agents/escalation/compose-brief";
import type { EscalationInput } from "#agents/escalation/input";

const said = (customer: string, answer: string | null = null, sources: string[] = []) => ({ customer, answer, sources });
const input: EscalationInput = {
  reason: "asked_for_person",
  category: "billing",
  sentiment: 0,
  exchanges: [
    said("hi", "Hello!"),
    said("I was charged twice for my May invoice", "See the article. [1]", ["double-charge"]),
    said("a human please"),
  ],
};

test("a brief says what the customer wants in their own words, and what was tried with which sources", () => {
  expect(composeBrief(input)).toEqual({
    title: "I was charged twice for my May invoice",
    summary: "The customer asked for a person after 3 messages. The assistant answered 1 time from the articles.",
    category: "billing",
    sentiment: 0,
    priority: "normal",
    wishes: ["hi", "I was charged twice for my May invoice", "a human please"],
    tried: [
      { question: "hi", answer: "Hello!", sources: [] },
      { question: "I was charged twice for my May invoice", answer: "See the article. [1]", sources: ["double-charge"] },
    ],
  });
});

test("a conversation without a message still has a brief", () => {
  expect(composeBrief({ ...input, reason: "button", exchanges: [] })).toMatchObject({
    title: "No message yet",
    summary: "The customer pressed the button for a person after 0 messages. Nothing was answered from the articles.",
    wishes: [],
    tried: [],
  });
});

test.each<[EscalationInput["reason"], number, string]>([
  ["asked_for_person", 0, "normal"],
  ["asked_for_person", -0.4, "high"],
  ["complaint", 0.2, "high"],
  ["complaint", -0.6, "urgent"],
])("%s in a mood of %d has the priority %s", (reason, sentiment, priority) => {
  expect(composeBrief({ ...input, reason, sentiment }).priority).toBe(priority);
});

test("only the newest five wishes are shown, the newest last", () => {
  const exchanges = Array.from({ length: 9 }, (_, n) => said(`message ${n + 1}`));
  expect(composeBrief({ ...input, exchanges }).wishes).toEqual(["message 5", "message 6", "message 7", "message 8", "message 9"]);
});

test("a title is one line of at most 90 characters, cut between words", () => {
  const { title } = composeBrief({ ...input, exchanges: [said(`first\nsecond   third ${"word ".repeat(40)}`)] });
  expect(title).toMatch(/^first second third (word )*word…$/);
  expect(title.length).toBeLessThanOrEqual(90);
});

test("a title is never cut through a character", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("😀", "a", "é", " "), minLength: 80, maxLength: 300 }), (text) => {
      const { title } = composeBrief({ ...input, exchanges: [said(text)] });
      return title.isWellFormed() && title.length <= 90;
    }),
  );
});
