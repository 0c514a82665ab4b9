/**
 * Zendesk Support as the place of the tickets (https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/). Creating is idempotent under the handoff's id for
 * as long as Zendesk keeps the key, two hours; after that `external_id` is looked up first. Comments have no key there: one that may have got through is looked for
 * in the ticket's audits. What the customer says goes in as an internal note, because a public comment would be mailed back to the customer.
 */
import { z } from "zod";
import type { Brief, RemoteReference } from "#contracts/tickets";
import type { Clock } from "#ports/clock";
import { type RemoteComment, type RemoteDesk, RemoteDeskError, type RemoteOpening } from "#ports/remote-desk";
import type { TicketMove } from "#ports/tickets";
import { callRemote, type Fetch, type RemoteAnswer } from "./remote-call.ts";

export type ZendeskOptions = {
  /** Such as https://verdanook.zendesk.com. */
  url: string;
  /** Agent whose token it is: comments are by this agent. */
  email: string;
  token: string;
  clock: Clock;
  fetching: Fetch;
};

const TicketSchema = z.object({ ticket: z.object({ id: z.int() }) });
const FoundSchema = z.object({ tickets: z.array(z.object({ id: z.int(), external_id: z.string().nullable() })) });
const AuditsSchema = z.object({
  audits: z.array(z.object({ metadata: z.object({ custom: z.looseObject({ edgedesk: z.string().optional() }).optional() }).optional() })),
});

/** Half an hour before Zendesk forgets the key. */
const keyIsKeptForMs = 90 * 60_000;
/** How many of the newest audits are looked through: a comment that may have got through is among the last few. */
const auditsLookedAt = 100;

export class ZendeskDesk implements RemoteDesk {
  readonly name = "zendesk";
  readonly #options: ZendeskOptions;

  constructor(options: ZendeskOptions) {
    this.#options = options;
  }

  async open(opening: RemoteOpening): Promise<Omit<RemoteReference, "desk">> {
    const isOld = this.#options.clock.now() - opening.openedAtMs > keyIsKeptForMs;
    const id = (isOld ? await this.#find(opening.handoff) : null) ?? (await this.#create(opening));
    return { id: String(id), number: `ZD-${id}`, url: `${this.#options.url}/agent/tickets/${id}` };
  }

  async comment(twin: RemoteReference, comment: RemoteComment, uncertain: boolean): Promise<void> {
    if (uncertain && (await this.#has(twin, comment.key))) return;
    await this.#update(twin, { comment: { body: wordsOf(comment), public: false } }, comment.key);
  }

  async change(twin: RemoteReference, move: TicketMove): Promise<void> {
    const { status, seq } = move;
    const key = seq === undefined ? undefined : `${status}.${seq}`;
    if (key !== undefined && (await this.#has(twin, key))) return;
    const comment = { body: changeWords(move), public: false };
    await this.#update(twin, { status: status === "closed" ? "solved" : "open", comment }, key);
  }

  /** Deleting a ticket moves it to a bin, from which it has to be deleted again. */
  async forget({ id }: RemoteReference): Promise<void> {
    await this.#call("DELETE", `/api/v2/tickets/${id}.json`, undefined, {}, [404]);
    await this.#call("DELETE", `/api/v2/deleted_tickets/${id}.json`, undefined, {}, [404]);
  }

  async #create(opening: RemoteOpening): Promise<number> {
    const { handoff, brief, reason, number, customer } = opening;
    // Without a verified address there is no requester to name: whoever typed it could have typed anybody's.
    const requester = customer?.email ? { requester: { name: customer.name ?? customer.email, email: customer.email } } : {};
    const tags = ["edgedesk", `reason_${reason}`, customer ? "customer_verified" : "customer_unverified"];
    const comment = { body: briefInWords(brief, number), public: false };
    const ticket = { subject: brief.title, comment, external_id: handoff, priority: brief.priority, tags, ...requester };
    const made = await this.#call("POST", "/api/v2/tickets.json", { ticket }, { "idempotency-key": handoff }, [400, 409]);
    if (made.status < 300) return parsed(TicketSchema, made).ticket.id;
    // The key is known with other words, or another try is under way: then the ticket is there, or soon.
    const there = await this.#find(handoff);
    if (there === null) throw new RemoteDeskError(`Zendesk refuses the ticket (${made.status})`);
    return there;
  }

  async #find(handoff: string): Promise<number | null> {
    const answer = await this.#call("GET", `/api/v2/tickets.json?external_id=${encodeURIComponent(handoff)}`);
    return parsed(FoundSchema, answer).tickets.find(({ external_id }) => external_id === handoff)?.id ?? null;
  }

  async #has({ id }: RemoteReference, key: string): Promise<boolean> {
    const answer = await this.#call("GET", `/api/v2/tickets/${id}/audits.json?sort_order=desc&per_page=${auditsLookedAt}`);
    return parsed(AuditsSchema, answer).audits.some(({ metadata }) => metadata?.custom?.edgedesk === key);
  }

  async #update({ id }: RemoteReference, change: object, key?: string): Promise<void> {
    const ticket = { ...change, ...(key === undefined ? {} : { metadata: { edgedesk: key } }) };
    await this.#call("PUT", `/api/v2/tickets/${id}.json`, { ticket });
  }

  #call(
    method: string,
    path: string,
    body?: object,
    more: Record<string, string> = {},
    accepted: readonly number[] = [],
  ): Promise<RemoteAnswer> {
    const { url, email, token, fetching } = this.#options;
    const headers = { authorization: `Basic ${btoa(`${email}/token:${token}`)}`, "content-type": "application/json", ...more };
    return callRemote(fetching, `${url}${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }, accepted);
  }
}

function parsed<T extends z.ZodType>(schema: T, { body }: RemoteAnswer): z.infer<T> {
  const read = schema.safeParse(body);
  if (!read.success) throw new RemoteDeskError("the answer of Zendesk is not what its documentation says");
  return read.data;
}

function changeWords({ status, assignee, why }: TicketMove): string {
  switch (status) {
    case "open":
      return "Back in the queue at Edgedesk: the customer waits for a person.";
    case "taken":
      return `${assignee ?? "Somebody"} answers this customer at Edgedesk.`;
    case "closed":
      return why === "settled"
        ? `${assignee ?? "Somebody"} has closed the conversation at Edgedesk.`
        : "Closed at Edgedesk: the assistant has the conversation again.";
  }
}

function wordsOf({ by, name, text }: RemoteComment): string {
  switch (by) {
    case "customer":
      return `The customer wrote in the chat:\n\n${text}`;
    case "operator":
      return `${name ?? "Somebody"} answered at Edgedesk:\n\n${text}`;
    case "system":
      return text;
  }
}

function briefInWords({ summary, category, wishes, tried }: Brief, number: string): string {
  const asked = wishes.map((wish) => `- ${wish}`).join("\n");
  const answers = tried.map(
    ({ question, answer, sources }) => `- ${question}\n  ${answer}${sources.length > 0 ? ` (${sources.join(", ")})` : ""}`,
  );
  return [
    summary,
    `Category: ${category}. Edgedesk ${number}.`,
    `In the customer's words:\n${asked}`,
    ...(answers.length > 0 ? [`What was tried:\n${answers.join("\n")}`] : []),
    "A public reply to this ticket is sent to the customer's chat; solving it gives the chat back to the assistant.",
  ].join("\n\n");
}
