/** People at work in one conversation: one has it, the others see it; notes stay at the desk; whoever goes home without giving it back loses it to the queue. */
import { runInDurableObject } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { CardSchema, DraftSchema } from "#contracts/desk";
import { eventually } from "../eventually.ts";
import { ask, askAsOperator, conversationOf, eventsOf, knowTrams, refusalOf, startConversation, storyOf, type Visitor } from "../desk.ts";
import { openDeskLine, summaryWhen } from "../operator-page.ts";
import { join } from "../visitor-socket.ts";
import { letMinutesPass, nextAlarmOf, ring } from "../time.ts";

beforeAll(knowTrams);

const canary = "NOTE-CANARY-7f3a";

const act = (visitor: Visitor, path: string, body: object): Promise<Response> =>
  askAsOperator(`/v1/conversations/${visitor.id}/${path}`, { method: "POST", body });
const cardOf = async (visitor: Visitor) => CardSchema.parse(await (await askAsOperator(`/v1/conversations/${visitor.id}/card`)).json());

async function waiting(): Promise<Visitor> {
  const visitor = await startConversation();
  await conversationOf(visitor).post({ id: "m1", text: "How do I get a refund for a late tram?" });
  await conversationOf(visitor).post({ id: "m2", text: "Let me talk to a human please" });
  await eventually(async () => expect(await storyOf(visitor)).toContain("ticket.opened"));
  return visitor;
}

test("of two people one has the conversation; the other is told who, may take it with the epoch that was seen, and only one of two who try succeeds", async () => {
  const visitor = await waiting();
  expect((await act(visitor, "take", { operator: "Mira" })).status).toBe(200);
  const refused = await act(visitor, "take", { operator: "Jon" });
  expect(await refusalOf(refused)).toMatchObject({ status: 409, code: "conflict" });
  expect(await refusalOf(await act(visitor, "replies", { id: "r1", text: "Hello", operator: "Jon" }))).toMatchObject({ code: "conflict" });
  const { epoch, owner } = await cardOf(visitor);
  expect(owner).toBe("Mira");
  const both = await Promise.all(["Jon", "Ada"].map((operator) => act(visitor, "take", { operator, epoch })));
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  const winner = both[0]?.status === 200 ? "Jon" : "Ada";
  expect(await cardOf(visitor)).toMatchObject({ owner: winner, epoch: epoch + 1 });
  expect(await refusalOf(await act(visitor, "replies", { id: "r2", text: "Mine", operator: "Mira" }))).toMatchObject({ code: "conflict" });
  expect((await act(visitor, "replies", { id: "r3", text: "Hello, I am looking into it", operator: winner })).status).toBe(202);
  await summaryWhen(visitor.id, ({ owner: shown, unread }) => shown === winner && unread === 0);
});

test("no note reaches a customer: not by the log, the socket, the stream, the transcript or a brief, and it does not move the log", async () => {
  const visitor = await waiting();
  const socket = await join(visitor);
  const line = await openDeskLine(visitor.id, "Jon");
  const { length } = await eventsOf(visitor);
  await act(visitor, "take", { operator: "Mira" });
  expect((await act(visitor, "notes", { id: "n1", text: `${canary} is owed 40 euros`, operator: "Mira" })).status).toBe(202);
  expect((await act(visitor, "notes", { id: "n1", text: `${canary} is owed 40 euros`, operator: "Mira" })).status).toBe(202);
  expect(await refusalOf(await act(visitor, "notes", { id: "n1", text: "other", operator: "Mira" }))).toMatchObject({
    code: "message_id_conflict",
  });
  await line.first((frame) => JSON.stringify(frame).includes(canary));
  await act(visitor, "replies", { id: "r1", text: "All settled", operator: "Mira" });
  await act(visitor, "give-back", { operator: "Mira" });
  await conversationOf(visitor).post({ id: "m3", text: "How do I get a refund for a late tram?" });
  await socket.event("answer.completed", 0);
  await eventually(async () => expect((await storyOf(visitor)).filter((type) => type === "answer.completed")).toHaveLength(2));

  const asCustomer = (path: string, headers = {}): Promise<string> =>
    ask(`/v1/conversations/${visitor.id}/${path}`, { token: visitor.token, headers }).then((response) => response.text());
  const streamed = await ask(`/v1/conversations/${visitor.id}/messages`, {
    method: "POST",
    token: visitor.token,
    body: { id: "m4", text: "what did you write about me?" },
    headers: { accept: "text/event-stream" },
  });
  const fresh = await join(visitor);
  const read = [
    await asCustomer("events?after=0&limit=500"),
    await asCustomer("transcript"),
    await asCustomer("stream?message=m1"),
    await asCustomer("card"),
    await asCustomer("export"),
    await streamed.text(),
    JSON.stringify(socket.frames),
    JSON.stringify(fresh.frames),
    JSON.stringify(await conversationOf(visitor).writeBrief(`${visitor.id}-h1`)),
    JSON.stringify(await summaryWhen(visitor.id)),
  ];
  for (const text of read) expect(text).not.toContain(canary);
  const log = await eventsOf(visitor);
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, n) => n + 1));
  expect(log.length).toBeGreaterThan(length);
  expect((await cardOf(visitor)).notes).toEqual([expect.objectContaining({ id: "n1", operator: "Mira" })]);
  const exported = await (await askAsOperator(`/v1/conversations/${visitor.id}/export`)).text();
  expect(exported.split(canary)).toHaveLength(2);
  await askAsOperator(`/v1/conversations/${visitor.id}`, { method: "DELETE" });
  const left = await runInDurableObject(conversationOf(visitor), (_, { storage }) => storage.sql.exec("SELECT * FROM note").toArray());
  expect(left).toEqual([]);
});

