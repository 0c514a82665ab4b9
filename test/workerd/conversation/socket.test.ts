import { beforeAll, expect, test } from "vitest";
import { connect, handshake, join } from "../visitor-socket.ts";
import { eventsOf, knowTrams, startConversation } from "../desk.ts";

const question = { type: "message", id: "m1", text: "How do I get a refund for a late tram?" };

beforeAll(knowTrams);

test("a message is acknowledged, then answered with a citation, and what was streamed is what is stored", async () => {
  const visitor = await startConversation();
  const socket = await join(visitor);
  socket.send(question);
  const answered = await socket.event("answer.completed");
  const [ack] = socket.all("ack");
  expect(ack).toMatchObject({ id: "m1", seq: 2 });
  const order = socket.frames.map((frame) => (frame.type === "event" ? frame.event.type : frame.type));
  expect(order.indexOf("ack")).toBeLessThan(order.indexOf("answer.completed"));
  if (answered.event.type !== "answer.completed") throw new Error("not an answer");
  const { kind, text, citations, attempt, turn } = answered.event;
  expect({ kind, article: citations[0]?.article }).toEqual({ kind: "answer", article: "refund-late-tram" });
  expect(text).toContain("[1]");
  const deltas = socket.all("delta").filter((delta) => delta.turn === turn && delta.attempt === attempt);
  expect(deltas.map((delta) => delta.text).join("")).toBe(text);
  expect(deltas.map((delta) => delta.index)).toEqual(deltas.map((_, i) => i));
  // The others begin and end within a moment of it.
  expect(socket.all("status").map((status) => status.phase)).toEqual(["routing"]);
});

test("the log has every fact once, numbered without gaps", async () => {
  const visitor = await startConversation();
  const socket = await join(visitor);
  for (const n of [1, 2, 3]) {
    socket.send({ ...question, id: `m${n}` });
    await socket.frame("event", ({ event }) => event.type === "answer.completed" && event.turn.endsWith(`-t${n}`));
  }
  const events = await eventsOf(visitor);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
  expect(socket.all("event").map(({ seq, event }) => ({ seq, event }))).toEqual(events.map(({ seq, event }) => ({ seq, event })));
});

test("three messages sent at once are stored in their order and answered in it, one answer each", async () => {
  const visitor = await startConversation();
  const socket = await join(visitor);
  for (const n of [1, 2, 3]) socket.send({ ...question, id: `m${n}` });
  await socket.frame("event", ({ event }) => event.type === "answer.completed" && event.turn.endsWith("-t3"));
  expect(socket.all("ack").map(({ id }) => id)).toEqual(["m1", "m2", "m3"]);
  const turns = (await eventsOf(visitor)).flatMap(({ event }) => (event.type === "answer.completed" ? [event.turn.slice(33)] : []));
  expect(turns).toEqual(["t1", "t2", "t3"]);
});

test("a client that comes back reads on from its cursor, with nothing missing and nothing twice", async () => {
  const visitor = await startConversation();
  const first = await join(visitor);
  first.send(question);
  await first.event("answer.completed");
  first.close();
  const seen = first.all("event").slice(0, 3);
  const second = await join(visitor, seen.at(-1)?.seq);
  second.send({ ...question, id: "m2" });
  await second.event(
    "answer.completed",
    second.frames.findIndex((frame) => frame.type === "ready"),
  );
  const seqs = [...seen, ...second.all("event")].map(({ seq }) => seq);
  expect(seqs).toEqual((await eventsOf(visitor)).map(({ seq }) => seq));
});

test("a client that resumes in mid-answer misses nothing", async () => {
  const visitor = await startConversation();
  const [first, second] = [await join(visitor), await connect(visitor)];
  first.send(question);
  second.send({ type: "resume", after: 0 });
  await first.event("answer.completed");
  await second.event("answer.completed");
  expect(second.all("event")).toEqual(first.all("event"));
});

test("a client that has not resumed is told its acknowledgement and nothing else", async () => {
  const visitor = await startConversation();
  const [silent, reader] = [await connect(visitor), await join(visitor)];
  silent.send(question);
  await reader.event("answer.completed");
  await silent.frame("ack");
  expect(silent.frames.map(({ type }) => type)).toEqual(["ack"]);
});

test("two sockets of one visitor read the same story", async () => {
  const visitor = await startConversation();
  const [one, other] = [await join(visitor), await join(visitor)];
  one.send(question);
  await Promise.all([one.event("answer.completed"), other.event("answer.completed")]);
  expect(other.all("event")).toEqual(one.all("event"));
  expect(other.all("ack")).toEqual([]);
});

test("the same message sent again is acknowledged alike and answered once", async () => {
  const visitor = await startConversation();
  const [one, other] = [await join(visitor), await join(visitor)];
  for (const socket of [one, one, other]) socket.send(question);
  await one.event("answer.completed");
  one.send(question);
  one.send({ ...question, id: "m2" });
  await one.frame("event", ({ event }) => event.type === "answer.completed" && event.turn.endsWith("-t2"));
  expect(
    one
      .all("ack")
      .map(({ id, seq }) => `${id}@${seq}`)
      .filter((ack) => ack.startsWith("m1")),
  ).toEqual(["m1@2", "m1@2", "m1@2"]);
  expect((await other.frame("ack")).seq).toBe(2);
  expect((await eventsOf(visitor)).filter(({ event }) => event.type === "answer.completed")).toHaveLength(2);
});

test("an id that is used again for another text is refused, and the first text stays", async () => {
  const visitor = await startConversation();
  const socket = await join(visitor);
  socket.send(question);
  await socket.event("answer.completed");
  socket.send({ ...question, text: "something else" });
  expect(await socket.frame("error")).toMatchObject({ code: "message_id_conflict", id: "m1", retryable: false });
  expect((await eventsOf(visitor)).filter(({ event }) => event.type === "customer.message")).toHaveLength(1);
});

test("typing is told to the others, not to oneself", async () => {
  const visitor = await startConversation();
  const [one, other] = [await join(visitor), await join(visitor)];
  one.send({ type: "typing" });
  expect(await other.frame("typing")).toMatchObject({ by: "customer" });
  expect(one.all("typing")).toEqual([]);
});

test("a rating is stored with its turn; a rating of another conversation's turn is refused", async () => {
  const visitor = await startConversation();
  const socket = await join(visitor);
  socket.send(question);
  await socket.event("answer.completed");
  const turn = `${visitor.id}-t1`;
  socket.send({ type: "feedback", turn, rating: "down", reason: "too long" });
  expect((await socket.event("feedback.given")).event).toEqual({ type: "feedback.given", turn, rating: "down", reason: "too long" });
  socket.send({ type: "feedback", turn: `${"f".repeat(32)}-t1`, rating: "up" });
  expect(await socket.frame("error")).toMatchObject({ code: "unknown_turn" });
});

test("a socket speaks the one protocol that both know, and the token is not echoed", async () => {
  const response = await handshake(await startConversation());
  expect(response.status).toBe(101);
  expect(response.headers.get("sec-websocket-protocol")).toBe("edgedesk.v1");
  response.webSocket?.accept();
});

test("a query that would steer the socket library does not reach it", async () => {
  const visitor = await startConversation();
  const response = await handshake(visitor, { query: "?_pk=chosen&__agents_transport=capnweb" });
  expect(response.status).toBe(101);
  response.webSocket?.accept();
});
