import { expect, test } from "vitest";
import { serialiseIntentModel } from "#embedded/intents/artefact";
import { predictIntents } from "#embedded/intents/predict";
import { trainIntents, type Example, type TrainOptions } from "#embedded/intents/train";
import type { IntentModel } from "#embedded/intents/model";
import { bakery } from "./example-sets.ts";

function train(examples: readonly Example[], options?: TrainOptions): IntentModel {
  const trained = trainIntents(examples, options);
  if (!trained.ok) throw new Error(trained.error.reason);
  return trained.value;
}

test.each([
  ["could you bake a cake for my daughter", "order_cake"],
  ["opening times?", "opening"],
  ["is there milk or nuts in it", "allergy"],
  ["the rolls were dry and burnt", "complaint"],
  ["do you delivr to my hous", "delivery"],
  ["WHEN DO YOU OPENNNN???", "opening"],
])("%j is %s, which no example says in these words", (text, label) => {
  expect(predictIntents(train(bakery), text).label).toBe(label);
});

test("the same examples give the same bytes", () => {
  expect(serialiseIntentModel(train(bakery))).toEqual(serialiseIntentModel(train(bakery)));
});

test("a set without labels, or with one, teaches nothing and says so", () => {
  expect(trainIntents([])).toEqual({ ok: false, error: { reason: "no_examples" } });
  expect(trainIntents([{ text: "hi", label: "greeting" }])).toEqual({ ok: false, error: { reason: "one_label", label: "greeting" } });
  expect(trainIntents([{ text: "hi", label: "none" }], { outOfScopeLabel: "none" })).toEqual({
    ok: false,
    error: { reason: "no_examples" },
  });
});

test("the out-of-scope label is never predicted, and its examples lower the score of their like", () => {
  const strangers = [
    "what is the capital of france",
    "sing me a song",
    "who won the match",
    "solve this equation",
    "how tall is the tower",
    "tell me a joke",
  ];
  const model = train([...bakery, ...strangers.map((text) => ({ text, label: "none" }))], { outOfScopeLabel: "none" });
  expect(model.labels).not.toContain("none");
  const inScope = predictIntents(model, "can I order a birthday cake");
  expect(predictIntents(model, "who won the match yesterday").inScope).toBeLessThan(inScope.inScope);
});

test("a hint that was given in training decides when the words don't", () => {
  const hints = (text: string): string[] => (text.includes("#a") ? ["a"] : ["b"]);
  const examples = Array.from({ length: 8 }, (_, at) => ({
    text: at % 2 === 0 ? `word${at} #a` : `word${at} #b`,
    label: at % 2 === 0 ? "A" : "B",
  }));
  const model = train(examples, { hints });
  expect(predictIntents(model, "something #a", hints).label).toBe("A");
  expect(predictIntents(model, "something #b", hints).label).toBe("B");
});

test("a tight limit makes the model small and leaves it useful", () => {
  const limitBytes = Math.round(serialiseIntentModel(train(bakery)).length * 0.8);
  const tight = train(bakery, { limitBytes });
  expect(serialiseIntentModel(tight).length).toBeLessThanOrEqual(limitBytes);
  const right = bakery.filter(({ text, label }) => predictIntents(tight, text).ranked[0]?.label === label).length;
  expect(right).toBeGreaterThan(24);
});

test("only labels that exist can mean a handoff", () => {
  expect(train(bakery, { handoff: ["complaint", "manager"] }).handoff).toEqual(["complaint"]);
});
