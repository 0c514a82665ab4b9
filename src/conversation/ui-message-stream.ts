/**
 * A turn as server-sent events in the AI SDK's UI message stream (protocol version 1), so that `useChat` is a client. Text is sent when the turn has committed, so what was
 * streamed is what is stored. Source: ai-sdk.dev, "Stream Protocols".
 */
import type { ConversationEvent, LoggedEvent } from "#contracts/events";
import type { Audience, Told } from "./audience.ts";

type Chunk = { type: string; [field: string]: unknown };

export type TurnStream = {
  /** Null when a person has the floor and no agent answers. */
  turn: string | null;
  /** What the log already has since the message. */
  past: readonly LoggedEvent[];
  audience: Audience;
};

const encoder = new TextEncoder();
const line = (chunk: Chunk): Uint8Array => encoder.encode(`data: ${JSON.stringify(chunk)}\n\n`);

/** Ends with the turn, and a turn ends by its deadline at the latest; or with an error, when the conversation is erased in the middle of it. */
export function uiMessageStream({ turn, past, audience }: TurnStream): ReadableStream<Uint8Array> {
  let leave = (): void => undefined;
  let open = true;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (chunks: readonly Chunk[]): void => {
        for (const chunk of chunks) controller.enqueue(line(chunk));
      };
      const finish = (): void => {
        if (!open) return;
        open = false;
        leave();
        send([{ type: "finish" }]);
        controller.enqueue(encoder.encode("data: [DONE]\n\n"));
        controller.close();
      };
      send([{ type: "start", ...(turn === null ? {} : { messageId: turn }) }]);
      if (turn === null) {
        send([{ type: "data-status", data: { phase: "waiting" }, transient: true }]);
        return finish();
      }
      for (const { event } of past) send(chunksOf(event, turn));
      if (past.some(({ event }) => ends(event, turn))) return finish();
      leave = audience.listen((told) => {
        send(liveChunks(told, turn));
        // What one commit brought is told in one go: the handoff that follows a failure still belongs to the stream.
        if (told.type === "error" || (told.type === "event" && ends(told.event, turn))) queueMicrotask(finish);
      });
    },
    cancel() {
      open = false;
      leave();
    },
  });
}

const liveChunks = (told: Told, turn: string): Chunk[] => {
  if (told.type === "status" && told.turn === turn) return [{ type: "data-status", data: { phase: told.phase }, transient: true }];
  if (told.type === "error") return [{ type: "error", errorText: told.message }];
  return told.type === "event" ? chunksOf(told.event, turn) : [];
};

const ofTurn = (event: ConversationEvent, turn: string): boolean => "turn" in event && event.turn === turn;

/** A failed turn has a handoff of its own only when nobody was asked for before. */
const endings: ReadonlySet<ConversationEvent["type"]> = new Set(["answer.completed", "handoff.requested", "turn.failed", "turn.stopped"]);

const ends = (event: ConversationEvent, turn: string): boolean => ofTurn(event, turn) && endings.has(event.type);

function chunksOf(event: ConversationEvent, turn: string): Chunk[] {
  if (!ofTurn(event, turn)) return [];
  switch (event.type) {
    case "answer.completed":
      return [
        ...textChunks(turn, event.text),
        ...event.citations.map((citation) => ({ type: "data-citation", id: `${turn}-${citation.n}`, data: citation })),
        {
          type: "data-answer",
          id: turn,
          data: {
            kind: event.kind,
            intent: event.intent,
            confidence: event.confidence,
            rung: event.rung,
            offersPerson: event.offersPerson,
          },
        },
      ];
    case "handoff.requested":
      return [
        ...textChunks(turn, event.text),
        { type: "data-handoff", id: event.handoff, data: { handoff: event.handoff, reason: event.reason } },
      ];
    case "turn.failed":
      return textChunks(`${turn}-failed`, event.text);
    default:
      return [];
  }
}

const textChunks = (id: string, text: string): Chunk[] => [
  { type: "text-start", id },
  { type: "text-delta", id, delta: text },
  { type: "text-end", id },
];
