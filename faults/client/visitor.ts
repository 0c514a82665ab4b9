/**
 * A visitor who behaves like the widget: makes the ids of what is said, keeps each message until it is acknowledged, comes back with jitter when the line
 * goes, resumes from the last event read, and sends again what was not acknowledged. `forgetful` does not send again: the negative control.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import { z } from "zod";
import { type ServerFrame, ServerFrameSchema } from "#contracts/frames";
import { textOf } from "../../bench/load/frames.ts";
import { newVisit, type Operation, tick, type Visit } from "./history.ts";

const ackWithinMs = 10_000;
const openWithinMs = 8_000;
const firstDelayMs = 100;
const longestDelayMs = 1_500;
/** After a refusal for too many frames. */
const coolDownMs = 1_000;

const StartedSchema = z.object({ id: z.string(), token: z.string() });

/** The events after which a message has been dealt with. */
const endings: ReadonlySet<string> = new Set(["answer.completed", "handoff.requested", "turn.failed", "turn.stopped"]);

export type VisitorOptions = {
  url: string;
  unit: () => number;
  forgetful?: boolean;
  signal: AbortSignal;
  /** How long to stay away after a line has gone, ms; absent: a while that grows with each failure. */
  awayMs?: () => number;
};

export class Visitor {
  readonly visit: Visit;
  readonly #options: VisitorOptions;
  readonly #unacked = new Map<string, Operation>();
  readonly #waiting = new Set<() => void>();
  readonly #turnOf = new Map<string, string>();
  readonly #ended = new Set<string>();
  #socket: WebSocket | null = null;
  #cursor = 0;
  #state = "ai";
  #tickets: string[] = [];
  #closed = false;
  /** Sockets on which the log was read. */
  lines = 0;

  private constructor(visit: Visit, options: VisitorOptions) {
    this.visit = visit;
    this.#options = options;
  }

  /** Begins a conversation, however often it takes. Rejects when the campaign ends first. */
  static async arrive(options: VisitorOptions): Promise<Visitor> {
    for (;;) {
      options.signal.throwIfAborted();
      const started = await fetch(`${options.url}/v1/conversations`, { method: "POST", signal: AbortSignal.timeout(openWithinMs) })
        .then(async (response) => StartedSchema.parse(await response.json()))
        .catch(() => null);
      if (started) {
        const visitor = new Visitor(newVisit(started.id, started.token), options);
        void visitor.#stayConnected();
        return visitor;
      }
      await sleep(firstDelayMs + options.unit() * longestDelayMs);
    }
  }

  get tickets(): readonly string[] {
    return this.#tickets;
  }

  get state(): string {
    return this.#state;
  }

  /** Says something; resolves with the operation as soon as it was sent for the first time or queued. */
  say(id: string, text: string): Operation {
    const operation: Operation = { id, text, invoked: tick(), acked: null, end: "unknown", seq: null, sends: 0 };
    this.visit.operations.push(operation);
    this.#unacked.set(id, operation);
    this.#transmit(operation);
    return operation;
  }

  askForPerson(): void {
    this.visit.handoffsAsked += 1;
    this.#send({ type: "handoff" });
  }

  /** Cuts the line, as a tunnel does. */
  cut(): void {
    this.#socket?.terminate();
  }

