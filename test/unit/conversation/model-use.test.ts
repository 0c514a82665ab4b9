import { expect, test } from "vitest";
import type { ModelCall } from "#contracts/model-calls";
import { modelUse } from "#conversation/model-use";

const call: ModelCall = {
  model: "house/large",
  prompt: "resolution/1",
  outcome: "cut",
  tokens: { input: 10, output: 2 },
  costMicros: 3,
  tookMs: 20,
  asked: "0123456789abcdef",
  said: "words of a model, which the log must not have",
};

test("the log tells what models cost and why they gave nothing, and none of their words", () => {
  const use = modelUse([call, { ...call, model: "house/spare", outcome: "done" }]);
  expect(use).toEqual({
    model: "house/spare",
    prompt: "resolution/1",
    tokens: { input: 20, output: 4 },
    costMicros: 6,
    setbacks: [{ model: "house/large", reason: "cut" }],
  });
});
