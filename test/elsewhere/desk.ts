/** The Worker as it would be deployed, with tickets elsewhere, and a customer of it over HTTP. */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { bundleWorker } from "../../bench/desk/bundle.ts";
import { operatorToken, runDesk } from "../../bench/desk/run-desk.ts";
import { build } from "../../scripts/build.ts";
import { repository } from "../../scripts/repository.ts";
import { EventsPageSchema } from "#contracts/conversations";
import type { ConversationEvent } from "#contracts/events";
import { TicketListSchema } from "#contracts/tickets";

export type ElsewhereDesk = { url: string; stop(): Promise<void> };

/** @param onLog takes every line of the Worker's log. */
export async function deskWith(
  vars: Readonly<Record<string, string>>,
  onLog: (line: string) => void = () => undefined,
): Promise<ElsewhereDesk> {
  await build();
  const folder = mkdtempSync(join(tmpdir(), "edgedesk-elsewhere-"));
  const clear = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    const mainModule = await bundleWorker(repository, join(folder, "bundle"));
    const desk = await runDesk({ checkout: repository, mainModule, state: join(folder, "state"), vars, onLog });
    return { url: desk.url, stop: () => desk.stop().finally(clear) };
  } catch (error) {
    clear();
    throw error;
  }
}

const StartedSchema = z.object({ id: z.string(), token: z.string() });

/** A customer who waits for events instead of for time: `until` asks again until the log has what is looked for. */
export class Customer {
  readonly id: string;
  readonly #url: string;
  readonly #token: string;

  private constructor(url: string, { id, token }: z.infer<typeof StartedSchema>) {
    this.id = id;
    this.#url = url;
    this.#token = token;
  }

  /** @param identity for which the host site has vouched. */
  static async arrive(url: string, identity?: string): Promise<Customer> {
    const response = await fetch(`${url}/v1/conversations`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ identity }),
    });
    return new Customer(url, StartedSchema.parse(await response.json()));
  }

  async say(text: string): Promise<void> {
    await this.#ask("POST", "/messages", { id: randomUUID(), text });
  }

  async askForPerson(): Promise<void> {
    await this.#ask("POST", "/handoff");
  }

  async confirm(proposal: string): Promise<void> {
    await this.#ask("POST", "/confirm", { proposal, accept: true });
  }

  async leaveContact(email: string): Promise<void> {
    await this.#ask("POST", "/contact", { email });
  }

  async close(): Promise<void> {
    await this.#ask("POST", "/close");
  }

  async rate(score: number): Promise<void> {
    await this.#ask("POST", "/rating", { score });
  }

  async erase(): Promise<void> {
    await this.#ask("DELETE", "");
  }

  async until<T extends ConversationEvent["type"]>(type: T, count = 1): Promise<Extract<ConversationEvent, { type: T }>[]> {
    return eventually(async () => {
      const { events } = EventsPageSchema.parse(await (await this.#ask("GET", "/events?limit=500")).json());
      const found = events.flatMap(({ event }) => (isOf(event, type) ? [event] : []));
      return found.length >= count ? found : undefined;
    });
  }

  async state(): Promise<string> {
    return EventsPageSchema.parse(await (await this.#ask("GET", "/events?limit=500")).json()).state;
  }

  async #ask(method: string, path: string, body?: object): Promise<Response> {
    const headers = { authorization: `Bearer ${this.#token}`, "content-type": "application/json" };
    const response = await fetch(`${this.#url}/v1/conversations/${this.id}${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }
}

const asOperator = { authorization: `Bearer ${operatorToken}`, "content-type": "application/json" };

/** What a person of the desk does in a conversation: take, give-back, settle. */
export async function atDesk(url: string, { id }: Customer, verb: string, body: object): Promise<void> {
  const response = await fetch(`${url}/v1/conversations/${id}/${verb}`, {
    method: "POST",
    headers: asOperator,
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${verb}: ${response.status} ${await response.text()}`);
}

export async function ticketsOf(url: string) {
  const response = await fetch(`${url}/v1/tickets`, { headers: asOperator });
  return TicketListSchema.parse(await response.json()).tickets;
}

/** Asks until there is an answer; the test's own limit ends one that never comes. */
export async function eventually<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

function isOf<T extends ConversationEvent["type"]>(event: ConversationEvent, type: T): event is Extract<ConversationEvent, { type: T }> {
  return event.type === type;
}
