/** What a customer leaves behind: how satisfied they were, and where an answer reaches them. Both are in the log and go with it when the conversation is erased. */
import type { Rating } from "#contracts/events";
import { ok, type Result } from "#domain/result";
import type { Refusal } from "#ports/conversations";
import { type Records, refuse } from "./records.ts";

const gone = () => refuse("not_found", "this conversation does not exist or was erased");

/** Once, after the conversation was closed. The same again (a client that lost the answer) changes nothing. */
export function rateConversation(
  records: Records,
  conversation: string,
  { score, comment }: Rating,
  nowMs: number,
): Result<{ seq: number }, Refusal> {
  const standing = records.standing();
  if (!standing) return gone();
  if (standing.state !== "closed") return refuse("conversation_open", "close it first; rate single answers with feedback");
  const before = records.log.latest(["conversation.rated"], 1)[0];
  if (before?.event.type === "conversation.rated") {
    const same = before.event.score === score && before.event.comment === comment;
    return same ? ok({ seq: before.seq }) : refuse("already_rated", `with ${before.event.score} of 5`);
  }
  const spokenBy = records.log.latest(["operator.message"], 1).length > 0 ? "person" : "ai";
  const seq = records.commit((append) => {
    records.rating.put({ conversation, at: new Date(nowMs).toISOString(), score, comment, spokenBy }, nowMs);
    return append({ type: "conversation.rated", score, comment });
  });
  return ok({ seq });
}

/** The newest address counts. The same again changes nothing. */
export function leaveContact(records: Records, { email }: { email: string }): Result<{ seq: number }, Refusal> {
  const standing = records.standing();
  if (!standing) return gone();
  if (standing.state === "closed") return refuse("conversation_closed", "start a new conversation");
  const before = records.log.latest(["customer.contact"], 1)[0];
  if (before?.event.type === "customer.contact" && before.event.email === email) return ok({ seq: before.seq });
  return ok({ seq: records.commit((append) => append({ type: "customer.contact", email })) });
}
