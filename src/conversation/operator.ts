/** A person at work in the conversation: takes it over, writes, gives it back, closes it. Each raises the epoch or checks who has the floor. */
import type { SettledReason } from "#contracts/desk";
import { ok, type Result } from "#domain/result";
import { changeOwnership } from "#domain/ownership";
import { cleanText } from "#domain/text";
import type { Refusal } from "#ports/conversations";
import { refuseText } from "./accept.ts";
import { backToQueue } from "./back-to-queue.ts";
import { commitStop } from "./commit-turn.ts";
import { close } from "./customer.ts";
import { withdrawProposals } from "./proposals.ts";
import { type Records, refuse } from "./records.ts";
import { follow } from "./ticket-standing.ts";

/** @param abandon called with each turn whose work must end at once. @param epoch takes it from whoever has it, unless it has changed hands since. */
export function takeOver(
  records: Records,
  conversation: string,
  operator: string,
  abandon: (turn: number) => void,
  epoch?: number,
): Result<{ epoch: number }, Refusal> {
  const standing = records.standing();
  if (!standing) return refuse("not_found", "this conversation does not exist or was erased");
  if (standing.state === "closed") return refuse("conversation_closed", "nobody can take over a closed conversation");
  if (standing.state === "human") {
    if (standing.assignee === operator) return ok({ epoch: standing.epoch });
    if (epoch !== standing.epoch) return refuse("conflict", `${standing.assignee ?? "somebody"} has taken this conversation over`);
  }
  const unfinished = records.turns.unfinished();
  const next = changeOwnership(standing, "person_joined");
  records.commit((append) => {
    for (const turn of unfinished) commitStop(records, append, conversation, turn.n, "person_joined");
    withdrawProposals(records, append, conversation);
    append({ type: "operator.joined", operator, epoch: next.epoch });
    records.setStanding({ ...standing, ...next, offered: false, unanswered: 0, assignee: operator });
  });
  for (const turn of unfinished) abandon(turn.n);
  return ok({ epoch: next.epoch });
}

export function operatorReply(records: Records, message: { id: string; text: string; operator: string }): Result<{ seq: number }, Refusal> {
  const cleaned = cleanText(message.text);
  if (!cleaned.ok) return refuseText(cleaned.error);
  const before = records.message(message.id);
  if (before)
    return before.text === cleaned.value
      ? ok({ seq: before.seq })
      : refuse("message_id_conflict", `message ${message.id} is stored with another text`);
  const standing = records.standing();
  if (!standing) return refuse("not_found", "this conversation does not exist or was erased");
  if (standing.state !== "human" || standing.assignee !== message.operator) {
    return refuse("conflict", standing.assignee === null ? "take the conversation over first" : `${standing.assignee} has the floor`);
  }
  const { id, operator } = message;
  const seq = records.commit((append) => {
    const place = append({ type: "operator.message", id, operator, text: cleaned.value });
    records.addMessage(id, place);
    return place;
  });
  return ok({ seq });
}

/**
 * @param handoff whose ticket the caller closes: an older one than the latest changes nothing, because the latest still waits or is being answered. Absent: the ticket follows by itself.
 * @param to the queue: the customer goes on waiting for a person.
 */
export function giveBack(
  records: Records,
  conversation: string,
  operator: string,
  handoff?: string,
  to: "ai" | "queue" = "ai",
): Result<{ epoch: number }, Refusal> {
  const standing = records.standing();
  if (!standing) return refuse("not_found", "this conversation does not exist or was erased");
  if (standing.state === "ai" || standing.state === "closed") return ok({ epoch: standing.epoch });
  if (handoff !== undefined && !isLatest(records, handoff)) return ok({ epoch: standing.epoch });
  if (to === "queue") return ok({ epoch: standing.state === "human" ? backToQueue(records, standing, operator) : standing.epoch });
  const next = changeOwnership(standing, standing.state === "human" ? "person_left" : "handoff_settled");
  records.commit((append) => {
    if (handoff === undefined) follow(records, conversation, records.now());
    append({ type: "operator.left", operator, epoch: next.epoch });
    records.setStanding({ ...standing, ...next, assignee: null });
  });
  return ok({ epoch: next.epoch });
}

/**
 * For good: the customer can write no more, and is asked how it was. Whoever has closed it, again is harmless.
 * @param epoch closes it though a colleague has it, unless it has changed hands since.
 */
export function settle(
  records: Records,
  conversation: string,
  { operator, reason, epoch }: { operator: string; reason: SettledReason; epoch?: number | undefined },
  abandon: (turn: number) => void,
): Result<{ seq: number }, Refusal> {
  const standing = records.standing();
  if (standing?.state === "human" && standing.assignee !== operator && standing.epoch !== epoch)
    return refuse("conflict", `${standing.assignee ?? "somebody"} has this conversation`);
  return close(records, conversation, abandon, { operator, reason });
}

const isLatest = (records: Records, handoff: string): boolean => handoff.endsWith(`-h${records.handoffs.latest()?.n ?? 0}`);
