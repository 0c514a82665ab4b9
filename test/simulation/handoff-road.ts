/** The road from outbox to ticket with everything that goes wrong on it: a queue that loses and repeats, workflows that die at a step, a desk that fails after it has opened. */
import { RecordedWorkflows } from "#adapters/operations/recorded-workflows";
import { WorkersWorkflows } from "#adapters/platform/workers-workflows";
import type { HandoffMessage } from "#contracts/handoffs";
import type { Ticket } from "#contracts/tickets";
import { consumeHandoffs } from "#escalation/consume-handoffs";
import { type HandoffPorts, runHandoff } from "#escalation/run-handoff";
import type { FollowingPorts } from "#escalation/follow-conversation";
import type { TellingPorts } from "#escalation/tell-twin";
import type { HandoffQueue } from "#ports/handoff-queue";
import type { Forgetful, Remains } from "#ports/remains";
import type { TicketDesk } from "#ports/tickets";
import { MemoryLedger } from "../fakes/memory-ledger.ts";
import { MemoryTickets } from "../fakes/memory-tickets.ts";
import { silentTelemetry as telemetry } from "../fakes/silent-telemetry.ts";
import type { Life } from "./object-host.ts";
import { SimulatedWorkflows } from "./workflows.ts";
import type { World } from "./world.ts";

/** As wrangler.toml sets it. */
const maxRetries = 10;

export class HandoffRoad {
  readonly workflows: RecordedWorkflows;
  readonly ledger: MemoryLedger;
  readonly engine: SimulatedWorkflows;
  readonly desk: TicketDesk;
  /** Every ticket that was ever opened, in the order of opening. */
  readonly opened: Ticket[] = [];
  readonly deadLetters: HandoffMessage[] = [];
  readonly #world: World;
  readonly #conversations: (TellingPorts & FollowingPorts)["conversations"];
  readonly #tickets: MemoryTickets;
  /** Erased conversations, and what holds something of them. */
  readonly #erasures = new Map<string, readonly Forgetful[]>();
  /** Messages in the queue forget themselves when this changes. */
  #memory = 0;

  constructor(world: World, conversations: HandoffPorts["conversations"] & (TellingPorts & FollowingPorts)["conversations"]) {
    this.#conversations = conversations;
    this.#world = world;
    this.#tickets = new MemoryTickets({ clock: clockOf(world) });
    this.desk = this.#faultyDesk();
    this.ledger = new MemoryLedger({ clock: clockOf(world) });
    const ports = { conversations, tickets: this.desk, telemetry, ledger: this.ledger };
    this.engine = new SimulatedWorkflows(world, (message, instance, steps) => runHandoff(message, instance, steps, ports));
    this.workflows = new RecordedWorkflows({ workflows: new WorkersWorkflows(this.engine), ledger: this.ledger });
  }

  queueOf(life: Life, out: (send: () => void) => void): HandoffQueue {
    const { timeline, dice } = this.#world;
    return {
      send: (message) =>
        new Promise((resolve, reject) => {
          out(() => {
            const { faults } = this.#world;
            const refused = dice.under(faults.queueRefuses);
            const copies = refused || dice.under(faults.queueLoses) ? 0 : dice.under(faults.queueDoubles) ? 2 : 1;
            timeline.say("queue", `${refused ? "refuses" : `takes ${copies} of`} ${message.handoff}`);
            for (let i = 0; i < copies; i++) this.#carry(message, 1, dice.between(5, 400));
            timeline.after(dice.between(1, 30), () => {
              if (life.isOver) return;
              if (refused) reject(new Error("the queue takes nothing"));
              else resolve();
            });
          });
        }),
    };
  }

