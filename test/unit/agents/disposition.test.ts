import { expect, test } from "vitest";
import { dispositionOf } from "#agents/router/disposition";
import type { Routing } from "#domain/routing";

const plain: Routing = {
  intent: "billing",
  confidence: 0.9,
  intents: [],
  wantsPerson: { wanted: false, score: 0 },
  sentiment: 0,
  language: "en",
  smallTalk: null,
};
const wanted = { wanted: true, score: 0.9 };
const forPeople = new Set(["escalation"]);

test.each<[string, Partial<Routing>, string]>([
  ["a question", {}, "answer"],
  ["a wish for a person", { wantsPerson: wanted }, "asked_for_person"],
  ["a wish for a person after a greeting", { wantsPerson: wanted, smallTalk: "greeting" }, "asked_for_person"],
  ["thanks", { smallTalk: "thanks" }, "courtesy"],
  ["the question who is speaking, though it names a person", { wantsPerson: wanted, smallTalk: "identity" }, "courtesy"],
  ["a sure complaint", { intent: "escalation", confidence: 0.7 }, "complaint"],
  ["an unsure complaint", { intent: "escalation", confidence: 0.69 }, "answer"],
  ["a message that fits no intent", { intent: null, confidence: 0 }, "answer"],
])("%s", (_case, more, disposition) => {
  expect(dispositionOf({ ...plain, ...more }, forPeople)).toBe(disposition);
});
