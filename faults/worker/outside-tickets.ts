/**
 * A ticket desk of somebody else, over HTTP: the handoff's id is the idempotency key, and no answer in time is an error. What such a desk does not offer
 * stays with the embedded one.
 */
import { z } from "zod";
import { workersClock } from "#adapters/platform/workers-clock";
import { D1Tickets } from "#adapters/tickets/d1-tickets";
import { type Ticket, type TicketList, TicketListSchema, TicketSchema, type TicketStatus } from "#contracts/tickets";
import { fail, ok, type Result } from "#domain/result";
import type { TicketFailure, TicketRequest } from "#ports/tickets";

const answersWithinMs = 3_000;

export class OutsideTickets extends D1Tickets {
  private readonly url: string;

  constructor(url: string, database: D1Database) {
    super({ database, clock: workersClock });
    this.url = url;
  }

  override async open(request: TicketRequest): Promise<Ticket> {
    const headers = { "idempotency-key": request.handoff };
    return TicketSchema.parse(await this.ask("/tickets", { method: "POST", headers, body: JSON.stringify(request) }));
  }

  override async get(id: string): Promise<Result<Ticket, TicketFailure>> {
    return found(id, await this.ask(`/tickets/${id}`));
  }

  override async list(query: { status?: TicketStatus | undefined; before?: string | undefined; limit: number }): Promise<TicketList> {
    const { before = "" } = query;
    return TicketListSchema.parse(await this.ask(`/tickets?limit=${query.limit}&before=${before}`));
  }

  override async change(id: string, change: { status: TicketStatus; assignee: string | null }): Promise<Result<Ticket, TicketFailure>> {
    return found(id, await this.ask(`/tickets/${id}`, { method: "PATCH", body: JSON.stringify(change) }));
  }

  override async forget(conversation: string): Promise<void> {
    await this.ask(`/tickets?conversation=${conversation}`, { method: "DELETE" });
  }

  private async ask(path: string, init: RequestInit = {}): Promise<unknown> {
    const response = await fetch(`${this.url}${path}`, { ...init, signal: AbortSignal.timeout(answersWithinMs) });
    if (response.status === 404) return null;
    if (!response.ok) throw new Error(`the ticket desk answers ${response.status}`);
    return z.unknown().parse(await response.json());
  }
}

const found = (id: string, body: unknown): Result<Ticket, TicketFailure> =>
  body === null ? fail({ reason: "unknown_ticket", id }) : ok(TicketSchema.parse(body));
