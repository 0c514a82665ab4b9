/** Everything that a phase of the campaign works with: server, line, ticket desk, dice, and what was counted. */
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import { type Ticket, TicketListSchema } from "#contracts/tickets";
import { makeDice, randomUnits } from "./dice.ts";
import { get } from "./check/read-log.ts";
import { type Chances, faultPlan, type Roll } from "./plan.ts";
import { type CuttingProxy, openCuttingProxy } from "./server/cutting-proxy.ts";
import { OutsideProvider } from "./server/provider.ts";
import { Server } from "./server/server.ts";
import { OutsideDesk } from "./server/ticket-desk.ts";

export type RigOptions = {
  mainModule: string;
  /** States of all phases lie in it. */
  folder: string;
  seed: number;
  /** Whose tickets: those of a desk outside of the killed tree, or the embedded ones in D1. */
  tickets: "outside" | "embedded";
  /** The agents have models, of a provider outside of the killed tree. */
  models: boolean;
};

/** Calls and faults by place and kind. */
export type Counted = { calls: Map<string, number>; faults: Map<string, number> };

export class Rig {
  readonly unit: () => number;
  readonly counted: Counted = { calls: new Map(), faults: new Map() };
  readonly desk = new OutsideDesk((roll) => this.#count(roll));
  readonly #provider = new OutsideProvider((roll) => this.#count(roll));
  kills = 0;
  readonly #options: RigOptions;
  readonly #proxy: CuttingProxy;
  #server: Server | null = null;
  #chances: Chances = {};

  private constructor(options: RigOptions, proxy: CuttingProxy) {
    this.#options = options;
    this.#proxy = proxy;
    this.unit = randomUnits(options.seed);
  }

  /** A fresh state and a server over it, which nothing disturbs yet. */
  static async open(options: RigOptions): Promise<Rig> {
    const rig: Rig = new Rig(options, await openCuttingProxy((roll) => rig.#count(roll)));
    await Promise.all([rig.desk.open(), rig.#provider.open()]);
    rig.#server = new Server({
      mainModule: options.mainModule,
      state: mkdtempSync(join(options.folder, "state-")),
      ticketDesk: options.tickets === "outside" ? rig.desk.url : "",
      provider: options.models ? rig.#provider.url : "",
      onRoll: (roll) => rig.#count(roll),
    });
    await rig.#start();
    return rig;
  }

  /** Through the line, for clients. */
  get url(): string {
    return this.#proxy.url;
  }

  /** Past the line, for the checker. */
  get directUrl(): string {
    return this.#running().url;
  }

  get pid(): number {
    return this.#running().pid;
  }

  /** Kills the whole tree, leaves it dead for `deadMs`, and starts it again over the same state. */
  async kill(deadMs = 0): Promise<void> {
    this.#proxy.leadTo(null);
    await this.#running().kill();
    this.kills += 1;
    await sleep(deadMs);
    await this.#start();
  }

  /** From now on these faults happen. The Worker learns of them by being killed and started. */
  async disturb(chances: Chances): Promise<void> {
    this.#chances = chances;
    await this.kill();
  }

  async close(): Promise<void> {
    await this.#running().end();
    await this.#proxy.close();
    await Promise.all([this.desk.close(), this.#provider.close()]);
  }

  async tickets(): Promise<readonly Ticket[]> {
    if (this.#options.tickets === "outside") return this.desk.tickets;
    const tickets: Ticket[] = [];
    for (let before: string | null = ""; before !== null;) {
      const page: z.infer<typeof TicketListSchema> = await get(
        `${this.directUrl}/v1/tickets?limit=100${before === "" ? "" : `&before=${before}`}`,
        TicketListSchema,
      );
      tickets.push(...page.tickets);
      before = page.next;
    }
    return tickets;
  }

  async #start(): Promise<void> {
    const plan = faultPlan(this.#options.seed, this.#chances);
    await this.#running().start(plan);
    const outside = makeDice({ ...plan, seed: plan.seed + this.kills });
    this.desk.dice = outside;
    this.#provider.dice = outside;
    this.#proxy.throwWith(outside);
    this.#proxy.leadTo(this.#running().url);
  }

  #running(): Server {
    if (!this.#server) throw new Error("the rig has no server yet");
    return this.#server;
  }

  /** Once the faults have stopped, calls are no longer counted: they would thin out the share of those that met one. */
  #count({ site, fault }: Roll): void {
    if (Object.keys(this.#chances).length === 0) return;
    add(this.counted.calls, site);
    if (fault !== null) add(this.counted.faults, `${site}: ${fault}`);
  }
}

const add = (counts: Map<string, number>, what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
