import { abortAllDurableObjects, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { beforeAll, expect, test, vi } from "vitest";
import { EmbeddedRouter } from "#adapters/routing/embedded-router";
import { eventually } from "../eventually.ts";
import { conversationOf, eventsOf, knowTrams, startConversation, storyOf, type Visitor } from "../desk.ts";
import { holdSearch } from "../held-search.ts";
import { join } from "../visitor-socket.ts";

const question = { id: "m1", text: "How do I get a refund for a late tram?" };

beforeAll(knowTrams);

/** A conversation whose object died between the acknowledgement and the answer, with the router's step done and the search under way. */
async function cutOff(): Promise<Visitor> {
  const search = holdSearch();
  const visitor = await startConversation();
  expect(await conversationOf(visitor).post(question)).toMatchObject({ ok: true });
  await search.reached();
  await eventually(async () => expect(await stepsOf(visitor)).toEqual(["router"]));
  await abortAllDurableObjects();
  search.release();
  return visitor;
}

/** Steps that the journal has. */
const stepsOf = (visitor: Visitor): Promise<unknown[]> =>
  runInDurableObject(conversationOf(visitor), (_conversation, { storage }) =>
    storage.sql
      .exec("SELECT step FROM step ORDER BY step")
      .toArray()
      .map((row) => row.step),
  );

const run = (visitor: Visitor, statement: string): Promise<void> =>
  runInDurableObject(conversationOf(visitor), (_conversation, { storage }) => void storage.sql.exec(statement));

test("a turn that a crash cut off runs on from its journal, and the message gets exactly one answer", async () => {
  const visitor = await cutOff();
  const route = vi.spyOn(EmbeddedRouter.prototype, "route");
  const socket = await join(visitor);
  await socket.event("answer.completed");
  expect(route).not.toHaveBeenCalled();
  route.mockRestore();
  expect(await storyOf(visitor)).toEqual([
    "conversation.started",
    "customer.message",
    "turn.started",
    "agent.finished",
    "agent.finished",
    "agent.finished",
    "answer.completed",
  ]);
});

test("the attempt that a client sees is higher after a crash, so that the old text is replaced", async () => {
  const visitor = await cutOff();
  const socket = await join(visitor);
  const { event } = await socket.event("answer.completed");
  expect(event).toMatchObject({ attempt: 11 });
  for (const delta of socket.all("delta")) expect(delta.attempt).toBe(11);
});

test("when nobody calls, the alarm brings the conversation back and finishes the turn", async () => {
  const visitor = await cutOff();
  expect(await runDurableObjectAlarm(conversationOf(visitor))).toBe(true);
  await eventually(async () => expect(await storyOf(visitor)).toContain("answer.completed"));
});

test("an object that dies again and again gives the customer to a person after the third start", async () => {
  const visitor = await cutOff();
  await run(visitor, "UPDATE turn SET starts = 3, status = 'running'");
  await abortAllDurableObjects();
  const socket = await join(visitor);
  expect((await socket.event("turn.failed")).event).toMatchObject({ reason: "defect" });
  expect((await socket.event("handoff.requested")).event).toMatchObject({ reason: "turn_failed" });
});

test("a turn whose deadline passed while the object was gone fails with a word to the customer", async () => {
  const visitor = await startConversation();
  const search = holdSearch();
  await conversationOf(visitor).post(question);
  await search.reached();
  await run(visitor, "UPDATE turn SET due_at = 1");
  await abortAllDurableObjects();
  const socket = await join(visitor);
  expect((await socket.event("turn.failed")).event).toMatchObject({ reason: "deadline", turn: `${visitor.id}-t1` });
  search.release();
});

test("an alarm whose work fails comes back, and finishes the work when it can", async () => {
  const search = holdSearch();
  const visitor = await startConversation();
  await conversationOf(visitor).post(question);
  await search.reached();
  // A log that cannot be written stands for storage in trouble.
  await run(visitor, "ALTER TABLE event RENAME TO gone");
  search.release();
  await runDurableObjectAlarm(conversationOf(visitor));
  await run(visitor, "ALTER TABLE gone RENAME TO event");
  expect(await storyOf(visitor)).toEqual(["conversation.started", "customer.message", "turn.started"]);
  expect(await runDurableObjectAlarm(conversationOf(visitor))).toBe(true);
  expect((await storyOf(visitor)).at(-1)).toBe("answer.completed");
});

test("messages that were acknowledged before a crash are all stored and all answered, in order", async () => {
  const search = holdSearch();
  const visitor = await startConversation();
  const ids = ["m1", "m2", "m3", "m4", "m5"];
  for (const id of ids) await conversationOf(visitor).post({ ...question, id });
  await search.reached();
  await abortAllDurableObjects();
  search.release();
  const socket = await join(visitor);
  await socket.frame("event", ({ event }) => event.type === "answer.completed" && event.turn.endsWith("-t5"));
  const events = await eventsOf(visitor);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
  expect(events.flatMap(({ event }) => (event.type === "customer.message" ? [event.id] : []))).toEqual(ids);
  expect(events.flatMap(({ event }) => (event.type === "answer.completed" ? [event.turn.slice(33)] : []))).toEqual([
    "t1",
    "t2",
    "t3",
    "t4",
    "t5",
  ]);
});
