import { OpenAICompatibleChatLanguageModel } from "@ai-sdk/openai-compatible";
import { expect, test } from "vitest";
import { CompletionStream } from "#adapters/models/completion-stream";
import { failureOf } from "#adapters/models/failure-of";
import type { PartReader } from "#adapters/models/provider";

type Part = NonNullable<Awaited<ReturnType<PartReader["read"]>>["value"]>;

const event = (data: object): string => `data: ${JSON.stringify(data)}\n\n`;
const piece = (delta: object, finish_reason: string | null = null): string =>
  event({ id: "x", choices: [{ index: 0, delta, finish_reason }] });
const says = (content: string): string => piece({ role: "assistant", content });
const end = piece({}, "stop");
const usage = event({ id: "x", choices: [], usage: { prompt_tokens: 3, completion_tokens: 2 } });
const done = "data: [DONE]\n\n";
const call = (more: object): string => piece({ tool_calls: [more] });

const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text));

/** A network's stream that brings these chunks, one each time it is asked. */
function body(chunks: Uint8Array<ArrayBuffer>[], onCancel = (): void => undefined, isOpen = false): ReadableStream<Uint8Array> {
  const left = [...chunks];
  return new ReadableStream({
    type: "bytes",
    pull(controller) {
      const next = left.shift();
      if (next) return controller.enqueue(next);
      if (isOpen) return;
      controller.close();
      controller.byobRequest?.respond(0);
    },
    cancel: onCancel,
  });
}

const provider = new OpenAICompatibleChatLanguageModel("m", { provider: "test", url: () => "" });
const streamed = (from: ReadableStream<Uint8Array>): PartReader =>
  new CompletionStream(from, (completion) => provider.convertResponse({ body: completion }));

async function partsOf(...chunks: string[]): Promise<Part[]> {
  return read(streamed(body(chunks.map(bytes))));
}

async function read(reader: PartReader): Promise<Part[]> {
  const parts: Part[] = [];
  for (let next = await reader.read(); !next.done; next = await reader.read()) parts.push(next.value);
  return parts;
}

const textOf = (parts: readonly Part[]): string => parts.map((part) => (part.type === "text-delta" ? part.delta : "")).join("");
const errorOf = (parts: readonly Part[]): string =>
  parts.flatMap((part) => (part.type === "error" ? [failureOf(part.error).reason] : [])).join();

test("the first pieces come one by one, those that follow at once together, and the end last, with its books", async () => {
  const words = Array.from({ length: 24 }, (_, n) => `${n} `);
  const parts = await partsOf(...words.map(says), end, usage, done);
  expect(textOf(parts)).toBe(words.join(""));
  expect(parts.slice(0, 4)).toEqual(words.slice(0, 4).map((delta) => ({ type: "text-delta", id: "text", delta })));
  expect(parts.length).toBeLessThan(words.length);
  expect(parts.at(-1)).toMatchObject({
    type: "finish",
    finishReason: { unified: "stop" },
    usage: { inputTokens: { total: 3 }, outputTokens: { total: 2 } },
  });
});

test("events that are cut anywhere, even within a letter, come out whole", async () => {
  const all = bytes(`: keep-alive\n\n${says("Ü")}event: delta\n${says("ber")}${end}${usage}`);
  const parts = await read(streamed(body(Array.from(all, (byte) => Uint8Array.of(byte)))));
  expect(textOf(parts)).toBe("Über");
  expect(parts.at(-1)?.type).toBe("finish");
});

test("what follows the mark of the end is not waited for, but read, so that the connection serves again", async () => {
  const isReadOn = Promise.withResolvers<void>();
  const left = [says("Yes."), end + done];
  const open: ReadableStream<Uint8Array> = new ReadableStream({
    type: "bytes",
    pull(controller) {
      const next = left.shift();
      if (next === undefined) isReadOn.resolve();
      else controller.enqueue(bytes(next));
    },
  });
  expect((await read(streamed(open))).map(({ type }) => type)).toEqual(["text-delta", "finish"]);
  await isReadOn.promise;
});

