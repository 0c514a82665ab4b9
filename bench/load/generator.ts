/** The load process, seen from its parent. */
import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { type Done, type Order, ReplySchema } from "./work.ts";

export class LoadGenerator {
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;

  constructor() {
    this.#child = fork(join(import.meta.dirname, "main.ts"), { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    this.#ended = new Promise((resolve) => this.#child.on("exit", resolve));
  }

  /** Rejects with what went wrong. One order at a time. */
  async order(order: Order): Promise<Done> {
    const answer = new Promise((resolve) => this.#child.once("message", resolve));
    this.#child.send(order);
    const reply = ReplySchema.parse(
      await Promise.race([answer, this.#ended.then((code) => ({ failed: `the load process ended with code ${code}` }))]),
    );
    if ("failed" in reply) throw new Error(reply.failed);
    return reply.done;
  }

  async stop(): Promise<void> {
    this.#child.disconnect();
    await this.#ended;
  }
}
