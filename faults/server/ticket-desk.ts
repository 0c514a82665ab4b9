/**
 * A ticket desk of somebody else, in the campaign's own process: no kill reaches it, so what it holds is the truth about how many tickets were opened. It
 * fails in the ways that such desks fail, and can be told to ignore idempotency keys.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { HandoffReasonSchema } from "#contracts/events";
import { BriefSchema, type Ticket, TicketChangeSchema, TicketStatusSchema } from "#contracts/tickets";
import type { Dice } from "../dice.ts";
import type { Roll } from "../plan.ts";
import { portOf } from "./cutting-proxy.ts";

const slowMs = 1_500;
/** Longer than anybody waits for an answer. */
const silenceMs = 6_000;

const RequestSchema = z.object({ handoff: z.string(), conversation: z.string(), reason: HandoffReasonSchema, brief: BriefSchema });
const ChangeSchema = z.object({ status: TicketStatusSchema, assignee: TicketChangeSchema.shape.operator.nullable() });

export class OutsideDesk {
  /** Every ticket that was ever opened, oldest first. */
  readonly tickets: Ticket[] = [];
  honoursKeys = true;
  dice: Dice | null = null;
  url = "";
  readonly #onRoll: (roll: Roll) => void;
  readonly #byKey = new Map<string, Ticket>();
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch(() => response.destroy());
  });

  constructor(onRoll: (roll: Roll) => void) {
    this.#onRoll = onRoll;
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${portOf(this.#server.address())}`;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.url);
    const body = await text(request);
    if (request.method === "POST") return this.#open(String(request.headers["idempotency-key"]), body, response);
    const ticket = this.tickets.find(({ id }) => id === url.pathname.split("/")[2]);
    if (!ticket) return reply(response, 404, {});
    if (request.method === "PATCH") Object.assign(ticket, ChangeSchema.parse(JSON.parse(body)), { changedAt: new Date().toISOString() });
    return reply(response, 200, ticket);
  }

  async #open(key: string, body: string, response: ServerResponse): Promise<void> {
    const fault = this.dice?.roll("desk") ?? null;
    this.#onRoll({ site: "desk", fault });
    if (fault === "error") return reply(response, 500, {});
    if (fault === "silence") {
      await sleep(silenceMs);
      return reply(response, 504, {});
    }
    if (fault === "slow") await sleep(slowMs);
    const ticket = (this.honoursKeys ? this.#byKey.get(key) : undefined) ?? this.#commit(key, body);
    if (fault === "done_then_error") return reply(response, 500, {});
    if (fault === "cut") return void response.destroy();
    return reply(response, 201, ticket);
  }

  #commit(key: string, body: string): Ticket {
    const id = String(this.tickets.length + 1);
    const at = new Date().toISOString();
    const ticket: Ticket = {
      ...RequestSchema.parse(JSON.parse(body)),
      id,
      number: `OUT-${id}`,
      status: "open",
      assignee: null,
      openedAt: at,
      changedAt: at,
    };
    this.tickets.push(ticket);
    this.#byKey.set(key, ticket);
    return ticket;
  }
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
