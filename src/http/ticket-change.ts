/** A ticket taken, closed, or answered by a person: the conversation decides, our row follows, so that a refused take-over leaves the ticket as it was. */
import type { DeskPorts } from "#compose/desk-ports";
import type { Ticket, TicketStatus } from "#contracts/tickets";
import type { TicketDesk, TicketMove } from "#ports/tickets";
import { granted, Refused } from "./problems.ts";

type Ports = Pick<DeskPorts, "conversations" | "workflows">;

/** @param tickets where the change is written. Throws `Refused`. */
export async function changeTicket(
  ticket: Ticket,
  { status, operator }: { status: Extract<TicketStatus, "taken" | "closed">; operator: string },
  tickets: TicketDesk,
  { conversations, workflows }: Ports,
): Promise<Ticket> {
  const client = conversations.get(ticket.conversation);
  if (status === "taken") granted(await client.takeOver(operator));
  else await client.giveBack(operator, ticket.handoff);
  const assignee = status === "taken" ? operator : ticket.assignee;
  const changed = await followConversation(
    ticket,
    { status, assignee, ...(status === "closed" ? { why: "given_back" } : {}) },
    { tickets, workflows },
  );
  if (!changed) throw new Refused("not_found", `no ticket ${ticket.id}`);
  return changed;
}

/** The conversation has decided; its ticket, and the workflow behind it, follow. Undefined: there is no such ticket any more. */
export async function followConversation(
  { id, handoff }: Pick<Ticket, "id" | "handoff">,
  change: TicketMove,
  { tickets, workflows }: Pick<DeskPorts, "tickets" | "workflows">,
): Promise<Ticket | undefined> {
  const changed = await tickets.change(id, change);
  if (change.status === "closed") await workflows.settle(handoff);
  return changed.ok ? changed.value : undefined;
}
