/** A ticket desk in memory, for tests of what stands on it. Kept honest by the suite of the port. */
import type { Ticket, TicketList, TicketStatus } from "#contracts/tickets";
import { fail, ok, type Result } from "#domain/result";
import type { Clock } from "#ports/clock";
import type { TicketDesk, TicketFailure, TicketRequest } from "#ports/tickets";

export class MemoryTickets implements TicketDesk {
  private readonly clock: Clock;
  private readonly tickets = new Map<number, Ticket>();
  private last = 1_000;

  constructor({ clock }: { clock: Clock }) {
    this.clock = clock;
  }

  async open({ handoff, conversation, reason, brief }: TicketRequest): Promise<Ticket> {
    const known = [...this.tickets.values()].find((ticket) => ticket.handoff === handoff);
    if (known) return known;
    this.last += 1;
    const at = this.now();
    const numbered = { id: String(this.last), number: `ED-${this.last}` };
    const ticket: Ticket = {
      ...numbered,
      handoff,
      conversation,
      reason,
      status: "open",
      assignee: null,
      brief,
      openedAt: at,
      changedAt: at,
    };
    this.tickets.set(this.last, ticket);
    return ticket;
  }

  async get(id: string): Promise<Result<Ticket, TicketFailure>> {
    const ticket = this.find(id);
    return ticket ? ok(ticket) : fail({ reason: "unknown_ticket", id });
  }

  async list({
    status,
    before,
    limit,
  }: {
    status?: TicketStatus | undefined;
    before?: string | undefined;
    limit: number;
  }): Promise<TicketList> {
    const older = before === undefined ? Infinity : Number(this.find(before)?.id ?? (/^\d+$/.test(before) ? before : 0));
    const matching = [...this.tickets.entries()]
      .filter(([id, ticket]) => id < older && (status === undefined || ticket.status === status))
      .toSorted(([one], [other]) => other - one)
      .map(([, ticket]) => ticket);
    const tickets = matching.slice(0, limit);
    return { tickets, next: matching.length > limit ? (tickets.at(-1)?.id ?? null) : null };
  }

  async change(id: string, change: { status: TicketStatus; assignee: string | null }): Promise<Result<Ticket, TicketFailure>> {
    const ticket = this.find(id);
    if (!ticket) return fail({ reason: "unknown_ticket", id });
    const changed = { ...ticket, ...change, changedAt: this.now() };
    this.tickets.set(Number(id), changed);
    return ok(changed);
  }

  async counts(): Promise<Record<TicketStatus, number>> {
    const counted = { open: 0, taken: 0, closed: 0 };
    for (const { status } of this.tickets.values()) counted[status] += 1;
    return counted;
  }

  async forget(conversation: string): Promise<void> {
    for (const [id, ticket] of this.tickets) if (ticket.conversation === conversation) this.tickets.delete(id);
  }

  private find(id: string): Ticket | undefined {
    return /^\d+$/.test(id) ? this.tickets.get(Number(id)) : undefined;
  }

  private now(): string {
    return new Date(this.clock.now()).toISOString();
  }
}
