/** Frames of the conversation socket, as far as the widget uses them. An unknown frame is null and is passed over. */
import type { ServerFrame } from "#contracts/frames";
import { type PlacedEvent, readEvent } from "./events.ts";
import { type Demanded, type Guarded, anyOf, anything, flag, number, oneOf, parseJson, record, text } from "./guards.ts";

export const isState = oneOf("ai", "waiting", "human", "closed");
const isPhase = oneOf("routing", "searching", "writing", "waiting");

const isFrame = anyOf(
  record({ type: oneOf("ack"), id: text, seq: number }),
  record({ type: oneOf("ready"), seq: number, state: isState }),
  record({ type: oneOf("status"), turn: text, phase: isPhase }),
  record({ type: oneOf("delta"), turn: text, attempt: number, index: number, text }),
  record({ type: oneOf("typing"), by: text }),
  record({ type: oneOf("mark"), mark: text }),
  record({ type: oneOf("error"), code: text, message: text, retryable: flag }),
);
type Plain = Guarded<typeof isFrame>;

export type Frame = Demanded<Plain, Extract<ServerFrame, { type: Plain["type"] }>> | ({ type: "event" } & PlacedEvent);

const isEventFrame = record({ type: oneOf("event") });
const named = record({ id: text });

export function readFrame(source: string): Frame | null {
  const value = parseJson(source, anything);
  if (isFrame(value)) return value;
  if (!isEventFrame(value)) return null;
  const placed = readEvent(value);
  return placed === null ? null : { type: "event", ...placed };
}

/** The message that an error frame is about, when it says so. */
export const refusedMessage = (frame: object): string | null => (named(frame) ? frame.id : null);
