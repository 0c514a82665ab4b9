/** The load process, seen from its parent. */
import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { type Done, type Order, type Progress, ReplySchema } from "./work.ts";

export class LoadGenerator {
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;

  constructor() {
    this.#child = fork(join(import.meta.dirname, "main.ts"), { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    this.#ended = new Promise((resolve) => this.#child.on("exit", resolve));
  }

  /** 0 when it could not be started. */
  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Rejects with what went wrong. One order at a time. `onProgress` hears every so often how far it is. */
  async order(order: Order, onProgress: (progress: Progress) => void = () => undefined): Promise<Done> {
    let hear: (message: unknown) => void = () => undefined;
    const answer = new Promise<Done>((resolve, reject) => {
      hear = (message) => {
        const reply = ReplySchema.parse(message);
        if ("progress" in reply) onProgress(reply.progress);
        else if ("failed" in reply) reject(new Error(reply.failed));
        else resolve(reply.done);
      };
      this.#child.on("message", hear);
    });
    const ended = this.#ended.then((code): never => {
      throw new Error(`the load process ended with code ${code}`);
    });
    this.#child.send(order);
    return Promise.race([answer, ended]).finally(() => this.#child.off("message", hear));
  }

  async stop(): Promise<void> {
    this.#child.disconnect();
    await this.#ended;
  }
}
