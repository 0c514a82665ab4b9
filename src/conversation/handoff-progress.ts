/** What comes back from the outside about a handoff. Callbacks may come late, twice, or for a conversation that was erased meanwhile. */
import type { TicketReference } from "#contracts/events";
import { conversationOf, handoffId, HandoffIdSchema } from "#domain/ids";
import { ok, type Result } from "#domain/result";
import type { Refusal } from "#ports/conversations";
import { followingRow } from "#outbox/outbox";
import { phrasesIn } from "#turn/phrases";
import { conversationLanguage } from "./language.ts";
import { type Records, refuse } from "./records.ts";
import type { HandoffRow } from "./storage/handoffs.ts";

export function handoffOf(records: Records, conversation: string, id: string): Result<HandoffRow, Refusal> {
  const known = HandoffIdSchema.safeParse(id).success && conversationOf(id) === conversation;
  const row = known ? records.handoffs.get(Number(id.slice(handoffId(conversation, 0).length - 1))) : undefined;
  return row ? ok(row) : refuse("not_found", `no handoff ${id}; the conversation may have been erased`);
}

/** Writes the ticket into the log once, and ends the re-sending. */
export function announceTicket(
  records: Records,
  conversation: string,
  id: string,
  ticket: TicketReference,
): Result<{ seq: number }, Refusal> {
  const handoff = handoffOf(records, conversation, id);
  if (!handoff.ok) return handoff;
  if (handoff.value.ticket) {
    records.outbox.confirm(id);
    return handoff.value.ticket.id === ticket.id
      ? ok({ seq: handoff.value.seq })
      : refuse("conflict", `handoff ${id} has ticket ${handoff.value.ticket.number} already`);
  }
  const now = meanwhile(records, handoff.value);
  const phrases = phrasesIn(conversationLanguage(records));
  const text = (now === "over" ? phrases.ticketOpenedLate : phrases.ticketOpened)(ticket.number);
  const seq = records.commit((append) => {
    // A ticket is opened for whoever comes; this one must say at once whose it is, or that it is nobody's.
    if (now !== "waiting") records.outbox.hurry(followingRow(id), records.now());
    records.handoffs.setTicket(handoff.value.n, ticket);
    records.outbox.confirm(id);
    return append({ type: "ticket.opened", handoff: id, ticket, text });
  });
  return ok({ seq });
}

/** What became of the handoff while its ticket was being opened. Of a conversation that its customer has closed, the ticket is left to the people of the desk, as one that was open before. */
function meanwhile(records: Records, { n }: HandoffRow): "waiting" | "taken" | "over" {
  const state = n === records.handoffs.latest()?.n ? records.standing()?.state : "ai";
  if (state === "human") return "taken";
  const isLeft = state === "closed" && records.desk.settled() === null;
  return state === "waiting" || isLeft ? "waiting" : "over";
}
