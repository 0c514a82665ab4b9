import { DefaultChatTransport, readUIMessageStream, type UIMessage } from "ai";
import { expect, test } from "vitest";
import { z } from "zod";
import type { ConversationEvent, LoggedEvent } from "#contracts/events";
import { Audience } from "#conversation/audience";
import { outcomeWithinMs, type TurnStream, uiMessageStream } from "#conversation/ui-message-stream";
import { ManualClock } from "../../fakes/manual-clock.ts";
import { SeededRandomness } from "../../fakes/seeded-randomness.ts";

const conversation = "0".repeat(32);
const turn = `${conversation}-t1`;
const handoff = `${conversation}-h1`;
const citation = {
  n: 1,
  article: "refunds",
  version: "v1",
  section: "how",
  title: "Refunds",
  quote: "Five days.",
  url: "/articles/refunds#how",
};

const completed: ConversationEvent = {
  type: "answer.completed",
  turn,
  run: turn,
  attempt: 1,
  kind: "answer",
  text: "Five days. [1]",
  citations: [citation],
  intent: "billing",
  confidence: 0.9,
  rung: "embedded",
  offersPerson: false,
};
const failed: ConversationEvent = { type: "turn.failed", turn, reason: "deadline", text: "Something went wrong." };
const requested: ConversationEvent = { type: "handoff.requested", handoff, turn, reason: "turn_failed", text: "I'm passing it on." };

const opened: ConversationEvent = {
  type: "ticket.opened",
  handoff,
  ticket: { id: "42", number: "ED-1042" },
  text: "Your ticket is ED-1042.",
};

let seq = 1;
const logged = (event: ConversationEvent): LoggedEvent => ({ seq: seq++, at: "2026-11-22T10:00:00.000Z", event });
const clock = new ManualClock("2026-11-22T10:00:00Z");
const streamOf = (stream: Omit<TurnStream, "clock">) => uiMessageStream({ ...stream, clock });
const nobody = () => new Audience(() => [], new SeededRandomness(1));

/** The message that a `useChat` client ends up with, read by the AI SDK's own transport and reader. */
async function asUseChatReadsIt(body: ReadableStream<Uint8Array>): Promise<{ last: UIMessage | undefined; errors: unknown[] }> {
  const headers = { "content-type": "text/event-stream", "x-vercel-ai-ui-message-stream": "v1" };
  const transport = new DefaultChatTransport({ api: "https://desk.example/messages", fetch: async () => new Response(body, { headers }) });
  const stream = await transport.sendMessages({
    trigger: "submit-message",
    chatId: "c",
    messageId: undefined,
    messages: [],
    abortSignal: undefined,
  });
  const errors: unknown[] = [];
  let last: UIMessage | undefined;
  for await (const message of readUIMessageStream({ stream, onError: (error) => errors.push(error) })) last = message;
  return { last, errors };
}

const ChunkSchema = z.looseObject({ type: z.string() });

/** The parts as they stand on the wire. */
async function chunksOf(body: ReadableStream<Uint8Array>): Promise<z.infer<typeof ChunkSchema>[]> {
  const text = await new Response(body).text();
  const lines = text.split("\n\n").filter((line) => line !== "");
  expect(lines.at(-1)).toBe("data: [DONE]");
  return lines.slice(0, -1).map((line) => ChunkSchema.parse(JSON.parse(line.slice("data: ".length))));
}

test("a useChat client reads the answer with its citations, to the letter", async () => {
  const audience = nobody();
  const reading = asUseChatReadsIt(streamOf({ turn, past: [], audience }));
  audience.status(turn, "routing");
  audience.status(turn, "writing");
  audience.delta(turn, 1, 0, "Five days. [1]");
  audience.event(logged(completed));
  const { last, errors } = await reading;
  expect(errors).toEqual([]);
  expect(last).toMatchObject({ id: turn, role: "assistant" });
  expect(last?.parts).toEqual([
    { type: "text", text: "Five days. [1]", state: "done" },
    { type: "data-citation", id: `${turn}-1`, data: citation },
    { type: "data-answer", id: turn, data: { kind: "answer", intent: "billing", confidence: 0.9, rung: "embedded", offersPerson: false } },
  ]);
});

test("what the log already has is read at once", async () => {
  const { last } = await asUseChatReadsIt(streamOf({ turn, past: [logged(completed)], audience: nobody() }));
  expect(last?.parts[0]).toMatchObject({ text: "Five days. [1]" });
});

test("words are read as they are written, and the rest when the text is stored", async () => {
  const audience = nobody();
  const chunks = chunksOf(streamOf({ turn, past: [], audience }));
  audience.delta(turn, 1, 0, "Five ");
  audience.delta(turn, 1, 1, "days.");
  audience.event(logged(completed));
  const deltas = (await chunks).filter(({ type }) => type === "text-delta").map(({ delta }) => delta);
  expect(deltas).toEqual(["Five ", "days.", " [1]"]);
});

test("whoever comes in the middle of a text reads it whole when it is stored", async () => {
  const audience = nobody();
  const chunks = chunksOf(streamOf({ turn, past: [], audience }));
  audience.delta(turn, 1, 1, "days.");
  audience.event(logged(completed));
  const deltas = (await chunks).filter(({ type }) => type === "text-delta").map(({ delta }) => delta);
  expect(deltas).toEqual(["Five days. [1]"]);
});

