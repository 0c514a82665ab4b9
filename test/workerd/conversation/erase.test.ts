import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { ask, askAsOperator, conversationOf, knowTrams, refusalOf, startConversation, storyOf, type Visitor } from "../desk.ts";
import { holdSearch } from "../held-search.ts";
import { join } from "../visitor-socket.ts";

const secret = "my-secret-locker-4711";
const question = { id: "m1", text: `Let me talk to a human about ${secret}` };

beforeAll(knowTrams);

/** Every row of every table of the conversation's own, as text. */
const leftIn = (visitor: Visitor): Promise<string> =>
  runInDurableObject(conversationOf(visitor), (_conversation, { storage }) => {
    const tables = storage.sql.exec("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'").toArray();
    return JSON.stringify(tables.flatMap(({ name }) => storage.sql.exec(`SELECT * FROM ${JSON.stringify(name)}`).toArray()));
  });

const rowsIn = (visitor: Visitor, table: string): Promise<number> =>
  runInDurableObject(conversationOf(visitor), (_conversation, { storage }) =>
    Number(storage.sql.exec(`SELECT count(*) AS n FROM ${table}`).one().n),
  );

const ticketsOf = async ({ id }: Visitor): Promise<number> =>
  Number(await env.DB.prepare("SELECT count(*) AS n FROM tickets WHERE conversation = ?1").bind(id).first("n"));

const erase = (visitor: Visitor) => ask(`/v1/conversations/${visitor.id}`, { method: "DELETE", token: visitor.token });

test("what is erased is gone from every table and from the ticket desk, and the sockets close", async () => {
  const visitor = await startConversation();
  const socket = await join(visitor);
  socket.send({ type: "message", ...question });
  await socket.event("ticket.opened");
  expect(await ticketsOf(visitor)).toBe(1);
  expect(await leftIn(visitor)).toContain(secret);
  expect((await erase(visitor)).status).toBe(204);
  expect(await socket.closed).toBe(1000);
  expect(await ticketsOf(visitor)).toBe(0);
  expect(await leftIn(visitor)).not.toContain(secret);
  for (const table of ["event", "message", "standing", "turn", "step", "handoff", "outbox", "turn_facts", "rating"])
    expect(await rowsIn(visitor, table)).toBe(0);
});

test("a conversation that is erased in the middle of a turn leaves nothing behind when the agents come to their end", async () => {
  const search = holdSearch();
  const visitor = await startConversation();
  await conversationOf(visitor).post(question);
  await search.reached();
  await conversationOf(visitor).erase();
  search.release();
  await eventually(async () => expect(await leftIn(visitor)).not.toContain(secret));
  // What the aborted agents still do is done within the object's next turn of events.
  await runInDurableObject(conversationOf(visitor), () => scheduler.wait(20));
  expect(await leftIn(visitor)).not.toContain(secret);
  expect(await rowsIn(visitor, "step")).toBe(0);
});

test("whatever comes late for an erased conversation is refused, and brings nothing back", async () => {
  const visitor = await startConversation();
  const client = conversationOf(visitor);
  await client.requestHandoff();
  await erase(visitor);
  const handoff = `${visitor.id}-h1`;
  const gone = { ok: false, error: { reason: "not_found" } };
  expect(await client.ticketOpened(handoff, { id: "1", number: "ED-1" })).toMatchObject(gone);
  expect(await client.writeBrief(handoff)).toMatchObject(gone);
  expect(await client.post({ id: "m9", text: "hello" })).toMatchObject(gone);
  expect(await client.reply({ id: "o9", text: "hello", operator: "Ada" })).toMatchObject(gone);
  expect(await client.takeOver("Ada")).toMatchObject(gone);
  expect(await client.giveBack("Ada")).toMatchObject(gone);
  expect(await client.requestHandoff()).toMatchObject(gone);
  expect(await client.close()).toMatchObject(gone);
  expect(await client.begin({ locale: null })).toMatchObject(gone);
  expect(await client.events({ after: 0, limit: 10 })).toMatchObject(gone);
  expect(await client.giveFeedback({ turn: `${visitor.id}-t1`, rating: "up", reason: null })).toMatchObject({ ok: false });
  expect(await storyOf(visitor)).toEqual([]);
});

test("an erased conversation's token opens nothing any more", async () => {
  const visitor = await startConversation();
  await erase(visitor);
  expect(await refusalOf(await ask(`/v1/conversations/${visitor.id}/events`, { token: visitor.token }))).toEqual({
    status: 404,
    code: "not_found",
  });
  expect(await refusalOf(await ask(`/v1/conversations/${visitor.id}/transcript`, { token: visitor.token }))).toEqual({
    status: 404,
    code: "not_found",
  });
});

test("erasing twice is harmless, and the operator may do it too", async () => {
  const visitor = await startConversation();
  expect((await askAsOperator(`/v1/conversations/${visitor.id}`, { method: "DELETE" })).status).toBe(204);
  expect((await erase(visitor)).status).toBe(204);
});

test("a handoff that is under way when its conversation is erased ends without a ticket", async () => {
  const visitor = await startConversation();
  const client = conversationOf(visitor);
  await client.requestHandoff();
  const workflow = await eventually(() => env.HANDOFF_WORKFLOW.get(`${visitor.id}-h1`));
  await erase(visitor);
  await eventually(async () => {
    expect(await workflow.status()).toMatchObject({ status: "complete" });
  });
  expect(await ticketsOf(visitor)).toBe(0);
});
