/**
 * Accepting a message: cleaned, deduplicated by its id, appended, and answered by a turn unless a person has the floor; all in one transaction, after which it may be
 * acknowledged. The same id with the same text is acknowledged again and stored once; with another text it is refused.
 */
import type { ProblemCode } from "#contracts/problem";
import { turnId } from "#domain/ids";
import { ok, type Result } from "#domain/result";
import { cleanText, type TextRejection } from "#domain/text";
import type { Refusal } from "#ports/conversations";
import { type Records, refuse } from "./records.ts";

/** From the customer's message to an answer, a person or an explicit failure, crashes included. */
export const turnDeadlineMs = 60_000;

export type Accepted = {
  id: string;
  seq: number;
  /** It had been stored before. */
  repeated: boolean;
  /** The turn that will answer; null when a person has the floor. */
  turn: number | null;
};

export function accept(
  records: Records,
  conversation: string,
  message: { id: string; text: string },
  nowMs: number,
): Result<Accepted, Refusal> {
  const cleaned = cleanText(message.text);
  if (!cleaned.ok) return refuseText(cleaned.error);
  const text = cleaned.value;
  const before = records.message(message.id);
  if (before) {
    return before.text === text
      ? ok({ id: message.id, seq: before.seq, repeated: true, turn: null })
      : refuse("message_id_conflict", `message ${message.id} is stored with another text; use a new id`);
  }
  const standing = records.standing();
  if (!standing) return refuse("not_found", "this conversation does not exist or was erased");
  if (standing.state === "closed") return refuse("conversation_closed", "start a new conversation");
  return ok(
    records.commit((append) => {
      const seq = append({ type: "customer.message", id: message.id, text });
      records.addMessage(message.id, seq);
      if (standing.state === "human") return { id: message.id, seq, repeated: false, turn: null };
      const turn = records.turns.add({ message: message.id, seq, epoch: standing.epoch, dueAtMs: nowMs + turnDeadlineMs });
      append({ type: "turn.started", turn: turnId(conversation, turn), message: message.id, epoch: standing.epoch });
      return { id: message.id, seq, repeated: false, turn };
    }),
  );
}

/** Why a text is not stored, as the one who wrote it is told. */
export const refuseText = (rejection: TextRejection): Result<never, Refusal> => refuse(codeOf[rejection.reason], textOf(rejection));

const codeOf: Record<TextRejection["reason"], ProblemCode> = {
  empty: "empty_message",
  too_large: "message_too_large",
  lone_surrogate: "malformed_text",
};

function textOf(rejection: TextRejection): string {
  switch (rejection.reason) {
    case "empty":
      return "write something that can be read";
    case "too_large":
      return `${rejection.bytes} bytes; at most ${rejection.maxBytes}`;
    case "lone_surrogate":
      return `half a surrogate pair at position ${rejection.at}`;
  }
}
