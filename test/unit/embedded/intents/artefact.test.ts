import fc from "fast-check";
import { expect, test } from "vitest";
import { parseIntentModel, serialiseIntentModel } from "#embedded/intents/artefact";
import { predictIntents } from "#embedded/intents/predict";
import { trainIntents } from "#embedded/intents/train";
import { bakery } from "./example-sets.ts";

const trained = trainIntents(bakery, { handoff: ["complaint"] });
if (!trained.ok) throw new Error(trained.error.reason);
const model = trained.value;
const bytes = serialiseIntentModel(model);

test("a model that was packed and unpacked says the same", () => {
  const parsed = parseIntentModel(bytes);
  if (!parsed.ok) throw new Error(parsed.error.reason);
  expect(parsed.value).toEqual(model);
  expect(predictIntents(parsed.value, "a cake please")).toEqual(predictIntents(model, "a cake please"));
});

test("a changed byte anywhere is noticed", () => {
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ flip;
      expect(parseIntentModel(damaged).ok).toBe(false);
    }),
  );
});

test("a cut file is noticed wherever it is cut", () => {
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), (length) => {
      expect(parseIntentModel(bytes.subarray(0, length)).ok).toBe(false);
    }),
  );
});

test("something else is not an intent model, and the next version says its number", () => {
  expect(parseIntentModel(new TextEncoder().encode("Hello, this is a text file."))).toEqual({
    ok: false,
    error: { reason: "not_an_intent_model" },
  });
  const next = bytes.slice();
  next[4] = 2;
  expect(parseIntentModel(next)).toEqual({ ok: false, error: { reason: "other_version", version: 2 } });
});

test("any bytes are refused without a throw", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (random) => {
      expect(parseIntentModel(random).ok).toBe(false);
    }),
  );
});
