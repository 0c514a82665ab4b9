import { expect, test } from "vitest";
import { chosenModels } from "#config/chosen-models";
import { readEnvironment, SettingError } from "#config/environment";
import { type Models, ModelsSchema } from "#config/models";
import { readModels } from "../../../scripts/build/support.ts";

const everything = { workersAi: true, vectorize: true };
const nothing = { workersAi: false, vectorize: false };
const url = "http://localhost:11434/v1";

const chosen = (vars: Record<string, string>, bound = everything, models: Models = readModels()) =>
  chosenModels(readEnvironment({ SIGNING_KEY: "s".repeat(32), ...vars }), models, bound);

function complaintOf(...args: Parameters<typeof chosen>): string {
  try {
    chosen(...args);
    return "";
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    return error.message;
  }
}

test("embedded has no models and asks for nothing", () => {
  expect(chosen({ MODELS: "embedded" }, nothing)).toBeNull();
});

test("the shipped profiles have models for every agent, and workers-ai finds by meaning in Vectorize", () => {
  expect(chosen({ MODELS: "workers-ai" })).toMatchObject({ knowledge: { vectors: "vectorize", reranker: expect.any(String) } });
  for (const profile of ["workers-ai", "openai-compatible"])
    for (const agent of ["router", "resolution", "escalation"] as const)
      expect(chosen({ MODELS: profile, MODELS_URL: url })?.[agent].length).toBeGreaterThan(0);
});

test("one name takes every place of the server, and is asked once a ladder", () => {
  const models = chosen({ MODELS: "openai-compatible", MODELS_URL: url, MODELS_NAME: "mine" }, nothing);
  expect(models).toMatchObject({ router: ["openai-compatible/mine"], resolution: ["openai-compatible/mine"], knowledge: null });
});

test("an embedding model of the server needs no account", () => {
  const models = chosen({ MODELS: "openai-compatible", MODELS_URL: url, MODELS_EMBEDDING: "nomic" }, nothing);
  expect(models?.knowledge).toEqual({ embedding: "openai-compatible/nomic", vectors: "d1" });
});

test.each<[string, Parameters<typeof chosen>, RegExp]>([
  ["a profile that is not there", [{ MODELS: "oracle" }], /"oracle" is no profile .* "embedded", "workers-ai", "openai-compatible"/],
  ["a server without an address", [{ MODELS: "openai-compatible" }], /MODELS_URL is missing.*http:\/\/localhost:11434\/v1/],
  ["Workers AI without its binding", [{ MODELS: "workers-ai" }, nothing], /AI is missing.*--env production/],
  ["Vectorize without its binding", [{ MODELS: "workers-ai" }, { ...everything, vectorize: false }], /SECTIONS is missing.*vectors: d1/],
])("%s is one sentence that says what to do", (_case, args, words) => {
  expect(complaintOf(...args)).toMatch(words);
  expect(complaintOf(...args)).not.toContain("\n");
});

test("the file itself is refused when an index would have no dimensions, or a model of Workers AI no price", () => {
  const models = readModels();
  expect(ModelsSchema.safeParse({ ...models, embeddings: {} }).error?.message).toContain("has no dimensions");
  expect(ModelsSchema.safeParse({ ...models, prices: {} }).error?.message).toContain("has no price");
});
