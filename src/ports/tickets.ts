/**
 * The ticket desk. Whatever stands behind it, opening is idempotent under the handoff's id: the same request again gives the same ticket.
 * That, joined with retries, is what makes "exactly one ticket" true; retries alone would make it "at least one".
 */
import type { HandoffReason } from "#contracts/events";
import type { Brief, ClosedBecause, Ticket, TicketList, TicketStatus } from "#contracts/tickets";
import type { Identity } from "#contracts/identity";
import type { Result } from "#domain/result";

export type TicketRequest = {
  handoff: string;
  conversation: string;
  reason: HandoffReason;
  brief: Brief;
  /** For whom the host site vouches. Nobody else is told to another system: whoever types an address could type anybody's. */
  customer?: Identity | null | undefined;
};

export type TicketFailure = { reason: "unknown_ticket"; id: string };

/** `seq`: of the conversation's log, when the change follows from it: the same again is the same change. `why`: of one that is closed. */
export type TicketMove = { status: TicketStatus; assignee: string | null; seq?: number | undefined; why?: ClosedBecause | undefined };

export interface TicketDesk {
  /** Opens the handoff's ticket, or gives the one that is there. Throws when the desk does not answer; the caller retries. */
  open(request: TicketRequest): Promise<Ticket>;
  /** By the desk's id. */
  get(id: string): Promise<Result<Ticket, TicketFailure>>;
  /** Newest first. `before`: a ticket id, tickets older than it; `limit`: 1 to 100. */
  list(query: { status?: TicketStatus | undefined; before?: string | undefined; limit: number }): Promise<TicketList>;
  change(id: string, change: TicketMove): Promise<Result<Ticket, TicketFailure>>;
  /** How many tickets there are in each status. */
  counts(): Promise<Record<TicketStatus, number>>;
  /** Removes every ticket of a conversation that is erased. */
  forget(conversation: string): Promise<void>;
}
