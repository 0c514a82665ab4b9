/**
 * Readers that do not read. The server's side of a Workers WebSocket does not say how much of what was sent still lies in memory, so a reader shows that it reads: every so
 * often it is sent a mark, which it can only know by having read that far, and sends it back. One that leaves too much unread is closed; it comes back and reads on from its
 * cursor. Clients that know nothing of marks are closed later, by what they were sent altogether, and come back the same way.
 */
import type { Randomness } from "#ports/randomness";
import { frameText, type Socket, trySend } from "./socket.ts";

/** Characters. A frame may be three times as many bytes. */
export const paceLimits = {
  /** A mark follows so much. */
  markEvery: 64 * 1024,
  /** What a reader that answers marks may leave unread. */
  mostUnread: 256 * 1024,
  /** What one that has never answered any may be sent on one socket. */
  mostUnanswered: 1024 * 1024,
  /** A replay waits here for the reader. */
  replayAhead: 160 * 1024,
} as const;

/** RFC 6455 §7.4: "Try Again Later" in the IANA registry. */
const closeCode = 1013;
const markLength = 8;

type Reader = { sent: number; read: number; markedAt: number; marks: Map<string, number>; hasAnswered: boolean };

export class Pace {
  readonly #readers = new Map<string, Reader>();
  readonly #randomness: Pick<Randomness, "id">;

  constructor(randomness: Pick<Randomness, "id">) {
    this.#randomness = randomness;
  }

  /** @returns whether it was told; else it was closed. */
  send(socket: Socket, text: string): boolean {
    const reader = this.#readerOf(socket);
    if (reader.sent - reader.read > (reader.hasAnswered ? paceLimits.mostUnread : paceLimits.mostUnanswered)) {
      socket.close(closeCode, "too much is unread; come back and resume");
      return false;
    }
    if (!trySend(socket, text)) return false;
    reader.sent += text.length;
    if (reader.sent - reader.markedAt >= paceLimits.markEvery) this.#mark(socket, reader);
    return true;
  }

  /** The reader has read as far as this mark. @returns false for a mark that it was not sent in this life of the object. */
  answered(socket: Socket, mark: string): boolean {
    const reader = this.#readerOf(socket);
    const at = reader.marks.get(mark);
    if (at === undefined) return false;
    reader.read = Math.max(reader.read, at);
    reader.hasAnswered = true;
    for (const [older, where] of reader.marks) if (where <= at) reader.marks.delete(older);
    return true;
  }

  /** Whether a replay may go on. */
  hasRoom(socket: Socket): boolean {
    const reader = this.#readerOf(socket);
    return reader.sent - reader.read < paceLimits.replayAhead;
  }

  forget(socket: Socket): void {
    this.#readers.delete(socket.id);
  }

  #mark(socket: Socket, reader: Reader): void {
    const mark = this.#randomness.id().slice(0, markLength);
    reader.markedAt = reader.sent;
    reader.marks.set(mark, reader.sent);
    trySend(socket, frameText({ type: "mark", mark }));
  }

  #readerOf({ id }: Socket): Reader {
    const reader = this.#readers.get(id) ?? { sent: 0, read: 0, markedAt: 0, marks: new Map(), hasAnswered: false };
    this.#readers.set(id, reader);
    return reader;
  }
}
