import { z } from "zod";
import { runInDurableObject } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { workersClock } from "#adapters/platform/workers-clock";
import { commitFailure, commitTurn } from "#conversation/commit-turn";
import { Records } from "#conversation/records";
import type { TurnResult } from "#turn/run-turn";
import { conversationOf, knowTrams, startConversation, storyOf, type Visitor } from "../desk.ts";
import { holdSearch } from "../held-search.ts";
import { join } from "../visitor-socket.ts";

const question = { id: "m1", text: "How do I get a refund for a late tram?" };

const late = (decision: TurnResult["decision"]): TurnResult => ({
  decision,
  records: new Map(),
  intent: null,
  confidence: 0,
  rung: "embedded",
  streamedAttempt: 1,
});
const lateAnswer = late({ act: "reply", reply: { kind: "answer", text: "too late", citations: [], offersPerson: false } });

beforeAll(knowTrams);

async function takenOver(): Promise<Visitor> {
  const visitor = await startConversation();
  await conversationOf(visitor).requestHandoff();
  expect(await conversationOf(visitor).takeOver("Ada")).toEqual({ ok: true, value: { epoch: 1 } });
  return visitor;
}

test("a person who takes over raises the epoch, is announced, and stops the turn that was running", async () => {
  const search = holdSearch();
  const visitor = await startConversation();
  const socket = await join(visitor);
  socket.send({ type: "message", ...question });
  await search.reached();
  expect(await conversationOf(visitor).takeOver("Ada")).toEqual({ ok: true, value: { epoch: 1 } });
  expect((await socket.event("turn.stopped")).event).toEqual({ type: "turn.stopped", turn: `${visitor.id}-t1`, by: "person_joined" });
  expect((await socket.event("operator.joined")).event).toEqual({ type: "operator.joined", operator: "Ada", epoch: 1 });
  search.release();
  await conversationOf(visitor).reply({ id: "o1", text: "I'm here.", operator: "Ada" });
  await socket.event("operator.message");
  expect(await storyOf(visitor)).not.toContain("answer.completed");
});

test("a turn that began before a person joined is refused at the commit, whatever it found", async () => {
  const visitor = await startConversation();
  await runInDurableObject(conversationOf(visitor), (_conversation, { storage }) => {
    const records = new Records(storage, workersClock, { publish: () => {} });
    const turn = records.commit(() => records.turns.add({ message: "m1", seq: 1, epoch: 0, dueAtMs: Date.now() + 60_000 }));
    records.turns.begin(turn);
    const row = records.turns.get(turn);
    if (!row) throw new Error("no turn");
    records.setStanding({ state: "human", epoch: 1, offered: false, unanswered: 0, assignee: "Ada" });
    const before = records.log.head;
    expect(commitTurn(records, visitor.id, row, lateAnswer, Date.now())).toBe("refused");
    expect(records.log.after(before, 10).map(({ event }) => event)).toEqual([
      { type: "turn.stopped", turn: `${visitor.id}-t1`, by: "person_joined" },
    ]);
    expect(commitTurn(records, visitor.id, row, lateAnswer, Date.now())).toBe("refused");
    expect(records.log.head).toBe(before + 1);
  });
});

test("a turn that began before a person joined is refused although the person has left again", async () => {
  const visitor = await startConversation();
  await runInDurableObject(conversationOf(visitor), (_conversation, { storage }) => {
    const records = new Records(storage, workersClock, { publish: () => {} });
    const turn = records.commit(() => records.turns.add({ message: "m1", seq: 1, epoch: 0, dueAtMs: Date.now() + 60_000 }));
    records.turns.begin(turn);
    records.setStanding({ state: "ai", epoch: 2, offered: false, unanswered: 0, assignee: null });
    const row = records.turns.get(turn);
    if (!row) throw new Error("no turn");
    expect(commitTurn(records, visitor.id, row, lateAnswer, Date.now())).toBe("refused");
    expect(commitFailure(records, visitor.id, row, "defect", Date.now())).toBe("refused");
  });
});

