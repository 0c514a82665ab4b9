/** One customer: a conversation that was begun over HTTP, and its socket. Says one thing at a time and notes when what came back came. */
import { randomUUID } from "node:crypto";
import { WebSocket } from "ws";
import { z } from "zod";
import { modelMsOf, signOf, textOf } from "./frames.ts";

const StartedSchema = z.object({ id: z.string(), token: z.string() });

/** Milliseconds since the message was due; null for what did not come. `doneMs`: an answer, a person or a failure. */
export type Reaction = {
  ackMs: number;
  statusMs: number | null;
  deltaMs: number | null;
  doneMs: number;
  /** What a model server took of that. */
  modelMs: number | null;
  end: "answered" | "handed_off" | "failed";
};

type Waiting = {
  dueAt: number;
  seen: { ackMs: number | null; statusMs: number | null; deltaMs: number | null; modelMs: number | null };
  onAck: (ackMs: number) => void;
  resolve: (reaction: Reaction) => void;
  reject: (error: Error) => void;
};

export class Customer {
  readonly #socket: WebSocket;
  #waiting: Waiting | null = null;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  /** Begins a conversation and reads its log to the end, after which it is told what happens. */
  static async open(url: string): Promise<Customer> {
    const response = await fetch(`${url}/v1/conversations`, {
      method: "POST",
      // A visitor of their own, so that nobody's budget is everybody's.
      headers: { "cf-connecting-ip": `load-${randomUUID()}` },
    });
    if (response.status !== 201) throw new Error(`no conversation could be begun at ${url}: ${response.status} ${await response.text()}`);
    const { id, token } = StartedSchema.parse(await response.json());
    const socket = new WebSocket(`${url.replace(/^http/, "ws")}/v1/conversations/${id}/socket`, ["edgedesk.v1", `token.${token}`], {
      perMessageDeflate: false,
    });
    const customer = new Customer(socket);
    await new Promise<void>((resolve, reject) => {
      const lost = (error: Error): void => {
        reject(error);
        customer.#lost(error);
      };
      socket.on("error", lost);
      socket.on("close", (code) => lost(new Error(`the socket was closed with ${code}`)));
      socket.on("open", () => socket.send(JSON.stringify({ v: 1, type: "resume", after: 0 })));
      socket.on("message", (data) => customer.#receive(textOf(data), resolve));
    });
    return customer;
  }

  /**
   * Rejects when the server refuses, or the socket is lost.
   * @param dueAt when it should have been said (`performance.now()`); a wait before the sending counts.
   */
  say(text: string, dueAt = performance.now(), onAck: (ackMs: number) => void = () => undefined): Promise<Reaction> {
    return new Promise((resolve, reject) => {
      if (this.#socket.readyState !== WebSocket.OPEN) return reject(new Error("the socket is gone"));
      this.#waiting = { dueAt, seen: { ackMs: null, statusMs: null, deltaMs: null, modelMs: null }, onAck, resolve, reject };
      this.#socket.send(JSON.stringify({ v: 1, type: "message", id: randomUUID(), text }));
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#socket.readyState === WebSocket.CLOSED) return resolve();
      this.#socket.on("close", () => resolve());
      this.#socket.close();
    });
  }

  #lost(error: Error): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.reject(error);
  }

  #receive(frame: string, ready: () => void): void {
    const sign = signOf(frame);
    if (sign === "ready") return ready();
    if (typeof sign === "object" && "mark" in sign) return this.#socket.send(JSON.stringify({ v: 1, type: "read", mark: sign.mark }));
    const waiting = this.#waiting;
    if (!waiting) return;
    if (typeof sign === "object") return this.#lost(new Error(`the server refused a frame: ${sign.refused}`));
    waiting.seen.modelMs ??= modelMsOf(frame);
    if (sign === "other") return;
    const { seen } = waiting;
    const tookMs = performance.now() - waiting.dueAt;
    if (sign === "ack") {
      seen.ackMs ??= tookMs;
      waiting.onAck(tookMs);
    } else if (sign === "status") seen.statusMs ??= tookMs;
    else if (sign === "delta") seen.deltaMs ??= tookMs;
    else if (seen.ackMs !== null) {
      this.#waiting = null;
      waiting.resolve({ ...seen, ackMs: seen.ackMs, doneMs: tookMs, end: sign });
    }
  }
}
