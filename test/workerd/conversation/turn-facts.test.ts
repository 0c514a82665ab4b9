import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { D1TurnFacts } from "#adapters/turns/d1-turn-facts";
import { workersClock } from "#adapters/platform/workers-clock";
import type { TurnFacts } from "#contracts/turn-facts";
import { beforeAll, expect, test } from "vitest";
import { ask, conversationOf, knowTrams, startConversation, type Visitor } from "../desk.ts";
import { join } from "../visitor-socket.ts";
import { ring } from "../time.ts";

beforeAll(knowTrams);

const question = "How do I get a refund for a late tram?";

const factsOf = async ({ id }: { id: string }) =>
  (await env.DB.prepare("SELECT * FROM turn_facts WHERE conversation = ?1 ORDER BY turn").bind(id).all()).results;

/** The conversation's alarm, without waiting for it. */

async function answered(text: string, end: "answer.completed" | "handoff.requested" = "answer.completed"): Promise<Visitor> {
  const visitor = await startConversation();
  const socket = await join(visitor);
  socket.send({ type: "message", id: "m1", text });
  await socket.event(end);
  return visitor;
}

test("an answered turn's facts are in the desk's database after the alarm, and say what was cited and what it cost", async () => {
  const visitor = await answered(question);
  expect(await factsOf(visitor)).toEqual([]);
  await ring(visitor);
  const [facts, ...more] = await factsOf(visitor);
  expect(more).toEqual([]);
  expect(facts).toMatchObject({
    run: `${visitor.id}-t1`,
    turn: 1,
    language: "en",
    outcome: "answered",
    reason: null,
    rung: "embedded",
    model: null,
    starts: 1,
    attempts: 1,
    tokens_in: 0,
    cost_micros: 0,
    model_ms: 0,
  });
  expect(JSON.parse(String(facts?.articles))).toContain("refund-late-tram");
  expect(Number(facts?.took_ms)).toBeGreaterThanOrEqual(Number(facts?.own_ms));
  expect(JSON.stringify(facts)).not.toContain("tram?");
});

test("a turn that goes to a person says why", async () => {
  const visitor = await answered("Let me talk to a human", "handoff.requested");
  await ring(visitor);
  expect(await factsOf(visitor)).toMatchObject([{ outcome: "handed_off", reason: "asked_for_person" }]);
});

test("facts are told once, and the conversation keeps none that were taken", async () => {
  const visitor = await answered(question);
  await ring(visitor);
  const left = await runInDurableObject(conversationOf(visitor), (_object, { storage }) =>
    storage.sql.exec("SELECT count(*) AS n FROM turn_facts").one(),
  );
  expect(left).toEqual({ n: 0 });
  await ring(visitor);
  expect(await factsOf(visitor)).toHaveLength(1);
});

test("of an erased conversation no facts are left, and those that come late are refused", async () => {
  const visitor = await answered(question);
  await ring(visitor);
  expect((await ask(`/v1/conversations/${visitor.id}`, { method: "DELETE", token: visitor.token })).status).toBe(204);
  expect(await factsOf(visitor)).toEqual([]);
  const store = new D1TurnFacts({ database: env.DB, clock: workersClock });
  await store.keep([factsFor(visitor)]);
  expect(await factsOf(visitor)).toEqual([]);
});

test("a later row of the same run takes the place of the earlier one", async () => {
  const store = new D1TurnFacts({ database: env.DB, clock: workersClock });
  const conversation = { id: "0".repeat(32) };
  await store.keep([factsFor(conversation), { ...factsFor(conversation, 2), articles: ["a", "b"] }]);
  await store.keep([{ ...factsFor(conversation), costMicros: 12 }]);
  expect(await factsOf(conversation)).toMatchObject([{ cost_micros: 12 }, { articles: '["a","b"]' }]);
});

const factsFor = ({ id }: { id: string }, turn = 1): TurnFacts => ({
  run: `${id}-t${turn}`,
  conversation: id,
  turn,
  at: 1,
  intent: "billing",
  confidence: 0.5,
  language: null,
  outcome: "answered",
  reason: null,
  rung: "model",
  model: "m",
  starts: 1,
  attempts: 1,
  tokensIn: 1,
  tokensOut: 1,
  costMicros: 1,
  ownMs: 1,
  modelMs: 1,
  tookMs: 1,
  articles: [],
});