test("a handoff that was asked for by the button while the agents worked does not swallow the answer to the message", async () => {
  const search = holdSearch();
  const visitor = await startConversation();
  const socket = await join(visitor);
  socket.send({ type: "message", id: "m1", text: "let me talk to a human" });
  await search.reached();
  socket.send({ type: "handoff" });
  await socket.event("handoff.requested");
  search.release();
  const { event } = await socket.event("answer.completed");
  expect(event).toMatchObject({ kind: "notice", turn: `${visitor.id}-t1` });
  expect((await storyOf(visitor)).filter((type) => type === "handoff.requested")).toHaveLength(1);
});

test("while a person has the floor, a message is stored and no agent answers", async () => {
  const visitor = await takenOver();
  const posted = await conversationOf(visitor).post(question);
  expect(posted.ok).toBe(true);
  expect((await storyOf(visitor)).slice(-1)).toEqual(["customer.message"]);
});

test("a person's message is stored once for its id, and another text under it is refused", async () => {
  const client = conversationOf(await takenOver());
  const reply = { id: "o1", text: "Hello, I'm Ada.", operator: "Ada" };
  const first = await client.reply(reply);
  expect(await client.reply(reply)).toEqual(first);
  expect(await client.reply({ ...reply, text: "Hello" })).toMatchObject({ error: { reason: "message_id_conflict" } });
});

test.each<[string, { text?: string; operator?: string }, string]>([
  ["an empty text", { text: " \u200b" }, "empty_message"],
  ["a text that is too long", { text: "a".repeat(16_001) }, "message_too_large"],
  ["a text with half a character", { text: "a\ud800b" }, "malformed_text"],
  ["somebody else than the one who took over", { operator: "Bob" }, "conflict"],
])("a reply by or with %s is refused", async (_case, more, reason) => {
  const client = conversationOf(await takenOver());
  expect(await client.reply({ id: "o1", text: "Hello", operator: "Ada", ...more })).toMatchObject({ ok: false, error: { reason } });
});

test("nobody replies who has not taken over", async () => {
  const client = conversationOf(await startConversation());
  expect(await client.reply({ id: "o1", text: "Hello", operator: "Ada" })).toMatchObject({ error: { reason: "conflict" } });
});

test("a second person cannot take over from the first; the first may ask again", async () => {
  const client = conversationOf(await takenOver());
  expect(await client.takeOver("Bob")).toMatchObject({ error: { reason: "conflict", detail: "Ada has taken this conversation over" } });
  expect(await client.takeOver("Ada")).toEqual({ ok: true, value: { epoch: 1 } });
});

test("once the person gives back, the AI answers again, under a higher epoch", async () => {
  const visitor = await takenOver();
  expect(await conversationOf(visitor).giveBack("Ada")).toEqual({ ok: true, value: { epoch: 2 } });
  expect(await conversationOf(visitor).giveBack("Ada")).toEqual({ ok: true, value: { epoch: 2 } });
  const socket = await join(visitor);
  socket.send({ type: "message", ...question });
  expect((await socket.event("turn.started")).event).toMatchObject({ epoch: 2 });
  expect((await socket.event("answer.completed")).event).toMatchObject({ kind: "answer" });
  expect((await storyOf(visitor)).filter((type) => type === "operator.left")).toHaveLength(1);
});

test("closing the ticket of a handoff that nobody took gives the customer back to the AI, and what it is saying counts", async () => {
  const visitor = await startConversation();
  const client = conversationOf(visitor);
  const { value } = z.object({ value: z.object({ handoff: z.string() }) }).parse(await client.requestHandoff());
  expect(await client.giveBack("Ada", value.handoff)).toEqual({ ok: true, value: { epoch: 0 } });
  expect(await client.events({ after: 0, limit: 10 })).toMatchObject({ value: { state: "ai" } });
});

test("closing the ticket of an older handoff leaves the newer one waiting", async () => {
  const visitor = await startConversation();
  const client = conversationOf(visitor);
  const handoff = z.object({ value: z.object({ handoff: z.string() }) });
  const older = handoff.parse(await client.requestHandoff()).value.handoff;
  await client.giveBack("Ada", older);
  const newer = handoff.parse(await client.requestHandoff()).value.handoff;
  expect(newer).not.toBe(older);
  await client.giveBack("Ada", older);
  expect(await client.events({ after: 0, limit: 10 })).toMatchObject({ value: { state: "waiting" } });
  await client.giveBack("Ada", newer);
  expect(await client.events({ after: 0, limit: 10 })).toMatchObject({ value: { state: "ai" } });
});
