/**
 * Our desk with a twin of each ticket in another system. Opening is idempotent twice over: our row has a unique key, and the other system is asked again only until
 * the row knows its twin. Our row changes first; what the other system refuses comes back as an error, and asking again is harmless.
 */
import type { Ticket, TicketList, TicketStatus } from "#contracts/tickets";
import type { Result } from "#domain/result";
import type { RemoteDesk, RemoteLinks } from "#ports/remote-desk";
import type { TicketDesk, TicketFailure, TicketMove, TicketRequest } from "#ports/tickets";

export class MirroredTickets implements TicketDesk {
  readonly #own: TicketDesk;
  readonly #links: RemoteLinks;
  readonly #remote: RemoteDesk;

  constructor({ own, links, remote }: { own: TicketDesk; links: RemoteLinks; remote: RemoteDesk }) {
    this.#own = own;
    this.#links = links;
    this.#remote = remote;
  }

  async open(request: TicketRequest): Promise<Ticket> {
    const ticket = await this.#own.open(request);
    if (ticket.elsewhere) return ticket;
    const { number, openedAt } = ticket;
    // The row's own words, not the request's: a second request may say something else, and the twin must be the row's.
    const { handoff, conversation, reason, brief } = ticket;
    const opening = { handoff, conversation, reason, brief, customer: request.customer, number, openedAtMs: Date.parse(openedAt) };
    const twin = await this.#remote.open(opening);
    await this.#links.link(ticket.id, { desk: this.#remote.name, ...twin });
    return this.#own.open(request);
  }

  get(id: string): Promise<Result<Ticket, TicketFailure>> {
    return this.#own.get(id);
  }

  list(query: { status?: TicketStatus | undefined; before?: string | undefined; limit: number }): Promise<TicketList> {
    return this.#own.list(query);
  }

  async change(id: string, change: TicketMove): Promise<Result<Ticket, TicketFailure>> {
    const changed = await this.#own.change(id, change);
    if (changed.ok && changed.value.elsewhere) await this.#remote.change(changed.value.elsewhere, change);
    return changed;
  }

  counts(): Promise<Record<TicketStatus, number>> {
    return this.#own.counts();
  }

  async forget(conversation: string): Promise<void> {
    for (const twin of await this.#links.twinsOf(conversation)) await this.#remote.forget(twin);
    await this.#own.forget(conversation);
  }
}
