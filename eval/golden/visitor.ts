/** One customer in a conversation of their own, over HTTP the way a page does: says something, waits for the end of the turn, reads the log. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { ConversationStartedSchema, EventsPageSchema } from "#contracts/conversations";
import type { ConversationEvent } from "#contracts/events";
import type { ConversationState } from "#domain/ownership";

/** What came back for one thing that the customer did. `kind` is "failed" when a turn ended in a failure and "nothing" when nobody answered. */
export type Reply = {
  kind: string;
  text: string;
  /** As cited, in order: `article#section`. */
  citations: { article: string; section: string }[];
  /** Null where the reply does not say it. */
  intent: string | null;
  state: ConversationState;
  ms: number;
};

/** A ticket takes a queue and a workflow; what takes longer has gone wrong. */
const ticketWithinMs = 20_000;

export class Visitor {
  /** The conversation's. */
  readonly id: string;
  readonly #url: string;
  readonly #token: string;
  #cursor = 0;
  #lastTurn: string | null = null;
  #ticket: string | null = null;
  #state: ConversationState = "ai";

  private constructor(id: string, url: string, token: string) {
    this.id = id;
    this.#url = url;
    this.#token = token;
  }

  /** @param desk scheme and host. @param customer a sample customer of the demo shop, as whom the visitor is signed in. */
  static async arrive(desk: string, customer?: string): Promise<Visitor> {
    const headers = { "content-type": "application/json" };
    const body = customer === undefined ? {} : await signedIn(desk, customer);
    const response = await fetch(`${desk}/v1/conversations`, { method: "POST", headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`no conversation could be begun: ${response.status} ${await response.text()}`);
    const { id, token } = ConversationStartedSchema.parse(await response.json());
    return new Visitor(id, `${desk}/v1/conversations/${id}`, token);
  }

  async say(text: string): Promise<Reply> {
    const startedMs = performance.now();
    // The stream ends with the turn.
    await this.#post("/messages", { id: randomUUID(), text }, { accept: "text/event-stream" });
    return this.#reply(performance.now() - startedMs);
  }

  async pressHandoff(): Promise<Reply> {
    const startedMs = performance.now();
    await this.#post("/handoff");
    return this.#reply(performance.now() - startedMs);
  }

  /** Rates the last answer. */
  async rate(rating: "up" | "down"): Promise<void> {
    await this.#post("/feedback", { turn: this.#lastTurn, rating });
  }

  /** Number of the ticket that is open, once it is; null when none comes. */
  async ticket(): Promise<string | null> {
    const giveUpMs = performance.now() + ticketWithinMs;
    while (this.#ticket === null && performance.now() < giveUpMs) {
      await this.#read();
      if (this.#ticket === null) await sleep(50);
    }
    return this.#ticket;
  }

  /** Whether a ticket has been asked for. */
  get waits(): boolean {
    return this.#state === "waiting" || this.#state === "human";
  }

  async #reply(ms: number): Promise<Reply> {
    const events = await this.#read();
    const said = events.findLast((event) => event.type === "answer.completed" || event.type === "handoff.requested");
    const failed = events.some((event) => event.type === "turn.failed");
    const reply = { citations: [], intent: null, state: this.#state, ms };
    if (failed || said === undefined) return { ...reply, kind: failed ? "failed" : "nothing", text: "" };
    if (said.type === "handoff.requested") return { ...reply, kind: "handoff", text: said.text };
    const citations = said.citations.map(({ article, section }) => ({ article, section }));
    return { ...reply, kind: said.kind, text: said.text, citations, intent: said.intent };
  }

  /** What is new in the log. */
  async #read(): Promise<ConversationEvent[]> {
    const response = await fetch(`${this.#url}/events?after=${this.#cursor}&limit=500`, { headers: this.#headers() });
    if (!response.ok) throw new Error(`the log cannot be read: ${response.status} ${await response.text()}`);
    const { events, next, state } = EventsPageSchema.parse(await response.json());
    this.#cursor = next;
    this.#state = state;
    for (const { event } of events) {
      if (event.type === "turn.started") this.#lastTurn = event.turn;
      if (event.type === "ticket.opened") this.#ticket = event.ticket.number;
    }
    return events.map(({ event }) => event);
  }

  async #post(path: string, body?: object, headers: Record<string, string> = {}): Promise<void> {
    const response = await fetch(`${this.#url}${path}`, {
      method: "POST",
      headers: { ...this.#headers(), ...headers, ...(body && { "content-type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} was refused: ${response.status} ${problemIn(text)}`);
  }

  #headers(): Record<string, string> {
    return { authorization: `Bearer ${this.#token}` };
  }
}

async function signedIn(desk: string, customer: string): Promise<{ identity: string }> {
  const response = await fetch(`${desk}/demo/sign-in`, { method: "POST", body: JSON.stringify({ customer }) });
  if (!response.ok) throw new Error(`nobody can sign in as ${customer}: ${response.status} ${await response.text()}`);
  return z.object({ identity: z.string() }).parse(await response.json());
}

const ProblemSchema = z.object({ title: z.string(), detail: z.string().default("") });

function problemIn(text: string): string {
  try {
    const { title, detail } = ProblemSchema.parse(JSON.parse(text));
    return `${title} ${detail}`;
  } catch {
    return text;
  }
}
