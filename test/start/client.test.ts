import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createEdgedesk } from "../../client/edgedesk.ts";
import type { Conversation, ConversationEvent, EdgedeskOptions, LoggedEvent } from "../../client/api.ts";
import { type Desk, logOf, startDesk, ticketsOf } from "../browser/desk.ts";

const question = "How do I change my billing address?";

/** No hook is timed: this only ends one that hangs. */
const hangsAfterMs = 120_000;

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
}, hangsAfterMs);
afterAll(() => desk.remove(), hangsAfterMs);

const open = new Set<Conversation>();
afterEach(() => {
  for (const conversation of open) conversation.disconnect();
  open.clear();
});

function join(options: Partial<EdgedeskOptions> = {}): Conversation {
  const { conversation } = createEdgedesk({ url: desk.url, ...options });
  open.add(conversation);
  return conversation;
}

/** The first event of this type after the cursor, and everything before it. */
async function readUntil(conversation: Conversation, type: ConversationEvent["type"], after = 0): Promise<LoggedEvent[]> {
  const read: LoggedEvent[] = [];
  for await (const logged of conversation.log(after)) {
    read.push(logged);
    if (logged.event?.type === type) break;
  }
  return read;
}

function memory() {
  const kept = new Map<string, string>();
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
}

/** The platform's socket, whose line a test can cut. `deaf`: what the desk says is lost. */
function lines() {
  const sockets: WebSocket[] = [];
  let isDeaf = false;
  class Line extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols);
      sockets.push(this);
      this.addEventListener("message", (event) => isDeaf && event.stopImmediatePropagation());
    }
  }
  return {
    WebSocket: Line,
    opened: () => sockets.length,
    deafen: () => {
      isDeaf = true;
    },
    cut: () => {
      isDeaf = false;
      sockets.at(-1)?.close();
    },
  };
}

test("a message is acknowledged with its place in the log, and answered with citations", async () => {
  const conversation = join();
  const { id, seq } = await conversation.send(question);
  const read = await readUntil(conversation, "answer.completed");
  expect(read.map((logged) => logged.seq)).toEqual(read.map((_, index) => index + 1));
  expect(read[seq - 1]?.event).toMatchObject({ type: "customer.message", id, text: question });
  expect(read.at(-1)?.event).toMatchObject({ kind: "answer", citations: [{ n: 1 }] });
});

test("what is written merges to the text that is stored", async () => {
  const conversation = join();
  const drafts: string[] = [];
  void (async () => {
    for await (const { answer } of conversation.watch()) if (answer !== null) drafts.push(answer.text);
  })();
  await conversation.send(question);
  const answer = (await readUntil(conversation, "answer.completed")).at(-1)?.event;
  const text = answer?.type === "answer.completed" ? answer.text : "";
  expect(drafts.length).toBeGreaterThan(0);
  for (const draft of drafts) expect(text.startsWith(draft)).toBe(true);
  expect(conversation.snapshot().answer).toBeNull();
});

test("a message whose acknowledgement is lost is sent again and stored once", async () => {
  const { WebSocket: Line, deafen, cut, opened } = lines();
  const conversation = join({ WebSocket: Line });
  await conversation.send("hello");
  await readUntil(conversation, "answer.completed");
  deafen();
  const sent = conversation.send(question);
  const { id } = await conversation.pass();
  await expect.poll(async () => (await logOf(desk, id)).filter(({ event }) => event.type === "customer.message").length).toBe(2);
  cut();
  const { seq } = await sent;
  await readUntil(conversation, "answer.completed", seq);
  const log = await logOf(desk, id);
  expect(log.filter(({ event }) => event.type === "customer.message")).toHaveLength(2);
  expect(log.filter(({ event }) => event.type === "answer.completed")).toHaveLength(2);
  expect(opened()).toBeGreaterThan(1);
});

test("another program with the same storage reads on in the same conversation, from the beginning or from a cursor", async () => {
  const storage = memory();
  const first = join({ storage });
  await first.send(question);
  const read = await readUntil(first, "answer.completed");
  first.disconnect();
  const second = join({ storage });
  second.resume();
  expect(await readUntil(second, "answer.completed")).toEqual(read);
  expect(await readUntil(second, "answer.completed", 2)).toEqual(read.slice(2));
});

