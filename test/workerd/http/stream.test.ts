import { DefaultChatTransport, readUIMessageStream, type UIMessage } from "ai";
import { beforeAll, expect, test } from "vitest";
import { ask, conversationOf, eventsOf, knowTrams, startConversation, type Visitor } from "../desk.ts";
import { holdSearch } from "../held-search.ts";

const question = { id: "m1", text: "How do I get a refund for a late tram?" };

beforeAll(knowTrams);

const stream = (visitor: Visitor, message = question) =>
  ask(`/v1/conversations/${visitor.id}/messages`, {
    method: "POST",
    token: visitor.token,
    body: message,
    headers: { accept: "text/event-stream" },
  });

/** What `useChat` ends up showing, read by the AI SDK's own transport out of the desk's response. */
async function shown(response: Response): Promise<UIMessage | undefined> {
  const transport = new DefaultChatTransport({ api: "https://desk.example/messages", fetch: async () => response });
  const chunks = await transport.sendMessages({
    trigger: "submit-message",
    chatId: "c",
    messageId: undefined,
    messages: [],
    abortSignal: undefined,
  });
  let last: UIMessage | undefined;
  for await (const message of readUIMessageStream({ stream: chunks })) last = message;
  return last;
}

const textOf = (message: UIMessage | undefined): string =>
  (message?.parts ?? []).flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");

test("a useChat client reads the stored answer with its citation", async () => {
  const visitor = await startConversation();
  const response = await stream(visitor);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
  expect(response.headers.get("x-vercel-ai-ui-message-stream")).toBe("v1");
  const message = await shown(response);
  const stored = (await eventsOf(visitor)).flatMap(({ event }) => (event.type === "answer.completed" ? [event.text] : []));
  expect([textOf(message)]).toEqual(stored);
  expect(message?.parts).toContainEqual(
    expect.objectContaining({ type: "data-citation", data: expect.objectContaining({ article: "refund-late-tram" }) }),
  );
});

test("the same message sent again is streamed alike, and answered once", async () => {
  const visitor = await startConversation();
  const first = await shown(await stream(visitor));
  expect(textOf(await shown(await stream(visitor)))).toBe(textOf(first));
  expect((await eventsOf(visitor)).filter(({ event }) => event.type === "answer.completed")).toHaveLength(1);
});

test("a wish for a person is streamed as the handoff that it became", async () => {
  const message = await shown(await stream(await startConversation(), { id: "m1", text: "let me talk to a human" }));
  expect(message?.parts).toContainEqual(
    expect.objectContaining({ type: "data-handoff", data: expect.objectContaining({ reason: "asked_for_person" }) }),
  );
  expect(textOf(message)).toContain("person");
});

test("while a person has the floor, the stream ends at once and without an answer", async () => {
  const visitor = await startConversation();
  await conversationOf(visitor).takeOver("Ada");
  expect(textOf(await shown(await stream(visitor)))).toBe("");
});

test("a stream ends when its conversation is erased in mid-turn", async () => {
  const search = holdSearch();
  const visitor = await startConversation();
  const response = await stream(visitor);
  await search.reached();
  await conversationOf(visitor).erase();
  const text = await response.text();
  expect(text).toContain('"type":"error"');
  expect(text.trimEnd().endsWith("data: [DONE]")).toBe(true);
  search.release();
});

test("a refusal is problem details, also for a client that asked for a stream", async () => {
  const visitor = await startConversation();
  const response = await stream(visitor, { id: "m1", text: " " });
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.status).toBe(422);
});

test("the transcript reads like the conversation", async () => {
  const visitor = await startConversation();
  await shown(await stream(visitor));
  const response = await ask(`/v1/conversations/${visitor.id}/transcript`, { token: visitor.token });
  expect(response.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
  const text = await response.text();
  expect(text).toContain(question.text);
  expect(text).toContain("[1] Refund for a late tram (/articles/refund-late-tram");
});
