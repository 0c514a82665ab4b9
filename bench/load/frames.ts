/** What the load reads of the server's frames: just enough to know when something has happened. */
import type { RawData } from "ws";
import { z } from "zod";

/** The events that end a turn. */
const endings: ReadonlySet<string> = new Set(["answer.completed", "handoff.requested", "turn.failed", "turn.stopped"]);

const FrameSchema = z.object({
  type: z.string(),
  message: z.string().optional(),
  mark: z.string().optional(),
  event: z
    .object({
      type: z.string(),
      agent: z.string().optional(),
      tokens: z.object({ input: z.number(), output: z.number() }).optional(),
    })
    .optional(),
});

/** What the model server says that it took itself, in the usage of its answer (bench/models/main.ts); null for every other frame. Milliseconds. */
export function modelMsOf(text: string): number | null {
  if (!text.includes('"tokens"')) return null;
  const { event } = FrameSchema.parse(JSON.parse(text));
  return event?.agent === "resolution" && event.tokens ? event.tokens.input + event.tokens.output / 100 : null;
}

export type Sign =
  | "ready"
  | "ack"
  | "status"
  | "delta"
  | "answered"
  | "handed_off"
  | "failed"
  | "other"
  | { refused: string }
  | { mark: string };

export function signOf(text: string): Sign {
  const { type, message, mark, event } = FrameSchema.parse(JSON.parse(text));
  if (type === "error") return { refused: message ?? "without a word" };
  if (mark !== undefined) return { mark };
  if (type === "ready" || type === "ack" || type === "status" || type === "delta") return type;
  if (event === undefined || !endings.has(event.type)) return "other";
  return event.type === "answer.completed" ? "answered" : event.type === "handoff.requested" ? "handed_off" : "failed";
}

/** A frame comes as one buffer, because that is how these sockets are set up. */
export function textOf(data: RawData): string {
  if (Array.isArray(data)) throw new Error("a frame in pieces");
  return decoder.decode(data);
}

const decoder = new TextDecoder();
