/** What earlier releases left behind is opened by today's code: storage cut off in mid-turn, journals of plans that have changed, frames and queue messages. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { ClientFrameSchema } from "#contracts/frames";
import { HandoffMessageSchema } from "#contracts/handoffs";
import { fixtureConversation, openAlone } from "../../fixtures/storage/lone-conversation.ts";
import { SqliteStorage } from "../../simulation/sqlite-storage.ts";

const v1 = readFileSync(join(import.meta.dirname, "../../fixtures/storage/v1.sql"), "utf8");
const reopenedAtMs = Date.parse("2026-11-22T10:01:20Z");
const run = `${fixtureConversation}-t2`;

let storage: SqliteStorage;

beforeEach(() => {
  storage = new SqliteStorage();
  storage.sql.exec(v1);
});

/** Opens what is stored and lets it finish. */
async function reopen() {
  const lone = openAlone(storage, reopenedAtMs);
  lone.conversation.start();
  await lone.pass(30_000);
  const page = await lone.conversation.events({ after: 0, limit: 500 });
  if (!page.ok) throw new Error(page.error.detail);
  const answered = page.value.events.flatMap(({ event }) => (event.type === "answer.completed" ? [event.turn] : []));
  return { ...lone, events: page.value.events, answered };
}

test("a turn that was cut off under the first schema is answered once, and its finished step is not run again", async () => {
  const { events, answered, calls } = await reopen();
  expect(answered).toEqual([`${fixtureConversation}-t1`, run]);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
  expect(calls.get("router")).toBeUndefined();
  expect(calls.get("knowledge")).toBe(1);
});

test("a handoff that waited under the first schema is sent again, and its ticket is announced once", async () => {
  const { conversation, sent, alarms } = await reopen();
  await conversation.alarm();
  expect(sent.map(({ handoff }) => handoff)).toEqual([`${fixtureConversation}-h1`]);
  const told = await conversation.ticketOpened(`${fixtureConversation}-h1`, { id: "1001", number: "ED-1001" });
  expect(told).toMatchObject({ ok: true });
  await conversation.ticketOpened(`${fixtureConversation}-h1`, { id: "1001", number: "ED-1001" });
  const page = await conversation.events({ after: 0, limit: 500 });
  expect(page.ok && page.value.events.filter(({ event }) => event.type === "ticket.opened")).toHaveLength(1);
  // Nothing waits any more; the next look is at the age of the conversation.
  await conversation.alarm();
  expect(alarms.at(-1)).toBeGreaterThan(reopenedAtMs + 24 * 3_600_000);
});

test("a message that was acknowledged by the first release is acknowledged alike", async () => {
  const { conversation } = await reopen();
  expect(await conversation.post({ id: "m1", text: "How do I get a refund for a late tram?" })).toEqual({
    ok: true,
    value: { id: "m1", seq: 2 },
  });
});

test("a journal with a step that today's plan does not have still finishes", async () => {
  storage.sql.exec(
    "UPDATE step SET step = 'triage', record = replace(record, ?, ?) WHERE run = ?",
    '"step":"router"',
    '"step":"triage"',
    run,
  );
  const { answered, calls } = await reopen();
  expect(answered).toContain(run);
  expect(calls.get("router")).toBe(1);
});

test("a step whose record or output today's code cannot read is run again", async () => {
  storage.sql.exec(
    "UPDATE step SET record = ? WHERE run = ?",
    JSON.stringify({ step: "router", outcome: "done", output: { intent: 7 } }),
    run,
  );
  const { answered, calls } = await reopen();
  expect(answered).toContain(run);
  expect(calls.get("router")).toBe(1);
});

test("opening it twice changes the schema once", () => {
  openAlone(storage, reopenedAtMs);
  openAlone(storage, reopenedAtMs);
  const applied = storage.sql.exec("SELECT n FROM schema_change ORDER BY n").toArray();
  expect(applied.map(({ n }) => n)).toEqual(applied.map((_, i) => i + 1));
});

test.each([
  { v: 1, type: "message", id: "m1", text: "hello" },
  { v: 1, type: "resume", after: 0 },
  { v: 1, type: "handoff" },
  { v: 1, type: "feedback", turn: run, rating: "up" },
  { v: 1, type: "typing" },
  { v: 1, type: "stop", turn: run },
])("a frame of version 1 is read by today's code: $type", (frame) => {
  expect(ClientFrameSchema.parse(frame)).toEqual(frame);
  expect(ClientFrameSchema.safeParse({ ...frame, v: 2 }).success).toBe(false);
});

test("a queue message of version 1 is read, with fields of a later release or without those of today; another version is not", () => {
  const body = { v: 1, handoff: `${fixtureConversation}-h1`, conversation: fixtureConversation };
  expect(HandoffMessageSchema.parse(body)).toEqual({ ...body, trace: null });
  expect(HandoffMessageSchema.parse({ ...body, trace: null, later: true })).toEqual({ ...body, trace: null });
  expect(HandoffMessageSchema.safeParse({ ...body, v: 2 }).success).toBe(false);
});
