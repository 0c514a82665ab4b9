/**
 * A company's own ticket system, told and heard by signed webhooks. The receiver deduplicates by `webhook-id`, as Standard Webhooks asks of it, and answers
 * `ticket.opened` with its own id where it has one.
 */
import { TicketHeardSchema, TicketNamedSchema, type TicketTold } from "#contracts/ticket-webhooks";
import type { RemoteReference } from "#contracts/tickets";
import { HandoffIdSchema } from "#domain/ids";
import { jsonIn } from "#domain/json";
import { fail, ok, type Result } from "#domain/result";
import type { Clock } from "#ports/clock";
import type { RemoteComment, RemoteDesk, RemoteEvent, RemoteEventRejection, RemoteOpening } from "#ports/remote-desk";
import type { TicketMove } from "#ports/tickets";
import { callRemote, type Fetch } from "./remote-call.ts";
import { verifyWebhook, type WebhookSigner, webhookSigner } from "#adapters/wire/standard-webhooks";

export type WebhookDeskOptions = {
  url: string;
  /** Newest first; all sign. */
  secrets: readonly string[];
  clock: Clock;
  fetching: Fetch;
};

export class WebhookDesk implements RemoteDesk {
  readonly name = "webhook";
  readonly #options: WebhookDeskOptions;
  readonly #sign: WebhookSigner;

  constructor(options: WebhookDeskOptions) {
    this.#options = options;
    this.#sign = webhookSigner(options.secrets);
  }

  async open({ handoff, conversation, number, reason, brief, customer }: RemoteOpening): Promise<Omit<RemoteReference, "desk">> {
    const data = { handoff, conversation, number, reason, brief, ...(customer ? { customer } : {}) };
    const answer = TicketNamedSchema.safeParse(
      await this.#tell(`${handoff}.opened`, { type: "ticket.opened", timestamp: this.#now(), data }),
    );
    if (!answer.success) return { id: handoff, number, url: null };
    return { id: answer.data.id, number: answer.data.number ?? number, url: answer.data.url ?? null };
  }

  async comment({ id: ticket }: RemoteReference, { key, by, name, text }: RemoteComment): Promise<void> {
    await this.#tell(key, { type: "ticket.commented", timestamp: this.#now(), data: { ticket, key, by, name, text } });
  }

  async change({ id: ticket }: RemoteReference, { status, assignee, seq, why }: TicketMove): Promise<void> {
    const timestamp = this.#now();
    // A ticket may be taken and closed more than once, so its place in the log, or else the time, tells one change from the next.
    await this.#tell(`${ticket}.${status}.${seq ?? timestamp}`, {
      type: "ticket.changed",
      timestamp,
      data: { ticket, status, assignee, why },
    });
  }

  async forget({ id: ticket }: RemoteReference): Promise<void> {
    await this.#tell(`${ticket}.erased`, { type: "ticket.erased", timestamp: this.#now(), data: { ticket } });
  }

  #now(): string {
    return new Date(this.#options.clock.now()).toISOString();
  }

  async #tell(id: string, told: TicketTold): Promise<unknown> {
    const { url, clock, fetching } = this.#options;
    const body = JSON.stringify(told);
    const headers = { "content-type": "application/json", ...this.#sign(id, new Date(clock.now()), body) };
    return (await callRemote(fetching, url, { method: "POST", headers, body })).body;
  }
}

/** What a signed webhook says. @param body as it came, byte for byte. */
export function readWebhookEvent(secrets: readonly string[], headers: Headers, body: string): Result<RemoteEvent, RemoteEventRejection> {
  const verified = verifyWebhook(secrets, headers, body);
  if (!verified.ok) return verified;
  const heard = TicketHeardSchema.safeParse(jsonIn(body));
  if (!heard.success)
    return fail({ reason: "malformed", detail: heard.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ") });
  const { type, data } = heard.data;
  const named = HandoffIdSchema.safeParse(data.ticket).success ? { handoff: data.ticket } : { remote: data.ticket };
  const about = { delivery: verified.value, ticket: named };
  switch (type) {
    case "ticket.replied":
      return ok({ ...about, type: "replied", id: `wh-${data.id}`, author: data.author, text: data.text });
    case "ticket.taken":
      return ok({ ...about, type: "taken", author: data.author });
    case "ticket.closed":
      return ok({ ...about, type: "closed", author: data.author });
  }
}
