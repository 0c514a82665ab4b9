/**
 * One tab of a customer: reads the log by cursor, sends each message until it is acknowledged, comes back after a cut. Notes everything that a customer must never
 * see: a gap, an event that changed, an acknowledgement that moved, a text that was streamed and is not the one that was stored.
 */
import type { LoggedEvent } from "#contracts/events";
import { type ServerFrame, ServerFrameSchema } from "#contracts/frames";
import { Deciding } from "./deciding.ts";
import type { Client, HostSocket, ObjectHost } from "./object-host.ts";
import type { World } from "./world.ts";

export type Written = { id: string; text: string; ackedAs: number | null; refused: string | null };

const resendAfterMs = 4_000;

export class Customer implements Client {
  readonly messages: Written[] = [];
  readonly log: LoggedEvent[] = [];
  readonly complaints: string[] = [];
  readonly deciding: Deciding;
  readonly #world: World;
  readonly #host: ObjectHost;
  readonly #name: string;
  #socket: HostSocket | null = null;
  #isReady = false;
  /** What was streamed on this connection: turn and attempt, and the pieces from 0 on without a hole. */
  #streamed = new Map<string, string[]>();
  isErased = false;
  isGone = false;

  constructor(name: string, world: World, host: ObjectHost) {
    this.#name = name;
    this.#world = world;
    this.#host = host;
    this.deciding = new Deciding(name, world, {
      confirm: (proposal, accept) => this.#send({ type: "confirm", proposal, accept }),
      write: (id, text) => this.write(id, text),
      isGone: () => this.isGone || this.isErased,
    });
  }

  connect(): void {
    if (this.isGone || this.isErased) return;
    this.#socket?.cut("the customer reconnects");
    this.#isReady = false;
    this.#streamed = new Map();
    this.#socket = this.#host.connect(this);
    this.#send({ type: "resume", after: this.log.length });
    if (this.#world.breaks === "never_resends") return;
    this.deciding.tellAgain();
    for (const message of this.messages) if (message.ackedAs === null && message.refused === null) this.#sendMessage(message);
  }

  /** Leaves and does not come back by itself. */
  leave(): void {
    this.isGone = true;
    this.#socket?.cut("the customer leaves");
  }

  write(id: string, text: string): void {
    const message: Written = { id, text, ackedAs: null, refused: null };
    this.messages.push(message);
    this.#world.timeline.say(this.#name, `writes ${id}: ${text}`);
    this.#sendMessage(message);
    if (this.#world.breaks !== "never_resends") this.#resendLater(message);
  }

  pressButton(): void {
    this.#send({ type: "handoff" });
  }

  stop(turn: string): void {
    this.#send({ type: "stop", turn });
  }

  cut(): void {
    if (this.isGone) return;
    this.#socket = null;
    this.#world.timeline.after(this.#world.dice.between(50, 3_000), () => {
      if (!this.#socket) this.connect();
    });
  }

  receive(text: string): void {
    const frame = ServerFrameSchema.parse(JSON.parse(text));
    switch (frame.type) {
      case "ack":
        return this.#acknowledged(frame);
      case "event":
        return this.#read({ seq: frame.seq, at: frame.at, event: frame.event });
      case "delta":
        return this.#stream(frame);
      case "ready":
        this.#isReady = true;
        if (frame.seq !== this.log.length) this.#complain(`is ready at ${frame.seq} with ${this.log.length} events read`);
        return;
      case "error":
        return this.#refused(frame);
      case "mark":
        return this.#send({ type: "read", mark: frame.mark });
      case "status":
      case "typing":
        return;
    }
  }

  #acknowledged({ id, seq }: { id: string; seq: number }): void {
    const message = this.messages.find((one) => one.id === id);
    if (!message) return this.#complain(`hears of a message ${id} that it did not write`);
    if (message.ackedAs !== null && message.ackedAs !== seq) this.#complain(`sees ${id} acknowledged as ${message.ackedAs} and as ${seq}`);
    message.ackedAs = seq;
  }

  #read(logged: LoggedEvent): void {
    const known = this.log[logged.seq - 1];
    if (known) {
      if (JSON.stringify(known) !== JSON.stringify(logged)) this.#complain(`sees event ${logged.seq} change`);
      return;
    }
    if (logged.seq !== this.log.length + 1) return this.#complain(`misses what stands between ${this.log.length} and ${logged.seq}`);
    this.log.push(logged);
    const { event } = logged;
    if (event.type === "tool.proposed") this.deciding.see(event);
    if (event.type === "tool.decided") this.deciding.settle(event);
    if (event.type !== "answer.completed") return;
    const pieces = this.#streamed.get(`${event.turn} ${event.attempt}`);
    if (pieces && pieces.join("") !== event.text) this.#complain(`saw another text of ${event.turn} than was stored`);
  }

  #stream({ turn, attempt, index, text }: Extract<ServerFrame, { type: "delta" }>): void {
    if (!this.#isReady) this.#complain("hears deltas before it has caught up");
    if (this.log.some(({ event }) => event.type === "answer.completed" && event.turn === turn))
      this.#complain(`hears ${turn} go on after its end`);
    const key = `${turn} ${attempt}`;
    const pieces = this.#streamed.get(key) ?? (index === 0 ? [] : null);
    if (!pieces) return;
    if (pieces.length !== index) return this.#complain(`hears piece ${index} of ${key} after ${pieces.length} pieces`);
    pieces.push(text);
    this.#streamed.set(key, pieces);
  }

  #refused({ code, id, retryable }: Extract<ServerFrame, { type: "error" }>): void {
    if (code === "not_found") {
      this.isErased = true;
      return;
    }
    const message = this.messages.find((one) => one.id === id);
    if (message && !retryable && message.ackedAs === null) message.refused = code;
  }

  #resendLater(message: Written): void {
    this.#world.timeline.after(resendAfterMs, () => {
      if (message.ackedAs !== null || message.refused !== null || this.isGone || this.isErased) return;
      this.#sendMessage(message);
      this.#resendLater(message);
    });
  }

  #sendMessage({ id, text }: Written): void {
    this.#send({ type: "message", id, text });
  }

  #send(frame: { type: string; [field: string]: unknown }): void {
    this.#socket?.sendUp(JSON.stringify({ v: 1, ...frame }));
  }

  #complain(what: string): void {
    this.#world.timeline.say(this.#name, `COMPLAINS: ${what}`);
    this.complaints.push(`${this.#name} ${what}`);
  }
}