test("a message that could not be sent goes out when the desk is back, under its id, once", async () => {
  const storage = memory();
  const conversation = join({ storage });
  await conversation.send("hello");
  await readUntil(conversation, "answer.completed");
  const { id } = await conversation.pass();
  desk.cut();
  await expect.poll(() => conversation.snapshot().line).not.toBe("open");
  const sent = conversation.send(question);
  expect(conversation.snapshot().pending).toMatchObject([{ text: question, delivery: "sending" }]);
  await desk.startAgain();
  conversation.reconnect();
  const { seq } = await sent;
  await readUntil(conversation, "answer.completed", seq);
  const asked = (await logOf(desk, id)).filter(({ event }) => event.type === "customer.message" && event.text === question);
  expect(asked).toHaveLength(1);
  expect(conversation.snapshot().pending).toEqual([]);
});

test("an expired token is exchanged for a fresh one before it is used", async () => {
  const storage = memory();
  const first = join({ storage });
  const { id, token } = await first.pass();
  first.disconnect();
  const key = `edgedesk.v1:${new URL(desk.url).origin}`;
  const kept: { pass: object } = JSON.parse(storage.getItem(key) ?? "");
  storage.setItem(key, JSON.stringify({ ...kept, pass: { ...kept.pass, token: "expired", expiresAt: new Date(0).toISOString() } }));
  const second = join({ storage });
  await second.send("hello");
  const renewed = await second.pass();
  expect(renewed.id).toBe(id);
  expect(renewed.token).not.toBe("expired");
  expect(renewed.token.split(".")).toHaveLength(token.split(".").length);
});

test("whoever asks for a person gets one ticket and its number", async () => {
  const conversation = join();
  await conversation.send(question);
  await readUntil(conversation, "answer.completed");
  const asked = await conversation.handoff();
  expect((await conversation.handoff()).handoff).toBe(asked.handoff);
  const opened = (await readUntil(conversation, "ticket.opened")).at(-1)?.event;
  const { id } = await conversation.pass();
  const tickets = await ticketsOf(desk, id);
  expect(tickets).toHaveLength(1);
  expect(opened).toMatchObject({ ticket: { number: tickets[0]?.number } });
  expect(conversation.snapshot().state).toBe("waiting");
});

test("feedback is in the log, a closed conversation takes no message, and an erased one is gone", async () => {
  const storage = memory();
  const conversation = join({ storage });
  await conversation.send(question);
  const answer = (await readUntil(conversation, "answer.completed")).at(-1)?.event;
  await conversation.feedback(answer?.type === "answer.completed" ? answer.turn : "", "up", "to the point");
  expect((await readUntil(conversation, "feedback.given")).at(-1)?.event).toMatchObject({ rating: "up", reason: "to the point" });
  await conversation.close();
  await readUntil(conversation, "conversation.closed");
  await expect(conversation.send("one more")).rejects.toMatchObject({ name: "EdgedeskError", code: "conversation_closed" });
  const { id } = await conversation.pass();
  await conversation.erase();
  await conversation.send("hello again");
  expect((await conversation.pass()).id).not.toBe(id);
});

test("what the desk refuses is said with its code", async () => {
  const conversation = join();
  await expect(conversation.send(" ")).rejects.toMatchObject({ code: "empty_message" });
  await expect(conversation.send("x".repeat(20_000))).rejects.toMatchObject({ code: "message_too_large" });
  await expect(conversation.feedback("no-such-turn", "up")).rejects.toMatchObject({ code: "invalid_request" });
  const nowhere = join({ url: "http://127.0.0.1:9" });
  await expect(nowhere.handoff()).rejects.toMatchObject({ code: "unreachable" });
});

test("whoever hangs up ends every loop, and what was not confirmed stays in the storage", async () => {
  const storage = memory();
  const conversation = join({ url: "http://127.0.0.1:9", storage });
  const reading = readUntil(conversation, "conversation.closed");
  const sent = conversation.send(question);
  conversation.disconnect();
  await expect(sent).rejects.toMatchObject({ code: "disconnected" });
  expect(await reading).toEqual([]);
  expect(storage.getItem("edgedesk.v1:http://127.0.0.1:9")).toContain(question);
});
