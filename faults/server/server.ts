/**
 * The server of a campaign: started, killed with everything below it, started again over the same state. Its tickets and logs are counted out here, where
 * no kill reaches.
 */
import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { z } from "zod";
import { killTree } from "../../scripts/process-tree.ts";
import { repository } from "../../scripts/repository.ts";
import { type FaultPlan, type Roll, RollSchema } from "../plan.ts";
import { type Order, ReportSchema } from "./order.ts";

const readyWithinMs = 60_000;

/** `provider`: base of the provider of models; empty: none. */
export type ServerOptions = { mainModule: string; state: string; ticketDesk: string; provider: string; onRoll: (roll: Roll) => void };

export class Server {
  readonly #options: ServerOptions;
  #child: ChildProcess | null = null;
  /** The next server process, which has read its modules already: what is measured and killed is the desk, not the start of Node. */
  #spare: ChildProcess = forkServer();
  #starts = 0;
  url = "";
  pid = 0;

  constructor(options: ServerOptions) {
    this.#options = options;
  }

  /** Every start throws its dice anew. */
  async start(plan: FaultPlan): Promise<void> {
    const { mainModule, state, ticketDesk, provider } = this.#options;
    const faults = { ...plan, seed: plan.seed + this.#starts };
    const order: Order = {
      checkout: repository,
      mainModule,
      state,
      // The first start stores the articles, which no fault may keep out.
      again: this.#starts > 0,
      vars: {
        FAULTS: JSON.stringify(faults),
        TICKET_DESK: ticketDesk,
        ...(provider === "" ? {} : { MODELS: "openai-compatible", MODELS_URL: provider }),
      },
    };
    this.#starts += 1;
    const child = this.#spare;
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`the server was not ready within ${readyWithinMs} ms`)), readyWithinMs);
      child.on("message", (message) => {
        const report = ReportSchema.parse(message);
        if ("line" in report) return this.#read(report.line);
        clearTimeout(timer);
        if ("failed" in report) return reject(new Error(report.failed));
        this.url = report.ready;
        this.pid = report.pid;
        return resolve();
      });
      child.once("exit", (code) => reject(new Error(`the server ended by itself with ${code}`)));
      child.send(order);
    });
    this.#spare = forkServer();
  }

  /** For good. */
  async end(): Promise<void> {
    await this.kill();
    this.#spare.kill("SIGKILL");
  }

  /** As a power cut does: SIGKILL to the whole tree. Resolves when its first process has gone. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child?.pid) return;
    this.#child = null;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    killTree(child.pid);
    await gone;
  }

  #read(line: string): void {
    const roll = RollSchema.safeParse(parsed(line)).data;
    if (roll) this.#options.onRoll(roll);
  }
}

const forkServer = (): ChildProcess => fork(join(import.meta.dirname, "main.ts"), { stdio: ["ignore", "ignore", "ignore", "ipc"] });

/** Most lines are the product's own, and some of them are not JSON. */
function parsed(line: string): unknown {
  try {
    return z.unknown().parse(JSON.parse(line));
  } catch {
    return null;
  }
}