  /** Resolves when `holds`, looking again whenever a frame has come; false after `withinMs`. */
  async until(holds: () => boolean, withinMs: number): Promise<boolean> {
    const deadline = Date.now() + withinMs;
    while (!holds()) {
      const leftMs = deadline - Date.now();
      if (leftMs <= 0 || this.#options.signal.aborted) return holds();
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          this.#waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, Math.min(leftMs, 1_000));
        this.#waiting.add(wake);
      });
    }
    return true;
  }

  settled = (operation: Operation): boolean => operation.end !== "unknown";

  /** Whether the message has its answer, its person or its failure, or never needed one. */
  dealtWith(operation: Operation): boolean {
    const turn = this.#turnOf.get(operation.id);
    return turn === undefined ? operation.end === "ok" && this.#state === "human" : this.#ended.has(turn);
  }

  isBeingAnswered = (operation: Operation): boolean => this.#turnOf.has(operation.id);

  get turnsEnded(): number {
    return this.#ended.size;
  }

  /** Whether everything up to this place in the log has come. */
  hasReadTo = (seq: number): boolean => this.#cursor >= seq;

  get idle(): boolean {
    return this.#unacked.size === 0;
  }

  leave(): void {
    this.#closed = true;
    this.#socket?.terminate();
  }

  async #stayConnected(): Promise<void> {
    for (let failures = 0; !this.#closed && !this.#options.signal.aborted; failures++) {
      if (await this.#connection()) failures = 0;
      const growingMs = Math.min(longestDelayMs, firstDelayMs * 2 ** failures) * (0.25 + 0.75 * this.#options.unit());
      await sleep(failures === 0 ? (this.#options.awayMs?.() ?? growingMs) : growingMs);
    }
  }

  /** One socket from open to close; true when the log was read on it. */
  #connection(): Promise<boolean> {
    const { conversation, token } = this.visit;
    const address = `${this.#options.url.replace(/^http/, "ws")}/v1/conversations/${conversation}/socket`;
    const socket = new WebSocket(address, ["edgedesk.v1", `token.${token}`], { perMessageDeflate: false, handshakeTimeout: openWithinMs });
    this.#socket = socket;
    let ready = false;
    return new Promise((resolve) => {
      const overdue = setInterval(() => this.#hangUpWhenOverdue(socket), ackWithinMs / 2);
      socket.on("open", () => this.#send({ type: "resume", after: this.#cursor }));
      socket.on("message", (data) => {
        const frame = ServerFrameSchema.parse(JSON.parse(textOf(data)));
        if (frame.type === "ready") {
          ready = true;
          this.lines += 1;
          if (this.#options.forgetful === true) for (const { id, sends } of this.#unacked.values()) if (sends > 0) this.#unacked.delete(id);
          for (const operation of this.#unacked.values()) this.#transmit(operation);
        }
        this.#read(frame);
      });
      socket.on("error", () => socket.terminate());
      socket.on("close", () => {
        clearInterval(overdue);
        if (this.#socket === socket) this.#socket = null;
        resolve(ready);
      });
      if (this.#closed || this.#options.signal.aborted) socket.terminate();
    });
  }

  readonly #sentAt = new Map<string, number>();

  #hangUpWhenOverdue(socket: WebSocket): void {
    const oldest = Math.min(...[...this.#unacked.keys()].map((id) => this.#sentAt.get(id) ?? Infinity));
    if (Date.now() - oldest > ackWithinMs) socket.terminate();
  }

  #transmit(operation: Operation): void {
    if (!this.#send({ type: "message", id: operation.id, text: operation.text })) return;
    operation.sends += 1;
    this.#sentAt.set(operation.id, Date.now());
  }

  #send(frame: object): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify({ v: 1, ...frame }));
    return true;
  }

  #read(frame: ServerFrame): void {
    switch (frame.type) {
      case "ack":
        this.#acknowledged(frame.id, frame.seq);
        break;
      case "event":
        this.#event(frame);
        break;
      case "ready":
        this.#state = frame.state;
        break;
      case "delta": {
        const before = this.visit.seen.deltas.get(frame.turn);
        if (!before || before.attempt < frame.attempt) {
          this.visit.seen.deltas.set(frame.turn, { attempt: frame.attempt, pieces: frame.index === 0 ? [frame.text] : [] });
        } else if (before.attempt === frame.attempt && before.pieces.length === frame.index) before.pieces.push(frame.text);
        break;
      }
      case "error":
        this.#refused(frame);
        break;
      case "mark":
        this.#send({ type: "read", mark: frame.mark });
        break;
      case "status":
      case "typing":
        break;
    }
    for (const wake of this.#waiting) wake();
  }

  #acknowledged(id: string, seq: number): void {
    const operation = this.#unacked.get(id);
    if (!operation) return;
    Object.assign(operation, { end: "ok", seq, acked: tick() });
    this.#unacked.delete(id);
  }

  #refused({ id, retryable, code }: { id?: string | undefined; retryable: boolean; code: string }): void {
    const operation = id === undefined ? undefined : this.#unacked.get(id);
    if (!operation) return;
    if (!retryable) {
      operation.end = "fail";
      this.#unacked.delete(operation.id);
      if (code !== "conversation_closed") this.visit.complaints.push(`message ${operation.id} was refused: ${code}`);
      return;
    }
    setTimeout(() => this.#unacked.has(operation.id) && this.#transmit(operation), coolDownMs).unref();
  }

  #event({ seq, event }: Extract<ServerFrame, { type: "event" }>): void {
    if (seq <= this.#cursor) return void this.visit.complaints.push(`the socket told event ${seq} again, after ${this.#cursor}`);
    if (seq !== this.#cursor + 1) this.visit.complaints.push(`the socket told event ${seq} after ${this.#cursor}`);
    this.#cursor = seq;
    if (event.type === "turn.started") this.#turnOf.set(event.message, event.turn);
    if ("turn" in event && event.turn !== null && endings.has(event.type)) this.#ended.add(event.turn);
    const { texts, endings: words } = this.visit.seen;
    if (event.type === "answer.completed") texts.set(event.turn, event.text);
    if ("turn" in event && event.turn !== null && "text" in event) words.set(event.turn, (words.get(event.turn) ?? "") + event.text);
    if (event.type === "ticket.opened") this.#tickets.push(event.ticket.id);
    if (event.type === "handoff.requested") this.#state = "waiting";
    if (event.type === "operator.joined") this.#state = "human";
    if (event.type === "operator.left") this.#state = "ai";
  }
}