test("a higher attempt before the first word is read like any", async () => {
  const audience = nobody();
  const reading = asUseChatReadsIt(streamOf({ turn, past: [], audience }));
  audience.delta(turn, 2, 0, "Five days.");
  audience.delta(turn, 1, 0, "of an attempt that was given up");
  audience.event(logged(completed));
  const { last, errors } = await reading;
  expect(errors).toEqual([]);
  expect(last?.parts[0]).toMatchObject({ text: "Five days. [1]" });
});

test.for([
  ["a higher attempt", (audience: Audience) => audience.delta(turn, 2, 0, "Five")],
  ["another text that is stored", (audience: Audience) => audience.event(logged(completed))],
  ["a failure", (audience: Audience) => audience.event(logged(failed))],
  ["a stop", (audience: Audience) => audience.event(logged({ type: "turn.stopped", turn, by: "person_joined" }))],
] as const)("words that %s takes back end the stream with an error, and without a finish", async ([, takeBack]) => {
  const audience = nobody();
  const reading = chunksOf(streamOf({ turn, past: [], audience }));
  audience.delta(turn, 1, 0, "Three weeks");
  takeBack(audience);
  audience.event(logged(completed));
  const chunks = await reading;
  expect(chunks.at(-1)).toMatchObject({ type: "error", errorText: expect.stringMatching(/^answer_restarted: /) });
});

test("the ticket's number is read when it comes soon after the handoff", async () => {
  const audience = nobody();
  const reading = asUseChatReadsIt(streamOf({ turn, past: [], audience }));
  audience.event(logged({ ...requested, reason: "asked_for_person" }));
  audience.event(
    logged({ type: "ticket.opened", handoff: `${conversation}-h9`, ticket: { id: "9", number: "ED-9" }, text: "of another handoff" }),
  );
  await new Promise((resolve) => setImmediate(resolve));
  audience.event(logged(opened));
  const { last, errors } = await reading;
  expect(errors).toEqual([]);
  expect(last?.parts.map(({ type }) => type)).toEqual(["text", "data-handoff", "data-ticket"]);
  expect(last?.parts[2]).toMatchObject({ id: handoff, data: { ticket: { number: "ED-1042" } } });
});

test("a ticket that takes its time is not waited for; the stream that is resumed has it", async () => {
  const audience = nobody();
  const reading = asUseChatReadsIt(streamOf({ turn, past: [], audience }));
  audience.event(logged(requested));
  await new Promise((resolve) => setImmediate(resolve));
  clock.advance(outcomeWithinMs);
  expect((await reading).last?.parts.map(({ type }) => type)).toEqual(["text", "data-handoff"]);
  const { last } = await asUseChatReadsIt(streamOf({ turn, past: [logged(requested), logged(opened)], audience: nobody() }));
  expect(last?.parts.map(({ type }) => type)).toEqual(["text", "data-handoff", "data-ticket"]);
});

test("a failed turn is read with the handoff that follows it", async () => {
  for (const past of [true, false]) {
    const audience = nobody();
    const events = [logged(failed), logged(requested), logged(opened)];
    const reading = asUseChatReadsIt(streamOf({ turn, past: past ? events : [], audience }));
    if (!past) for (const event of events) audience.event(event);
    const { last } = await reading;
    expect(last?.parts).toMatchObject([
      { text: "Something went wrong." },
      { text: "I'm passing it on." },
      { type: "data-handoff", data: { handoff, reason: "turn_failed" } },
      { type: "data-ticket" },
    ]);
  }
});

test("a failed turn ends the stream although nobody new is asked for", async () => {
  const audience = nobody();
  const reading = asUseChatReadsIt(streamOf({ turn, past: [], audience }));
  audience.event(logged(failed));
  expect((await reading).last?.parts).toMatchObject([{ text: "Something went wrong." }]);
});

test("a stopped turn ends the stream without a word", async () => {
  const audience = nobody();
  const reading = asUseChatReadsIt(streamOf({ turn, past: [], audience }));
  audience.event(logged({ type: "turn.stopped", turn, by: "person_joined" }));
  expect((await reading).last?.parts ?? []).toEqual([]);
});

test("a conversation that is erased in mid-turn ends the stream with an error", async () => {
  const audience = nobody();
  const reading = asUseChatReadsIt(streamOf({ turn, past: [], audience }));
  audience.dismiss();
  expect((await reading).errors).toMatchObject([{ message: "This conversation was erased" }]);
});

test("while a person has the floor, the stream ends at once", async () => {
  expect((await asUseChatReadsIt(streamOf({ turn: null, past: [], audience: nobody() }))).errors).toEqual([]);
});

test("other turns are not told of", async () => {
  const audience = nobody();
  const reading = asUseChatReadsIt(streamOf({ turn, past: [], audience }));
  audience.event(logged({ ...completed, turn: `${conversation}-t2`, text: "of another turn" }));
  audience.event(logged(completed));
  expect((await reading).last?.parts.filter((part) => part.type === "text")).toHaveLength(1);
});

test("a reader that goes away hears nothing more and breaks nothing", async () => {
  const audience = nobody();
  const stream = streamOf({ turn, past: [], audience });
  await stream.cancel();
  expect(() => audience.event(logged(completed))).not.toThrow();
});
