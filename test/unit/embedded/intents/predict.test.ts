import fc from "fast-check";
import { expect, test } from "vitest";
import { splitClauses } from "#embedded/intents/clauses";
import { predictIntents } from "#embedded/intents/predict";
import { trainIntents } from "#embedded/intents/train";
import { anyText } from "../any-text.ts";
import { bakery } from "./example-sets.ts";

const trained = trainIntents(bakery);
if (!trained.ok) throw new Error(trained.error.reason);
const model = trained.value;

test("whatever is written, the confidences are probabilities, best first, and sum to one", () => {
  fc.assert(
    fc.property(anyText(), (text) => {
      const { ranked, confidence, inScope } = predictIntents(model, text);
      const values = ranked.map((one) => one.confidence);
      expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 6);
      expect(values).toEqual(values.toSorted((one, other) => other - one));
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
      expect(inScope).toBeGreaterThanOrEqual(0);
      expect(inScope).toBeLessThanOrEqual(1);
    }),
  );
});

test("two requests in one message are two intents, in the order of asking", () => {
  const { intents } = predictIntents(model, "I want to order a chocolate cake. And are you open on sunday morning?");
  expect(intents.map((intent) => intent.label).sort()).toEqual(["opening", "order_cake"]);
});

test("one request is one intent", () => {
  expect(predictIntents(model, "are you open on sunday").intents.map((intent) => intent.label)).toEqual(["opening"]);
});

test("what a message is about counts more than that it is long", () => {
  const short = predictIntents(model, "order a cake");
  const long = predictIntents(model, "hello my dear friends of the village, order a cake");
  expect(long.label).toBe(short.label);
});

test("clauses keep their words, and scraps stay with their neighbours", () => {
  expect(splitClauses("I want a refund for my order. Thanks! Where is the parcel now?")).toEqual([
    "I want a refund for my order",
    "Thanks Where is the parcel now",
  ]);
  expect(splitClauses("hi")).toEqual(["hi"]);
  expect(splitClauses("")).toEqual([""]);
});
