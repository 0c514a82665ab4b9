/** A customer's socket, and how a frame becomes its text. */
import type { ServerFrame } from "#contracts/frames";

/** A frame without its version, which is put on in one place. */
export type Told = ServerFrame extends infer F ? (F extends ServerFrame ? Omit<F, "v"> : never) : never;

/** `state` survives hibernation; nothing else does. */
export interface Socket {
  readonly id: string;
  readonly state: unknown;
  setState(state: { caughtUp: true }): unknown;
  /** Throws when the socket has gone. */
  send(text: string): void;
  close(code: number, reason: string): void;
}

export const frameText = (frame: Told): string => JSON.stringify({ v: 1, ...frame });

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
