/** Teaching the running desk over HTTP: what is taught is learned, what is set is obeyed, and both can be taken back. */
import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { shippedRouter } from "#compose/isolate";
import { SearchAnswerSchema } from "#contracts/articles";
import { type ExampleList, ExampleListSchema, IntentModelFactsSchema, IntentsSchema } from "#contracts/intents";
import { ProblemSchema } from "#contracts/problem";
import { SettingsViewSchema } from "#contracts/settings";
import { helpArticles } from "../../contract/help-articles.ts";
import { ask, askAsOperator, eventsOf, refusalOf, startConversation } from "../desk.ts";

const teach = (examples: readonly { text: string; label: string }[]) =>
  askAsOperator("/v1/intents/examples", { method: "POST", body: { examples } });
const forget = (id: number) => askAsOperator(`/v1/intents/examples/${id}`, { method: "DELETE" });
const set = (change: object) => askAsOperator("/v1/settings", { method: "PATCH", body: change });
const examples = async (): Promise<ExampleList["examples"]> =>
  ExampleListSchema.parse(await (await askAsOperator("/v1/intents/examples")).json()).examples;
const modelNow = async () => IntentsSchema.parse(await (await askAsOperator("/v1/intents")).json()).model;
const search = async (q: string) => SearchAnswerSchema.parse(await (await askAsOperator(`/v1/search?q=${encodeURIComponent(q)}`)).json());

/** Learning takes seconds of CPU; on a busy machine that is minutes. */
const learns = { timeout: 240_000 };

/** The reply to a message in a conversation of its own. */
async function replyTo(text: string) {
  const visitor = await startConversation();
  const response = await ask(`/v1/conversations/${visitor.id}/messages`, {
    method: "POST",
    token: visitor.token,
    headers: { accept: "text/event-stream" },
    body: { id: crypto.randomUUID(), text },
  });
  await response.text();
  return (await eventsOf(visitor)).map(({ event }) => event).find((event) => event.type === "answer.completed");
}