test("thoughts and pieces of calls are parts of their own, and no text", async () => {
  const parts = await partsOf(
    piece({ reasoning_content: "Hm. " }),
    piece({
      content: [
        { type: "thinking", thinking: [] },
        { type: "text", text: "Let me look." },
      ],
    }),
    call({ index: 0, id: "a", function: { name: "find_order", arguments: '{"number":' } }),
    call({ index: 0, function: { arguments: '"10423"}' } }),
    call({ index: 1, id: "b", function: { arguments: '{"number":' } }),
    call({ index: 1, function: { name: "find_invoice", arguments: '"7"}' } }),
    piece({}, "tool_calls"),
  );
  expect(parts[0]).toEqual({ type: "reasoning-delta", id: "thought", delta: "Hm. " });
  expect(textOf(parts)).toBe("Let me look.");
  expect(parts.flatMap((part) => (part.type === "tool-call" ? [part] : []))).toEqual([
    expect.objectContaining({ toolCallId: "a", toolName: "find_order", input: '{"number":"10423"}' }),
    expect.objectContaining({ toolCallId: "b", toolName: "find_invoice", input: '{"number":"7"}' }),
  ]);
  expect(parts.some(({ type }) => type === "tool-input-delta")).toBe(true);
  expect(parts.at(-1)).toMatchObject({ finishReason: { unified: "tool-calls" } });
});

test.each([
  ["a call", { tool_calls: [{ index: 0, id: "a", function: { name: "find_order", arguments: "{}" } }] }, "tool-call"],
  ["a thought", { reasoning_content: "Hm. " }, "reasoning-delta"],
])("a piece that has words and %s has both taken", async (_, more, type) => {
  const parts = await partsOf(says("Let me "), piece({ content: "look.", ...more }), end);
  expect(textOf(parts)).toBe("Let me look.");
  expect(parts.map((part) => part.type)).toContain(type);
});

test("words come with the model's end, too", async () => {
  const parts = await partsOf(says("It takes "), piece({ content: "five days." }, "length"), usage, done);
  expect(textOf(parts)).toBe("It takes five days.");
  expect(parts.at(-1)).toMatchObject({ type: "finish", finishReason: { unified: "length" }, usage: { inputTokens: { total: 3 } } });
});

test("a refusal is the model's text, and the end says that it is one", async () => {
  const parts = await partsOf(piece({ refusal: "I cannot help with that." }), end);
  expect(textOf(parts)).toBe("I cannot help with that.");
  expect(parts.at(-1)).toMatchObject({ finishReason: { unified: "content-filter" } });
});

test.each([
  ["no JSON", says("A") + 'data: {"choices": [{]]\n\n', "invalid_output"],
  ["another shape", event({ choices: "none" }), "invalid_output"],
  ["a second choice of another shape", event({ choices: [{ delta: { content: "A" } }, { delta: 42 }] }), "invalid_output"],
  ["what is neither text nor a list of texts", says("A") + piece({ content: 42 }), "invalid_output"],
  ["an error of the server", says("A") + event({ error: { message: "overloaded" } }), "unavailable"],
  ["a break in mid-sentence", says("A refund ") + 'data: {"choices": [{"del', "cut"],
  ["nothing", "", "cut"],
  ["an event without end", `data: ${"x".repeat(2 * 1024 * 1024)}`, "unavailable"],
  ["books that are none", says("A") + end + event({ choices: [], usage: "many" }), "invalid_output"],
])("%s ends the stream with an error that says what it is", async (_, sent, reason) => {
  const parts = await partsOf(...(sent === "" ? [] : [sent]));
  expect(errorOf(parts)).toBe(reason);
  expect(parts.at(-1)?.type).toBe("error");
});

test("whoever leaves ends the reading, also while it waits", async () => {
  const isLeft = Promise.withResolvers<void>();
  const reader = streamed(body([bytes(says("A"))], () => isLeft.resolve(), true));
  await reader.read();
  const waiting = reader.read();
  await reader.cancel("bored");
  await isLeft.promise;
  expect((await waiting).done).toBe(true);
});

test("a connection that breaks is told as it is", async () => {
  const broken: ReadableStream<Uint8Array> = new ReadableStream({
    type: "bytes",
    pull: () => Promise.reject(new Error("reset by peer")),
  });
  await expect(streamed(broken).read()).rejects.toThrow("reset by peer");
});