  /** Of one life: makes desk, ledger and workflows forget the conversation, and `others`. */
  remainsOf(life: Life, others: readonly Forgetful[], out: (send: () => void) => void): Pick<Remains, "clear"> {
    const clear = async (conversation: string, handoffs: readonly string[]): Promise<void> => {
      // Written down first: what fails below is still swept.
      this.#erasures.set(conversation, [this.#tickets, this.ledger, ...others]);
      await Promise.all(handoffs.map((handoff) => this.workflows.settle(handoff)));
      for (const store of [this.desk, this.ledger, ...others]) await store.forget(conversation);
    };
    return {
      clear: (conversation, handoffs) =>
        new Promise((resolve, reject) => {
          out(() => {
            clear(conversation, handoffs).then(
              () => !life.isOver && resolve(),
              (error: unknown) => !life.isOver && reject(error instanceof Error ? error : new Error(String(error))),
            );
          });
        }),
    };
  }

  /** The job of the clock that comes an hour after an erasure, for what was on its way then (src/scheduled/sweep-erased.ts): the ticket of a workflow that died when it had opened it. */
  async sweep(): Promise<void> {
    for (const [conversation, stores] of this.#erasures) await Promise.all(stores.map((store) => store.forget(conversation)));
  }

  /** What is in the queue is lost, as in local development when the process dies. */
  forgetQueue(): void {
    this.#memory += 1;
    this.#world.timeline.say("queue", "forgets");
  }

  /** The tickets that the desk has now. */
  async tickets(): Promise<Ticket[]> {
    return (await this.#tickets.list({ limit: 100 })).tickets;
  }

  #carry(message: HandoffMessage, attempts: number, delayMs: number): void {
    const { timeline } = this.#world;
    const memory = this.#memory;
    const sentAtMs = clockOf(this.#world).now();
    timeline.after(delayMs, () => {
      if (memory !== this.#memory) return;
      const retry = ({ delaySeconds }: { delaySeconds: number }): void => {
        if (attempts <= maxRetries) return this.#carry(message, attempts + 1, delaySeconds * 1_000);
        this.deadLetters.push(message);
        timeline.say("queue", `gives ${message.handoff} up`);
      };
      void consumeHandoffs(
        { messages: [{ body: message, attempts, timestamp: new Date(sentAtMs), ack: () => undefined, retry }] },
        { workflows: this.workflows, telemetry, clock: clockOf(this.#world), conversations: this.#conversations, tickets: this.desk },
      );
    });
  }

  #faultyDesk(): TicketDesk {
    const { timeline, dice } = this.#world;
    const slowly = <T>(name: string, work: () => Promise<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        const fail = (when: string): void => {
          timeline.say("desk", `${name} fails ${when}`);
          reject(new Error(`the desk fails ${when}`));
        };
        timeline.after(dice.between(1, 200), () => {
          if (dice.under(this.#world.faults.deskFailsBefore)) return fail("before it has worked");
          void work().then((value) => {
            const failsAfter = dice.under(this.#world.faults.deskFailsAfter);
            timeline.after(dice.between(1, 200), () => (failsAfter ? fail("after it has worked") : resolve(value)));
          });
        });
      });
    return {
      open: (request) =>
        slowly("open", async () => {
          const before = (await this.#tickets.list({ limit: 100 })).tickets.length;
          // The negative control: each request gets a ticket of its own.
          const handoff = this.#world.breaks === "key_ignored" ? `${request.handoff}.${this.opened.length}` : request.handoff;
          const ticket = await this.#tickets.open({ ...request, handoff });
          if ((await this.#tickets.list({ limit: 100 })).tickets.length > before) {
            this.opened.push({ ...ticket, handoff: request.handoff });
            timeline.say("desk", `opens ${ticket.number} for ${request.handoff}`);
          }
          return ticket;
        }),
      get: (id) => slowly("get", () => this.#tickets.get(id)),
      list: (query) => slowly("list", () => this.#tickets.list(query)),
      change: (id, change) => slowly("change", () => this.#tickets.change(id, change)),
      counts: () => slowly("counts", () => this.#tickets.counts()),
      forget: (conversation) => slowly("forget", () => this.#tickets.forget(conversation)),
    };
  }
}

const clockOf = ({ timeline }: World) => ({
  now: () => timeline.nowMs,
  sleep: (ms: number) => new Promise<void>((resolve) => void timeline.after(ms, resolve)),
  after: (ms: number, work: () => void) => timeline.after(ms, work),
});
