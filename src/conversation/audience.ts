/**
 * Who listens to a conversation at this moment: sockets that have caught up with the log, and streams of one HTTP request. Sockets that outlived a sleep of
 * their object are found again when the first thing is told; whoever misses something reads on from the log.
 */
import type { LoggedEvent } from "#contracts/events";
import type { Phase, ServerFrame } from "#contracts/frames";

/** A frame without its version, which is put on in one place. */
export type Told = ServerFrame extends infer F ? (F extends ServerFrame ? Omit<F, "v"> : never) : never;

/** A customer's socket. `state` survives hibernation; nothing else does. */
export interface Socket {
  readonly id: string;
  readonly state: unknown;
  setState(state: { caughtUp: true }): unknown;
  /** Throws when the socket has gone. */
  send(text: string): void;
  close(code: number, reason: string): void;
}

export type Listener = (frame: Told) => void;

export const frameText = (frame: Told): string => JSON.stringify({ v: 1, ...frame });

export class Audience {
  readonly #sockets: () => Iterable<Socket>;
  readonly #listeners = new Set<Listener>();
  /** By id; null until somebody has looked. Asking the platform for its sockets reads every one's attachment, so it is asked once. */
  #caughtUp: Map<string, Socket> | null = null;

  constructor(sockets: () => Iterable<Socket>) {
    this.#sockets = sockets;
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
    return caughtUp(socket);
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
      if (!trySend(socket, text)) this.leave(socket);
    }
    for (const listener of this.#listeners) listener(frame);
  }

  #listening(): Map<string, Socket> {
    this.#caughtUp ??= new Map([...this.#sockets()].filter(caughtUp).map((socket) => [socket.id, socket]));
    return this.#caughtUp;
  }
}

/** A socket may have gone without its close having been seen; what it misses it will read from the log. @returns whether it was told. */
export function trySend(socket: Socket, text: string): boolean {
  try {
    socket.send(text);
    return true;
  } catch {
    socket.close(1011, "send failed");
    return false;
  }
}

const caughtUp = ({ state }: Socket): boolean => typeof state === "object" && state !== null && "caughtUp" in state;
