/**
 * Zendesk Support as far as its documentation tells it (https://developer.zendesk.com/api-reference/ticketing/): basic authentication with an API token, creation under an
 * idempotency key that is kept for two hours and refuses other words, `external_id` that is not unique, comments with audits, a bin that deleted tickets go to first, 429
 * with Retry-After; and event webhooks signed as documented. Only what we use.
 */
import { z } from "zod";
import type { ManualClock } from "../fakes/manual-clock.ts";

const TicketBodySchema = z.object({
  ticket: z.object({
    subject: z.string().optional(),
    external_id: z.string().optional(),
    priority: z.enum(["urgent", "high", "normal", "low"]).optional(),
    status: z.enum(["new", "open", "pending", "hold", "solved", "closed"]).optional(),
    tags: z.array(z.string()).optional(),
    requester: z.object({ name: z.string(), email: z.string() }).optional(),
    comment: z.object({ body: z.string().min(1), public: z.boolean() }).optional(),
    metadata: z.record(z.string(), z.unknown()).optional(),
  }),
});
type Change = z.infer<typeof TicketBodySchema>["ticket"];

export type ZendeskTicket = Change & { id: number; comments: { body: string; public: boolean }[]; audits: unknown[] };

/** An event webhook, as it is sent. */
export type ZendeskRequest = { method: "POST"; body: string; headers: Record<string, string> };

/** What goes wrong with the next calls, one each. `after`: the work is done, and then the answer is lost. */
export type ZendeskFault = "before" | "after" | "busy" | "nonsense";

const keyKeptMs = 2 * 60 * 60_000;

export class ZendeskDouble {
  readonly tickets = new Map<number, ZendeskTicket>();
  readonly bin = new Set<number>();
  readonly faults: ZendeskFault[] = [];
  readonly email = "mara@verdanook.example";
  readonly token = "a-token-of-the-tests";
  calls = 0;
  readonly #now: () => number;
  readonly #keys = new Map<string, { at: number; body: string; id: number }>();
  #next = 35_000;

  constructor(clock: Pick<ManualClock, "now">) {
    this.#now = () => clock.now();
  }

  readonly fetch = async (url: string, init: RequestInit = {}): Promise<Response> => {
    this.calls += 1;
    const fault = this.faults.shift();
    if (fault === "before") throw new TypeError("connection reset");
    if (fault === "busy") return new Response("", { status: 429, headers: { "retry-after": "7" } });
    const response = this.#answer(new URL(url), init);
    if (fault === "after") throw new TypeError("connection reset");
    return fault === "nonsense" ? new Response("<html>maintenance</html>", { status: 200 }) : response;
  };

  withHandoff(handoff: string): ZendeskTicket[] {
    return [...this.tickets.values()].filter(({ external_id }) => external_id === handoff);
  }

  /** The request of an event webhook. */
  async event(secret: string, ticket: ZendeskTicket, type: string, event: object, id = crypto.randomUUID()): Promise<ZendeskRequest> {
    const body = JSON.stringify({
      account_id: 1,
      id,
      type: `zen:event-type:ticket.${type}`,
      subject: `zen:ticket:${ticket.id}`,
      time: new Date(this.#now()).toISOString(),
      zendesk_event_version: "2022-11-06",
      detail: { id: String(ticket.id), external_id: ticket.external_id ?? null, status: (ticket.status ?? "new").toUpperCase() },
      event: { meta: { sequence: { id: "1", position: 1 } }, ...event },
    });
    const timestamp = new Date(this.#now()).toISOString();
    return { method: "POST", body, headers: await signed(secret, timestamp, body) };
  }

  #answer(url: URL, init: RequestInit): Response {
    const headers = new Headers(init.headers);
    if (headers.get("authorization") !== `Basic ${btoa(`${this.email}/token:${this.token}`)}`)
      return json(401, { error: "Couldn't authenticate you" });
    const path = url.pathname.replace(/\.json$/, "");
    const [, id = "", rest = ""] = /^\/api\/v2\/(?:deleted_)?tickets\/(\d+)(\/audits)?$/.exec(path) ?? [];
    const ticket = this.tickets.get(Number(id));
    const body = typeof init.body === "string" ? init.body : "";
    if (path === "/api/v2/tickets" && init.method === "POST") return this.#create(body, headers.get("idempotency-key"));
    if (path === "/api/v2/tickets") return json(200, { tickets: this.withHandoff(url.searchParams.get("external_id") ?? ""), count: 0 });
    if (path.startsWith("/api/v2/deleted_tickets/")) return this.bin.delete(Number(id)) ? json(200, { job_status: {} }) : notFound();
    if (!ticket) return notFound();
    if (rest === "/audits") return json(200, { audits: ticket.audits.toReversed(), count: ticket.audits.length });
    if (init.method === "PUT") return this.#update(ticket, body);
    if (init.method !== "DELETE") return json(200, { ticket });
    this.tickets.delete(ticket.id);
    this.bin.add(ticket.id);
    return new Response(null, { status: 204 });
  }

  #create(body: string, key: string | null): Response {
    const known = key === null ? undefined : this.#keys.get(key);
    if (known && this.#now() - known.at < keyKeptMs) {
      return known.body === body ? json(201, { ticket: this.tickets.get(known.id) }) : json(400, { error: "IdempotentRequestError" });
    }
    const read = TicketBodySchema.safeParse(JSON.parse(body));
    if (!read.success || !read.data.ticket.comment) return json(422, { error: "RecordInvalid" });
    const id = ++this.#next;
    const ticket: ZendeskTicket = { ...read.data.ticket, id, status: "new", comments: [], audits: [] };
    this.tickets.set(id, ticket);
    this.#apply(ticket, read.data.ticket);
    if (key !== null) this.#keys.set(key, { at: this.#now(), body, id });
    return json(201, { ticket });
  }

  #update(ticket: ZendeskTicket, body: string): Response {
    const read = TicketBodySchema.safeParse(JSON.parse(body));
    if (!read.success) return json(422, { error: "RecordInvalid" });
    this.#apply(ticket, read.data.ticket);
    return json(200, { ticket });
  }

  #apply(ticket: ZendeskTicket, { comment, status, metadata }: Change): void {
    if (status) ticket.status = status;
    if (comment) ticket.comments.push(comment);
    ticket.audits.push({ id: ticket.audits.length + 1, metadata: { system: {}, custom: metadata ?? {} }, events: [] });
  }
}

async function signed(secret: string, timestamp: string, body: string): Promise<Record<string, string>> {
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const signature = new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(timestamp + body)));
  return {
    "content-type": "application/json",
    "x-zendesk-webhook-signature": btoa(String.fromCharCode(...signature)),
    "x-zendesk-webhook-signature-timestamp": timestamp,
  };
}

const json = (status: number, body: object): Response => Response.json(body, { status });
const notFound = (): Response => json(404, { error: "RecordNotFound" });
