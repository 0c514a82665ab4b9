/**
 * Whole turns on the model rungs, with the Worker as it would be deployed, in workerd, with its database and queue: a scripted server stands in the place of the models, and a stand-in without any idea of language
 * in the place of the embeddings.
 */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { operatorToken } from "../../bench/desk/run-desk.ts";
import { type GoldenDesk, openDesk } from "../../eval/golden/desk.ts";
import { DeskApi } from "../../scripts/knowledge/desk-api.ts";
import { followVectors } from "../../scripts/knowledge/vectors.ts";
import { ConversationStartedSchema, EventsPageSchema } from "#contracts/conversations";
import type { ConversationEvent } from "#contracts/events";
import { openAiCompatibleServer, type ScriptedServer } from "../doubles/openai-compatible-server.ts";
import { quoteFirstPassage } from "../doubles/quoting-model.ts";
import { standInEmbedder } from "../doubles/stand-in-embedder.ts";

const embed = standInEmbedder([["pause", "paused", "pausing", "hibernate"]]);
const question = "how do I change my billing address?";

let server: ScriptedServer;
let desk: GoldenDesk;
let api: DeskApi;

beforeAll(async () => {
  server = await openAiCompatibleServer((request) => ({ answer: quoteFirstPassage(request) }), 0, { embed });
  desk = await openDesk({ MODELS: "openai-compatible", MODELS_URL: server.url, MODELS_EMBEDDING: "stand-in" });
  api = new DeskApi({ url: desk.url, token: operatorToken });
  if (!(await followVectors(api, { say: () => undefined, everyMs: 100 })))
    throw new Error("the vectors of the sample articles were not made");
});
afterAll(async () => {
  await desk?.stop();
  await server?.close();
});

/** One question in a conversation of its own: what the log says of the turn. */
async function ask(text: string): Promise<ConversationEvent[]> {
  const begun = await fetch(`${desk.url}/v1/conversations`, { method: "POST", headers: { "cf-connecting-ip": randomUUID() } });
  const { id, token } = ConversationStartedSchema.parse(await begun.json());
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json", accept: "text/event-stream" };
  const sent = await fetch(`${desk.url}/v1/conversations/${id}/messages`, {
    method: "POST",
    headers,
    body: JSON.stringify({ id: randomUUID(), text }),
  });
  // The stream ends with the turn.
  await sent.text();
  const log = await fetch(`${desk.url}/v1/conversations/${id}/events?after=0&limit=500`, { headers });
  return EventsPageSchema.parse(await log.json()).events.map(({ event }) => event);
}

const agentIn = (events: readonly ConversationEvent[], name: string) =>
  events.find((event) => event.type === "agent.finished" && event.agent === name);
const answerIn = (events: readonly ConversationEvent[]) => events.find((event) => event.type === "answer.completed");

test("a question is found by words and by meaning and answered by the model, with its source and every rung in the log", async () => {
  const events = await ask(question);
  expect(answerIn(events)).toMatchObject({ kind: "answer", rung: "model", citations: [{ n: 1, article: "change-billing-address" }] });
  expect(agentIn(events, "knowledge")).toMatchObject({ rung: "model", model: "openai-compatible/stand-in", prompt: "search/1" });
  expect(agentIn(events, "resolution")).toMatchObject({
    rung: "model",
    model: "openai-compatible/qwen3:8b",
    prompt: expect.stringMatching(/^resolution\/\d+$/),
  });
});

test("a word that stands in no article finds the one that means it", async () => {
  const events = await ask("Can I hibernate it for a while?");
  expect(agentIn(events, "knowledge")).toMatchObject({ rung: "model" });
  expect(answerIn(events)).toMatchObject({ kind: "answer", citations: [{ article: "pause-nook-plus" }] });
});

test("embeddings that do not come leave the search to the words, in time, and the log says so", async () => {
  server.find({ embed: () => "hang" });
  const events = await ask(question);
  server.find({ embed });
  expect(agentIn(events, "knowledge")).toMatchObject({
    rung: "embedded",
    setbacks: [{ model: "openai-compatible/stand-in", reason: "timed_out" }],
  });
  expect(answerIn(events)).toMatchObject({ kind: "answer", citations: [{ article: "change-billing-address" }] });
});

test("a model that dies in mid-sentence is replaced by the quoted passage, under a higher attempt", async () => {
  server.play(() => ({ fault: "cut" }));
  const events = await ask(question);
  server.play((request) => ({ answer: quoteFirstPassage(request) }));
  expect(agentIn(events, "resolution")).toMatchObject({ rung: "embedded", setbacks: [{ reason: "cut" }] });
  expect(answerIn(events)).toMatchObject({ kind: "answer", rung: "embedded", citations: [{ article: "change-billing-address" }] });
});

test("an article that changes is embedded again, alone, and what it said before is gone", async () => {
  server.embedded.length = 0;
  const draft = { title: "Snail post", summary: "", tags: [], body: "Verdanook sends no letters." };
  const put = (body: object) =>
    fetch(`${desk.url}/v1/articles/snail-post`, {
      method: "PUT",
      headers: { authorization: `Bearer ${operatorToken}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  await put(draft);
  await put({ ...draft, body: "Verdanook sends letters on Mondays." });
  expect(await followVectors(api, { say: () => undefined, everyMs: 50 })).toBe(true);
  expect(server.embedded.flat().every((text) => text.startsWith("Snail post"))).toBe(true);
  expect(await api.vectors()).toMatchObject({ leftOver: 0, failed: [] });
  const { passages, rung } = await api.search("letters", 3);
  expect(rung).toBe("model");
  expect(passages[0]?.text).toBe("Verdanook sends letters on Mondays.");
});