beforeEach(async () => {
  await env.DB.batch(["intent_examples", "intent_model", "settings"].map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
  // Through the desk, so that what the isolate keeps is refreshed as well.
  await set({});
  await modelNow();
});

const flurbling = [
  "my flurbomat flurbles",
  "the flurbomat does not stop to flurble",
  "flurbling flurbomat again",
  "why does the flurbomat flurble",
];

test("what is taught is learned before the answer comes, and the next message is routed by it", learns, async () => {
  const before = await modelNow();
  expect(before).toMatchObject({ source: "shipped", revision: 0, trainedAt: null });
  expect((await replyTo("the flurbomat flurbles"))?.intent).not.toBe("billing");

  const taught = await teach(flurbling.map((text) => ({ text, label: "billing" })));
  const facts = IntentModelFactsSchema.parse(await taught.json());
  expect(facts).toMatchObject({ source: "trained", revision: 1, examples: before.examples + flurbling.length });
  expect(facts.trainedAt).not.toBeNull();
  expect(await modelNow()).toEqual(facts);
  expect((await replyTo("the flurbomat flurbles"))?.intent).toBe("billing");
});

test("an unknown label is refused with the labels that there are, and nothing of the request is stored", async () => {
  const response = await teach([
    { text: "my flurbomat flurbles", label: "billing" },
    { text: "how do I flurble", label: "flurbling" },
  ]);
  const { code, detail } = ProblemSchema.parse(await response.json());
  expect(code).toBe("invalid_request");
  for (const word of ["flurbling", "billing", "technical", "escalation", "general"]) expect(detail).toContain(word);
  expect(await examples()).toEqual([]);
  expect((await modelNow()).source).toBe("shipped");
});

test("the last word on a text counts, and can be taken back", learns, async () => {
  const shipped = (await modelNow()).examples;
  await env.DB.prepare("INSERT INTO intent_examples (text, label, added_at) VALUES ('my flurbomat flurbles', 'billing', 0)").run();
  const again = await teach([{ text: "  my flurbomat flurbles ", label: "technical" }]);
  expect(IntentModelFactsSchema.parse(await again.json()).examples).toBe(shipped + 1);
  const stored = await examples();
  expect(stored.map(({ text, label }) => [text, label])).toEqual([["my flurbomat flurbles", "technical"]]);

  const without = await forget(stored[0]?.id ?? 0);
  expect(IntentModelFactsSchema.parse(await without.json()).examples).toBe(shipped);
  expect(await examples()).toEqual([]);
});

test("a shipped example that the desk corrects is learned once, with the desk's label", learns, async () => {
  const shipped = shippedRouter().examples();
  const wrong = shipped.find(({ label }) => label === "billing")?.text ?? "";
  const corrected = await teach([{ text: wrong, label: "general" }]);
  expect(IntentModelFactsSchema.parse(await corrected.json()).examples).toBe(shipped.length);
});

test("a model that is broken, or was trained on top of another release, does not count until it is trained again", learns, async () => {
  await teach([{ text: "my flurbomat flurbles", label: "billing" }]);
  await env.DB.prepare("UPDATE intent_model SET base = 'another release'").run();
  expect(await modelNow()).toMatchObject({ source: "shipped", revision: 0, trainedAt: null });
  await env.DB.prepare("UPDATE intent_model SET base = ?1, bytes = x'00010203'").bind(shippedRouter().fingerprint).run();
  expect(await modelNow()).toMatchObject({ source: "shipped", revision: 0, trainedAt: null });
  const trained = await askAsOperator("/v1/intents/train", { method: "POST" });
  expect(IntentModelFactsSchema.parse(await trained.json())).toMatchObject({ source: "trained", revision: 2 });
});

test("below the threshold that is set the desk says that it does not know; without one the engine's own counts", async () => {
  await askAsOperator("/v1/articles/import", { method: "POST", body: { articles: helpArticles } });
  const question = "take a bicycle along";
  const own = (await search(question)).threshold;
  expect((await replyTo(question))?.kind).toBe("answer");

  expect(SettingsViewSchema.parse(await (await set({ answerThreshold: 1 })).json())).toMatchObject({ answerThreshold: 1 });
  expect((await search(question)).threshold).toBe(1);
  expect(["offer", "question"]).toContain((await replyTo(question))?.kind);
  // A change of nothing leaves it.
  expect(SettingsViewSchema.parse(await (await set({})).json())).toMatchObject({ answerThreshold: 1 });

  expect(SettingsViewSchema.parse(await (await set({ answerThreshold: null })).json())).toMatchObject({ answerThreshold: null });
  expect((await search(question)).threshold).toBe(own);
  expect((await replyTo(question))?.kind).toBe("answer");
});

test("a stored setting that no longer fits counts as not set", async () => {
  await env.DB.prepare("INSERT INTO settings (name, value, changed_at) VALUES ('answerThreshold', '\"high\"', 0)").run();
  expect(await (await askAsOperator("/v1/settings")).json()).toMatchObject({ answerThreshold: null });
});

test.each([
  ["a threshold above 1", "PATCH", "/v1/settings", { answerThreshold: 1.01 }],
  ["a threshold that is text", "PATCH", "/v1/settings", { answerThreshold: "0.5" }],
  ["an unknown setting", "PATCH", "/v1/settings", { mood: "good" }],
  ["no example", "POST", "/v1/intents/examples", { examples: [] }],
  ["an example without text", "POST", "/v1/intents/examples", { examples: [{ text: " ", label: "billing" }] }],
  ["an id that is none", "DELETE", "/v1/intents/examples/zero", undefined],
])("%s is refused", async (_case, method, path, body) => {
  expect(await refusalOf(await askAsOperator(path, { method, ...(body && { body }) }))).toEqual({ status: 400, code: "invalid_request" });
});

test.each([
  ["GET", "/v1/intents"],
  ["GET", "/v1/intents/examples"],
  ["POST", "/v1/intents/examples"],
  ["DELETE", "/v1/intents/examples/1"],
  ["POST", "/v1/intents/train"],
  ["GET", "/v1/settings"],
  ["PATCH", "/v1/settings"],
])("%s %s is the operator's", async (method, path) => {
  const { token } = await startConversation();
  for (const asked of [{ method }, { method, token }]) {
    const { status, code } = await refusalOf(await ask(path, asked));
    expect([status, code]).toEqual([401, "operator_required"]);
  }
});