test("a note is an operator's alone: a visitor's token writes none and takes nothing over", async () => {
  const visitor = await waiting();
  for (const [path, body] of [
    ["notes", { id: "x", text: "x" }],
    ["take", {}],
    ["replies", { id: "x", text: "x" }],
    ["give-back", {}],
    ["draft", undefined],
  ] as const) {
    const refused = await ask(`/v1/conversations/${visitor.id}/${path}`, { method: "POST", token: visitor.token, body });
    expect([path, refused.status]).toEqual([path, 401]);
  }
});

test("whoever takes a conversation over and goes home loses it to the queue at the alarm, both sides are told, and what was under way is refused", async () => {
  const visitor = await waiting();
  const socket = await join(visitor);
  await act(visitor, "take", { operator: "Mira" });
  const { returnsAt } = await cardOf(visitor);
  await summaryWhen(visitor.id, ({ owner }) => owner === "Mira");
  // The alarm looks, leaves it, and is to come again when it is time.
  await ring(visitor);
  expect(await nextAlarmOf(visitor)).toBe(Date.parse(returnsAt ?? ""));
  expect((await cardOf(visitor)).owner).toBe("Mira");
  await letMinutesPass(visitor, 300);
  await ring(visitor);
  const { event } = await socket.event("operator.left");
  expect(event).toMatchObject({ to: "queue", text: expect.stringContaining("back in the queue") });
  expect(await cardOf(visitor)).toMatchObject({ state: "waiting", owner: null });
  await summaryWhen(visitor.id, ({ state, owner }) => state === "waiting" && owner === null);
  expect(await refusalOf(await act(visitor, "replies", { id: "r1", text: "I am back", operator: "Mira" }))).toMatchObject({
    code: "conflict",
  });
});

test("whoever has answered and waits for the customer keeps the conversation, however long it takes", async () => {
  const visitor = await waiting();
  await act(visitor, "take", { operator: "Mira" });
  await act(visitor, "replies", { id: "r1", text: "Which order is it?", operator: "Mira" });
  await letMinutesPass(visitor, 600);
  await ring(visitor);
  expect(await cardOf(visitor)).toMatchObject({ owner: "Mira", returnsAt: null });
  await conversationOf(visitor).post({ id: "m3", text: "VN-1002" });
  expect((await cardOf(visitor)).returnsAt).not.toBeNull();
  await letMinutesPass(visitor, 300);
  await ring(visitor);
  expect(await cardOf(visitor)).toMatchObject({ owner: null, state: "waiting" });
});

test("who looks on and who writes is told to all who look; the customer is told of typing by the one who has the conversation only", async () => {
  const visitor = await waiting();
  const socket = await join(visitor);
  const mira = await openDeskLine(visitor.id, "Mira");
  await act(visitor, "take", { operator: "Mira" });
  const jon = await openDeskLine(visitor.id, "Jón Ærø");
  await mira.first((frame) => frame["type"] === "people" && JSON.stringify(frame["people"]).includes("Jón Ærø"));
  jon.send({ type: "typing" });
  await mira.first((frame) => JSON.stringify(frame).includes('{"name":"Jón Ærø","isWriting":true}'));
  mira.send({ type: "typing", isNote: true });
  await jon.first((frame) => JSON.stringify(frame).includes('{"name":"Mira","isWriting":true}'));
  expect(socket.all("typing")).toEqual([]);
  mira.send({ type: "typing" });
  expect(await socket.frame("typing")).toMatchObject({ by: "operator" });
  socket.send({ type: "typing" });
  await jon.first((frame) => frame["type"] === "typing" && frame["by"] === "customer");
  jon.send({ type: "message", id: "evil", text: "as the customer" });
  await jon.first((frame) => frame["type"] === "error");
  jon.close();
  await mira.first((frame) => JSON.stringify(frame["people"]) === '[{"name":"Mira","isWriting":true}]', mira.seen.length - 1);
  expect((await storyOf(visitor)).filter((type) => type === "customer.message")).toHaveLength(2);
});

test("a draft answers the customer's last question with its sources, and leaves no trace in the conversation", async () => {
  const visitor = await waiting();
  await act(visitor, "take", { operator: "Mira" });
  const before = await eventsOf(visitor);
  const draft = DraftSchema.parse(await (await act(visitor, "draft", {})).json());
  expect(draft.question).toBe("How do I get a refund for a late tram?");
  expect(draft.citations.length).toBeGreaterThan(0);
  expect(await eventsOf(visitor)).toEqual(before);
});

test("what was tried, said and felt stands on the card, with the brief and the ticket", async () => {
  const visitor = await waiting();
  const card = await cardOf(visitor);
  expect(card).toMatchObject({
    state: "waiting",
    owner: null,
    reason: "asked_for_person",
    ticket: { number: expect.stringMatching(/^ED-/) },
  });
  expect(card.brief?.tried[0]?.question).toBe("How do I get a refund for a late tram?");
  expect(card.turns.length).toBe(2);
});
