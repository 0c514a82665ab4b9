import fc from "fast-check";
import { expect, test } from "vitest";
import { readSupportIntents } from "../../../../scripts/intents/read-examples.ts";
import { inRepository } from "../../../../scripts/repository.ts";
import { routeMessage } from "#embedded/routing/route";
import { trainRouter } from "#embedded/routing/train-router";
import { anyText } from "../any-text.ts";

const { examples } = readSupportIntents(inRepository("support"));
const trained = trainRouter(examples);
if (!trained.ok) throw new Error(trained.error.reason);
const model = trained.value;

test.each([
  ["you debited my account for a parking ticket that I never got", "billing"],
  ["the vet's invoice has a wrong total", "billing"],
  ["is there a surcharge for paying in dollars", "billing"],
  ["the ferry app shows a white screen after the update", "technical"],
  ["cant log in to teh portal, password not accepted", "technical"],
  ["our lawn mower won't start any more", "technical"],
  ["I'd like a word with whoever runs the bakery, let me speak to the owner", "escalation"],
  ["third time I write, nobody answers, I am going to my lawyer", "escalation"],
  ["do you have a table for six tonight", "general"],
  ["how late is the aquarium open on fridays", "general"],
  ["where is the parcel with my seeds", "general"],
  ["hello", "general"],
])("%j goes to %s", (text, intent) => {
  expect(routeMessage(model, text).intent).toBe(intent);
});

test("an explicit wish for a person outranks what the message is about, which is kept", () => {
  const { intent, intents, wantsPerson, confidence } = routeMessage(model, "I was charged twice on my invoice. Let me talk to a human.");
  expect(intent).toBe("escalation");
  expect(wantsPerson.wanted).toBe(true);
  expect(confidence).toBeGreaterThan(0.9);
  expect(intents.map((one) => one.label)).toEqual(["escalation", "billing"]);
});

test("a person who is turned down is no escalation", () => {
  const { intent, wantsPerson } = routeMessage(model, "no need to transfer me, just tell me the fee on my invoice");
  expect(intent).toBe("billing");
  expect(wantsPerson).toMatchObject({ wanted: false, isDeclined: true });
});

test("two requests are two intents", () => {
  const { intents } = routeMessage(model, "My invoice shows a wrong amount. Also the app crashes with an error when I open it.");
  expect(intents.map((one) => one.label).toSorted()).toEqual(["billing", "technical"]);
});

test("a taxonomy without a handoff label is routed without escalation", () => {
  const other = trainRouter(
    examples.filter(({ label }) => label !== "escalation"),
    [],
  );
  if (!other.ok) throw new Error(other.error.reason);
  const { intent, wantsPerson } = routeMessage(other.value, "let me talk to a human about my invoice");
  expect(intent).toBe("billing");
  expect(wantsPerson.wanted).toBe(true);
});

test("the language of a short reply is that of the conversation", () => {
  expect(routeMessage(model, "ok", ["Wo ist mein Paket?"]).language).toBe("de");
});

test("any text is routed, with confidences that sum to one", () => {
  fc.assert(
    fc.property(anyText(), (text) => {
      const { intent, ranked, sentiment, urgency, wantsPerson } = routeMessage(model, text);
      expect(model.labels).toContain(intent);
      expect(ranked.reduce((sum, one) => sum + one.confidence, 0)).toBeCloseTo(1, 6);
      expect(Math.abs(sentiment)).toBeLessThanOrEqual(1);
      for (const share of [urgency, wantsPerson.score]) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
    }),
  );
});
