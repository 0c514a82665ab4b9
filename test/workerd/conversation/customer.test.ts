import { beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { workersClock } from "#adapters/platform/workers-clock";
import { conversationOf, eventsOf, knowTrams, startConversation, storyOf } from "../desk.ts";
import { holdSearch } from "../held-search.ts";
import { join } from "../visitor-socket.ts";

const question = { type: "message", id: "m1", text: "How do I get a refund for a late tram?" };

beforeAll(knowTrams);

test("a turn that the customer stops ends at once, and its answer is never told", async () => {
  const search = holdSearch();
  const visitor = await startConversation();
  const socket = await join(visitor);
  socket.send(question);
  await search.reached();
  const turn = `${visitor.id}-t1`;
  socket.send({ type: "stop", turn });
  expect((await socket.event("turn.stopped")).event).toEqual({ type: "turn.stopped", turn, by: "customer" });
  search.release();
  socket.send({ ...question, id: "m2" });
  await socket.event("answer.completed");
  const answered = (await eventsOf(visitor)).flatMap(({ event }) => (event.type === "answer.completed" ? [event.turn] : []));
  expect(answered).toEqual([`${visitor.id}-t2`]);
});

test("a turn that waits behind another can be stopped before it begins", async () => {
  const search = holdSearch();
  const visitor = await startConversation();
  const socket = await join(visitor);
  socket.send(question);
  socket.send({ ...question, id: "m2" });
  await search.reached();
  socket.send({ type: "stop", turn: `${visitor.id}-t2` });
  await socket.event("turn.stopped");
  search.release();
  await socket.event("answer.completed");
  expect(search.calls()).toBe(1);
  expect((await storyOf(visitor)).filter((type) => type === "answer.completed")).toHaveLength(1);
});

test("stopping what has ended changes nothing, stopping what never was is refused", async () => {
  const visitor = await startConversation();
  const socket = await join(visitor);
  socket.send(question);
  await socket.event("answer.completed");
  socket.send({ type: "stop", turn: `${visitor.id}-t1` });
  socket.send({ type: "stop", turn: `${visitor.id}-t9` });
  expect(await socket.frame("error")).toMatchObject({ code: "unknown_turn" });
  expect(await storyOf(visitor)).not.toContain("turn.stopped");
});

test("a conversation that is closed stops its turn, takes no message, and closes once", async () => {
  const search = holdSearch();
  const visitor = await startConversation();
  const socket = await join(visitor);
  socket.send(question);
  await search.reached();
  const closed = await conversationOf(visitor).close();
  expect((await socket.event("turn.stopped")).event).toMatchObject({ by: "closed" });
  await socket.event("conversation.closed");
  search.release();
  expect(await conversationOf(visitor).close()).toEqual(closed);
  expect(await conversationOf(visitor).post({ id: "m2", text: "still there?" })).toMatchObject({
    error: { reason: "conversation_closed" },
  });
  expect(await conversationOf(visitor).requestHandoff()).toMatchObject({ error: { reason: "conversation_closed" } });
  expect(await conversationOf(visitor).takeOver("Ada")).toMatchObject({ error: { reason: "conversation_closed" } });
  expect((await storyOf(visitor)).filter((type) => type === "conversation.closed")).toHaveLength(1);
});

test("a message that was stored before the close is still acknowledged alike after it", async () => {
  const visitor = await startConversation();
  const first = await conversationOf(visitor).post(question);
  await conversationOf(visitor).close();
  expect(await conversationOf(visitor).post(question)).toEqual(first);
});

test("beginning again changes nothing", async () => {
  const visitor = await startConversation();
  await conversationOf(visitor).begin({ locale: "de" });
  expect((await eventsOf(visitor)).map(({ event }) => event)).toEqual([{ type: "conversation.started", locale: null }]);
});

test("asking for a person twice keeps the one handoff", async () => {
  const visitor = await startConversation();
  const first = await conversationOf(visitor).requestHandoff();
  expect(first).toMatchObject({ ok: true, value: { handoff: `${visitor.id}-h1` } });
  expect(await conversationOf(visitor).requestHandoff()).toEqual(first);
  expect((await storyOf(visitor)).filter((type) => type === "handoff.requested")).toHaveLength(1);
});

test("a stranger to the articles is offered a person, and yes brings one", async () => {
  const visitor = await startConversation();
  const socket = await join(visitor);
  socket.send({ ...question, text: "recommend an espresso machine with a milk frother" });
  expect((await socket.event("answer.completed")).event).toMatchObject({ offersPerson: true, citations: [] });
  socket.send({ ...question, id: "m2", text: "yes please" });
  expect((await socket.event("handoff.requested")).event).toMatchObject({ reason: "accepted_offer", turn: `${visitor.id}-t2` });
});

test("thirty frames may come at once, the next is refused with the id of its message, and nothing is lost that was acknowledged", async () => {
  const visitor = await startConversation();
  const now = Date.now();
  const clock = vi.spyOn(workersClock, "now").mockImplementation(() => now);
  onTestFinished(() => clock.mockRestore());
  const socket = await join(visitor);
  for (let n = 1; n <= 40; n++) socket.send({ ...question, id: `m${n}`, text: `message ${n}` });
  const refused = await socket.frame("error");
  expect(refused).toMatchObject({ code: "too_many_requests", retryable: true, id: "m30" });
  await socket.frame("error", ({ id }) => id === "m40");
  const acknowledged = socket.all("ack").map(({ id }) => id);
  const stored = (await eventsOf(visitor)).flatMap(({ event }) => (event.type === "customer.message" ? [event.id] : []));
  expect(stored).toEqual(acknowledged);
  expect(stored).toHaveLength(29);
});

test("a heartbeat is answered", async () => {
  const socket = await join(await startConversation());
  socket.send("ping");
  socket.send({ type: "resume", after: 0 });
  await socket.frame("ready", () => true, socket.frames.length);
  expect(socket.all("error")).toEqual([]);
});
