/**
 * A ticket's status follows the conversation where nobody's call sees to it: it was given back or closed at the desk, the return timer gave it back, or it had gone on before its ticket
 * was there. That the ticket has to follow is written in the transaction of the change, as a row of the outbox; what it should say is read when it is told, so that the newest standing wins
 * however late it is told.
 */
import type { ConversationEvent } from "#contracts/events";
import { handoffId } from "#domain/ids";
import { ok, type Result } from "#domain/result";
import { followingRow } from "#outbox/outbox";
import type { Refusal, TicketStanding } from "#ports/conversations";
import { handoffOf } from "./handoff-progress.ts";
import type { Records } from "./records.ts";
import type { Append } from "./storage/event-log.ts";

/** Does the ticket follow this by itself? */
export const movesTicket = (event: ConversationEvent): boolean =>
  (event.type === "operator.left" && event.to === "queue") || (event.type === "conversation.closed" && event.by === "operator");

/** Is there something to be told after this? What the row of a ticket that opens late, or of a give-back, says is written by whoever appends it. */
export const mayMoveTicket = (event: ConversationEvent): boolean =>
  movesTicket(event) || event.type === "operator.left" || event.type === "ticket.opened";

/** Within the commit of a change: the newest ticket follows it. */
export function follow(records: Records, conversation: string, nowMs: number): void {
  const handoff = records.handoffs.latest();
  if (handoff) records.outbox.hurry(followingRow(handoffId(conversation, handoff.n)), nowMs);
}

const changesOfHands = ["operator.joined", "operator.left", "conversation.closed"] as const;

/** The log's `append` for one commit, which also puts down that the newest ticket has to follow. */
export function followed(append: Append, records: Records, conversation: string, nowMs: number): Append {
  return (event) => {
    if (movesTicket(event)) follow(records, conversation, nowMs);
    return append(event);
  };
}

/** An older handoff's ticket is closed, whoever has the conversation now. */
export function ticketStanding(records: Records, conversation: string, id: string): Result<TicketStanding, Refusal> {
  const handoff = handoffOf(records, conversation, id);
  if (!handoff.ok) return handoff;
  const { n, ticket } = handoff.value;
  const standing = n === records.handoffs.latest()?.n ? records.standing() : null;
  const now = { ticket: ticket?.id ?? null, seq: lastChange(records) };
  if (standing?.state === "waiting") return ok({ ...now, status: "open", assignee: null });
  if (standing?.state === "human") return ok({ ...now, status: "taken", assignee: standing.assignee });
  const settled = records.desk.settled();
  return ok({ ...now, status: "closed", assignee: settled?.operator ?? null, why: settled === null ? "given_back" : "settled" });
}

/** What has changed hands meanwhile is told again: a slow messenger may have written the older standing over the newer one. */
export function confirmFollowed(records: Records, id: string, seq: number): void {
  if (lastChange(records) <= seq) records.outbox.confirm(followingRow(id));
  else records.outbox.hurry(followingRow(id), records.now());
}

/** The seq under which the conversation last changed hands; 0: it never did. */
const lastChange = (records: Records): number => records.log.latest(changesOfHands, 1)[0]?.seq ?? 0;
