/**
 * Who listens to a conversation at this moment: sockets that have caught up with the log, and streams of one HTTP request. Sockets that outlived a sleep of
 * their object are found again when the first thing is told; whoever misses something reads on from the log.
 */
import type { LoggedEvent } from "#contracts/events";
import type { Phase } from "#contracts/frames";
import type { Randomness } from "#ports/randomness";
import { Pace } from "./pace.ts";
import { frameText, type Socket, type Told } from "./socket.ts";

export type Listener = (frame: Told) => void;

export class Audience {
  readonly #sockets: () => Iterable<Socket>;
  readonly #pace: Pace;
  readonly #listeners = new Set<Listener>();
  /** By id; null until somebody has looked. Asking the platform for its sockets reads every one's attachment, so it is asked once. */
  #caughtUp: Map<string, Socket> | null = null;

  constructor(sockets: () => Iterable<Socket>, randomness: Pick<Randomness, "id">) {
    this.#sockets = sockets;
    this.#pace = new Pace(randomness);
  }

  /** A socket that has read the log to its end: from now on it is told what happens. @returns false when it was told before. */
  join(socket: Socket): boolean {
    const isNew = !caughtUp(socket);
    socket.setState({ ...(typeof socket.state === "object" ? socket.state : {}), caughtUp: true });
    this.#listening().set(socket.id, socket);
    return isNew;
  }

  /** @returns whether it had read the log to its end. */
  leave(socket: Socket): boolean {
    this.#caughtUp?.delete(socket.id);
    this.#pace.forget(socket);
    return caughtUp(socket);
  }

  /** Tells one socket. @returns false when it was closed instead, because it has gone or does not read. */
  tell(socket: Socket, frame: Told): boolean {
    return this.#pace.send(socket, frameText(frame));
  }

  /** Whether a socket has read enough of what it was told to be told much more. */
  hasRoom(socket: Socket): boolean {
    return this.#pace.hasRoom(socket);
  }

  /** The socket says that it has read as far as a mark. False: it was not sent this one in this life of the object. */
  hasRead(socket: Socket, mark: string): boolean {
    return this.#pace.answered(socket, mark);
  }

  hasJoined(socket: Socket): boolean {
    return this.#listening().has(socket.id);
  }

  event(logged: LoggedEvent): void {
    this.#tell({ type: "event", ...logged });
  }

  status(turn: string, phase: Phase): void {
    this.#tell({ type: "status", turn, phase });
  }

  delta(turn: string, attempt: number, index: number, text: string): void {
    this.#tell({ type: "delta", turn, attempt, index, text });
  }

  typing(by: "operator" | "customer", except?: Socket): void {
    this.#tell({ type: "typing", by }, except);
  }

  /** The conversation was erased: there is nothing left to wait for. */
  dismiss(): void {
    this.#tell({ type: "error", code: "not_found", message: "This conversation was erased", retryable: false });
  }

  /** Listens until the returned function is called. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(frame: Told, except?: Socket): void {
    let text: string | undefined;
    for (const socket of this.#listening().values()) {
      if (socket.id === except?.id) continue;
      text ??= frameText(frame);
      if (!this.#pace.send(socket, text)) this.leave(socket);
    }
    for (const listener of this.#listeners) listener(frame);
  }

  #listening(): Map<string, Socket> {
    this.#caughtUp ??= new Map([...this.#sockets()].filter(caughtUp).map((socket) => [socket.id, socket]));
    return this.#caughtUp;
  }
}

const caughtUp = ({ state }: Socket): boolean => typeof state === "object" && state !== null && "caughtUp" in state;
