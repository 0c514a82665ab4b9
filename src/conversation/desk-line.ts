/**
 * The sockets of operators who look at this conversation. They hear what the customer hears, and beside it the notes and who else is here; they never speak for the
 * customer: of what a customer's socket may send, an operator's may only read on and say that somebody is typing.
 */
import { DeskClientFrameSchema, type DeskServerFrame } from "#contracts/desk";
import { jsonIn } from "#domain/json";
import type { Clock } from "#ports/clock";
import { z } from "zod";
import type { Audience } from "./audience.ts";
import type { Records } from "./records.ts";
import { frameText, type Socket, trySend } from "./socket.ts";

type Told = DeskServerFrame extends infer F ? (F extends DeskServerFrame ? Omit<F, "v"> : never) : never;

const OperatorSocketSchema = z.object({ operator: z.string() });
const replayPage = 500;
/** Somebody who typed so recently is writing. */
const writesForMs = 6_000;
const longestFrame = 1_000;

export const operatorOf = (socket: Socket): string | null => OperatorSocketSchema.safeParse(socket.state).data?.operator ?? null;

export class DeskLine {
  readonly #records: Records;
  readonly #audience: Audience;
  readonly #sockets: () => Iterable<Socket>;
  readonly #clock: Clock;
  readonly #typed: (operator: string) => void;
  readonly #writing = new Map<string, number>();

  /** @param typed told when the person who has the conversation writes to the customer or a note. */
  constructor(records: Records, audience: Audience, sockets: () => Iterable<Socket>, clock: Clock, typed: (operator: string) => void) {
    this.#records = records;
    this.#audience = audience;
    this.#sockets = sockets;
    this.#clock = clock;
    this.#typed = typed;
  }

  receive(socket: Socket, operator: string, data: string | ArrayBuffer | ArrayBufferView): void {
    const frame = DeskClientFrameSchema.safeParse(typeof data === "string" && data.length <= longestFrame ? jsonIn(data) : null);
    if (!frame.success) return trySendError(socket);
    if (frame.data.type === "resume") return this.#resume(socket, frame.data.after);
    if (frame.data.type === "read") return void this.#audience.hasRead(socket, frame.data.mark);
    const isNew = (this.#writing.get(operator) ?? 0) <= this.#clock.now();
    this.#writing.set(operator, this.#clock.now() + writesForMs);
    const standing = this.#records.standing();
    if (standing?.state === "human" && standing.assignee === operator) {
      if (!frame.data.isNote) this.#audience.typing("operator", socket);
      this.#typed(operator);
    }
    if (!isNew) return;
    this.tellPeople();
    this.#clock.after(writesForMs + 100, () => this.tellPeople());
  }

  /** To every operator who looks. */
  tell(frame: Told): void {
    const text = JSON.stringify({ v: 1, ...frame });
    for (const socket of this.#sockets()) if (operatorOf(socket) !== null && isHere(socket)) trySend(socket, text);
  }

  /** @param leaving a socket that is being closed and no longer counts. */
  tellPeople(leaving?: Socket): void {
    const names = new Set<string>();
    for (const socket of this.#sockets()) {
      const name = operatorOf(socket);
      if (name !== null && isHere(socket) && socket.id !== leaving?.id) names.add(name);
    }
    const now = this.#clock.now();
    this.tell({ type: "people", people: [...names].map((name) => ({ name, isWriting: (this.#writing.get(name) ?? 0) > now })) });
  }

  /** What an operator has sent is no longer being written. */
  written(operator: string): void {
    this.#writing.delete(operator);
    this.tellPeople();
  }

  #resume(socket: Socket, after: number): void {
    const standing = this.#records.standing();
    if (!standing) return trySendError(socket);
    let seq = after;
    for (let page = this.#records.log.after(seq, replayPage); page.length > 0; page = this.#records.log.after(seq, replayPage)) {
      for (const logged of page) trySend(socket, frameText({ type: "event", ...logged }));
      seq = page.at(-1)?.seq ?? seq;
    }
    for (const note of this.#records.desk.notes()) trySend(socket, JSON.stringify({ v: 1, type: "note", note }));
    trySend(socket, frameText({ type: "ready", seq: this.#records.log.head, state: standing.state }));
    this.#audience.join(socket);
    this.tellPeople();
  }
}

const isHere = ({ state }: Socket): boolean => typeof state === "object" && state !== null && "caughtUp" in state;

function trySendError(socket: Socket): void {
  trySend(
    socket,
    frameText({ type: "error", code: "unknown_frame", message: "An operator's page may resume and type here", retryable: false }),
  );
}
