/** A person at the desk: takes a ticket, writes, closes it, in the order in which the desk's routes do it, and tries again when a call is lost. */
import type { Ticket } from "#contracts/tickets";
import type { ConversationClient } from "#ports/conversations";
import type { HandoffRoad } from "./handoff-road.ts";
import type { World } from "./world.ts";

export type OperatorClient = Pick<ConversationClient, "takeOver" | "giveBack" | "reply" | "settle">;

const name = "Ada";
const patience = 200;

export class Operator {
  readonly #world: World;
  readonly #road: HandoffRoad;
  readonly #client: OperatorClient;
  /** Tickets that were closed, by whomever. */
  readonly closed = new Set<string>();

  constructor(world: World, road: HandoffRoad, client: OperatorClient) {
    this.#world = world;
    this.#road = road;
    this.#client = client;
  }

  /** Looks at the queue every now and then, and works off what is there. */
  async work(): Promise<void> {
    for (;;) {
      await this.#wait(3_000);
      const list = await this.#until("looks at the queue", () => this.#road.desk.list({ limit: 50 }));
      for (const ticket of list.tickets) {
        // Some close by themselves, because their conversation has gone on without them.
        if (ticket.status === "closed") this.closed.add(ticket.id);
        else await this.#handle(ticket);
      }
    }
  }

  /** Somebody joins without waiting for a ticket, in the middle of whatever the agents do. */
  async barge(): Promise<void> {
    const taken = await this.#until("barges in", () => this.#client.takeOver(name));
    if (!taken.ok) return;
    await this.#say("barge");
    await this.#wait(2_000);
    await this.#until("leaves", () => this.#client.giveBack(name));
  }

  async #handle(ticket: Ticket): Promise<void> {
    const taken = await this.#until(`takes ${ticket.number}`, () => this.#client.takeOver(name));
    if (taken.ok) {
      await this.#until("notes it", () => this.#road.desk.change(ticket.id, { status: "taken", assignee: name }));
      await this.#say(ticket.id);
      await this.#wait(2_000);
    }
    if (this.#world.dice.under(0.3))
      await this.#until("closes for good", () => this.#client.settle({ operator: name, reason: "resolved" }));
    await this.#until("gives back", () => this.#client.giveBack(name));
    await this.#until("closes", () => this.#road.desk.change(ticket.id, { status: "closed", assignee: name }));
    await this.#until("settles", () => this.#road.workflows.settle(ticket.handoff));
    this.closed.add(ticket.id);
  }

  async #say(about: string): Promise<void> {
    await this.#until("replies", () => this.#client.reply({ id: `reply-${about}`, text: "I look into it.", operator: name }));
  }

  async #until<T>(what: string, work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        const value = await work();
        this.#world.timeline.say("operator", what);
        return value;
      } catch (error) {
        if (attempt === patience) throw error;
        await this.#wait(1_000);
      }
    }
  }

  #wait(ms: number): Promise<void> {
    const { timeline, dice } = this.#world;
    return new Promise((resolve) => void timeline.after(dice.between(ms / 2, ms), resolve));
  }
}
