/** A company's own ticket system behind signed webhooks, as Standard Webhooks asks of a receiver: it checks the signature and deduplicates by `webhook-id`. */
import { Webhook } from "standardwebhooks";
import { type TicketTold, TicketToldSchema } from "#contracts/ticket-webhooks";

export type ReceiverFault = "before" | "after" | "busy";

export class WebhookReceiver {
  readonly secret = `whsec_${btoa("a-secret-of-the-tests-and-of-nothing-else")}`;
  /** What was told, each once. */
  readonly told: TicketTold[] = [];
  readonly faults: ReceiverFault[] = [];
  calls = 0;
  /** Has ids of its own; else it answers with an empty body. */
  readonly #names: boolean;
  readonly #seen = new Map<string, string>();

  constructor({ names = true }: { names?: boolean } = {}) {
    this.#names = names;
  }

  readonly fetch = async (_url: string, init: RequestInit = {}): Promise<Response> => {
    this.calls += 1;
    const fault = this.faults.shift();
    if (fault === "before") throw new TypeError("connection reset");
    if (fault === "busy") return new Response("", { status: 503 });
    const body = typeof init.body === "string" ? init.body : "";
    const headers = Object.fromEntries(new Headers(init.headers));
    const told = TicketToldSchema.parse(new Webhook(this.secret).verify(body, headers));
    const id = headers["webhook-id"] ?? "";
    const answer = this.#seen.get(id) ?? this.#take(told);
    this.#seen.set(id, answer);
    if (fault === "after") throw new TypeError("connection reset");
    return new Response(answer, { status: 200 });
  };

  #take(told: TicketTold): string {
    this.told.push(told);
    if (told.type !== "ticket.opened" || !this.#names) return "";
    const n = 7_000 + this.told.length;
    return JSON.stringify({ id: `case-${n}`, number: `CASE-${n}`, url: `https://cases.verdanook.example/${n}` });
  }
}
