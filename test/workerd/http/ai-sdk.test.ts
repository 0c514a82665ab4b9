/** The AI SDK's own chat and transport against the Worker, with the options that the client gives them: what `useChat` does, without React. */
import { APICallError, type UIMessage } from "ai";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import type { ConversationEvent } from "#contracts/events";
import { ProblemSchema } from "#contracts/problem";
import { eventually } from "../eventually.ts";
import { ask, conversationOf, eventsOf, knowTrams, startConversation, type Visitor } from "../desk.ts";
import { holdSearch } from "../held-search.ts";
import { chatWith } from "./sdk-chat.ts";

beforeAll(knowTrams);

const question = "How do I get a refund for a late tram?";

/** Cuts a stream after its first part, as a network does. */
const cutAfterFirst = (answer: Response): Response => {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  void (async () => {
    const writer = writable.getWriter();
    const first: unknown = (await answer.body?.getReader().read())?.value;
    if (first instanceof Uint8Array) await writer.write(first);
    await writer.abort(new TypeError("network error"));
  })();
  return new Response(readable, answer);
};

const textOf = (message: UIMessage | undefined): string[] =>
  (message?.parts ?? []).flatMap((part) => (part.type === "text" ? [part.text] : []));

async function stored<T extends ConversationEvent["type"]>(visitor: Visitor, type: T): Promise<Extract<ConversationEvent, { type: T }>[]> {
  const isWanted = (event: ConversationEvent): event is Extract<ConversationEvent, { type: T }> => event.type === type;
  return (await eventsOf(visitor)).map(({ event }) => event).filter(isWanted);
}

test("useChat reads the stored text with its citations, and asks on in the same conversation", async () => {
  const visitor = await startConversation();
  const phases: unknown[] = [];
  const chat = chatWith(visitor, { onData: (part) => part.type === "data-status" && phases.push(part.data) });
  await chat.sendMessage({ text: question });
  const [answer] = await stored(visitor, "answer.completed");
  expect(chat.status).toBe("ready");
  expect(chat.last).toMatchObject({ role: "assistant", id: answer?.turn });
  expect(textOf(chat.last)).toEqual([answer?.text]);
  expect(chat.last?.parts.filter(({ type }) => type === "data-citation")).toMatchObject(answer?.citations.map((data) => ({ data })) ?? []);
  expect(phases).toContainEqual({ phase: "routing" });
  await chat.sendMessage({ text: "May I take a bicycle along?" });
  expect(chat.messages.map(({ role }) => role)).toEqual(["user", "assistant", "user", "assistant"]);
  expect(await stored(visitor, "customer.message")).toHaveLength(2);
});

test("a stream that the network cut is resumed from its beginning: the message is whole, once, and the question was asked once", async () => {
  const visitor = await startConversation();
  let cuts = 0;
  const chat = chatWith(visitor, { through: (answer) => (cuts++ === 0 ? cutAfterFirst(answer) : answer) });
  await chat.sendMessage({ text: question });
  expect(chat.status).toBe("error");
  await chat.resumeStream();
  const [answer, ...others] = await stored(visitor, "answer.completed");
  expect(others).toEqual([]);
  expect(chat.status).toBe("ready");
  expect(chat.messages).toHaveLength(2);
  expect(textOf(chat.last)).toEqual([answer?.text]);
});

test("a page that was loaded again reads the turn under way; without one there is nothing to resume", async () => {
  const visitor = await startConversation();
  const search = holdSearch();
  const gone = chatWith(visitor);
  void gone.sendMessage({ text: question });
  await search.reached();
  const chat = chatWith(visitor);
  const resumed = chat.resumeStream();
  await eventually(() => expect(chat.status).not.toBe("ready"));
  search.release();
  await resumed;
  const [answer] = await stored(visitor, "answer.completed");
  expect(textOf(chat.last)).toEqual([answer?.text]);
  const later = chatWith(visitor);
  await later.resumeStream();
  expect(later.status).toBe("ready");
  expect(later.messages).toEqual([]);
});

test("asking again for the same message gives the answer that is stored", async () => {
  const visitor = await startConversation();
  const chat = chatWith(visitor);
  await chat.sendMessage({ text: question });
  const first = chat.last;
  await chat.regenerate();
  expect(chat.last).toEqual(first);
  expect(await stored(visitor, "answer.completed")).toHaveLength(1);
});

test("the ticket's number is part of the message that handed off", async () => {
  const visitor = await startConversation();
  const chat = chatWith(visitor);
  await chat.sendMessage({ text: "let me talk to a human please" });
  const types = chat.last?.parts.map(({ type }) => type);
  expect(types).toEqual(["text", "data-handoff", "data-ticket"]);
  const [opened] = await stored(visitor, "ticket.opened");
  expect(chat.last?.parts.at(-1)).toMatchObject({ data: { ticket: opened?.ticket } });
});

test("what the desk refuses before the stream is problem details", async () => {
  const visitor = await startConversation();
  const refusals: unknown[] = [];
  const onError = (error: Error): void => {
    if (APICallError.isInstance(error))
      refusals.push({ status: error.statusCode, code: ProblemSchema.parse(JSON.parse(error.message)).code });
  };
  await chatWith(visitor, { onError }).sendMessage({ text: " " });
  await chatWith({ ...visitor, token: "nonsense" }, { onError }).sendMessage({ text: question });
  await chatWith({ ...visitor, token: "nonsense" }, { onError }).resumeStream();
  expect(refusals).toEqual([
    { status: 422, code: "empty_message" },
    { status: 401, code: "invalid_token" },
    { status: 401, code: "invalid_token" },
  ]);
});

test("a message that never arrived cannot be resumed, and is said to be missing", async () => {
  const visitor = await startConversation();
  const answer = await ask(`/v1/conversations/${visitor.id}/stream?message=never-sent`, { token: visitor.token });
  expect(answer.status).toBe(404);
  expect(ProblemSchema.parse(await answer.json()).detail).toContain("send it again");
});

test("while a person has the floor, the stream says so and ends", async () => {
  const visitor = await startConversation();
  await conversationOf(visitor).takeOver("Robin");
  const phases: unknown[] = [];
  const chat = chatWith(visitor, { onData: (part) => phases.push(part.data) });
  await chat.sendMessage({ text: question });
  expect(chat.status).toBe("ready");
  expect(phases).toEqual([{ phase: "waiting" }]);
});

test("words that have to be taken back end in an error; resuming then gives the stored text", async () => {
  const visitor = await startConversation();
  const resumed: Promise<void>[] = [];
  let streams = 0;
  const lines = (parts: object[]) => parts.map((part) => `data: ${JSON.stringify(part)}\n\n`).join("");
  const begun = [
    { type: "start", messageId: "t" },
    { type: "text-start", id: "t" },
    { type: "text-delta", id: "t", delta: "Three weeks" },
    { type: "error", errorText: "answer_restarted: …" },
  ];
  const chat = chatWith(visitor, {
    through: (answer) => (streams++ === 0 ? new Response(lines(begun), answer) : answer),
    onError: (error) => void (error.message.startsWith("answer_restarted") && setTimeout(() => resumed.push(chat.resumeStream()))),
  });
  onTestFinished(() => Promise.all(resumed).then(() => undefined));
  await chat.sendMessage({ text: question });
  await eventually(() => expect(resumed).toHaveLength(1));
  await Promise.all(resumed);
  const [answer] = await stored(visitor, "answer.completed");
  expect(textOf(chat.last)).toEqual([answer?.text]);
});
