/**
 * Replays the log to a socket from its cursor and lets it join the live tail, without an await between the last event and the joining, so that nothing can be missed or told
 * twice. A long log is told in parts, each when the reader has shown that it read the part before.
 */
import type { Clock } from "#ports/clock";
import type { Telemetry } from "#ports/telemetry";
import type { Audience } from "./audience.ts";
import type { FrameRefusal } from "./read-frame.ts";
import type { Records } from "./records.ts";
import type { Socket } from "./socket.ts";

/** Events read at once. */
const pageSize = 200;
/** A reader that answers no mark for so long in the midst of a replay is to come back and read on. */
const answersWithinMs = 10_000;
/** See `Pace`. */
const comeBack = [1013, "come back and resume"] as const;

export class Replay {
  readonly #records: Records;
  readonly #audience: Audience;
  readonly #clock: Pick<Clock, "after">;
  readonly #telemetry: Pick<Telemetry, "count">;
  /** Sockets in the midst of a long replay: how far they were told. */
  readonly #waiting = new Map<string, { seq: number; stopWaiting: () => void }>();

  constructor(
    records: Records,
    audience: Audience,
    { clock, telemetry }: { clock: Pick<Clock, "after">; telemetry: Pick<Telemetry, "count"> },
  ) {
    this.#records = records;
    this.#audience = audience;
    this.#clock = clock;
    this.#telemetry = telemetry;
  }

  /** @param after the last event that the reader has. */
  from(socket: Socket, after: number): FrameRefusal | null {
    this.forget(socket);
    const standing = this.#records.standing();
    if (!standing) return { reason: "not_found", detail: "this conversation does not exist or was erased" };
    const log = this.#records.log;
    let seq = after;
    for (let page = log.after(seq, pageSize); page.length > 0; page = log.after(seq, pageSize)) {
      for (const logged of page) {
        if (!this.#audience.hasRoom(socket)) return this.#wait(socket, seq);
        if (!this.#audience.tell(socket, { type: "event", ...logged })) return null;
        seq = logged.seq;
      }
    }
    this.#audience.tell(socket, { type: "ready", seq: log.head, state: standing.state });
    if (this.#audience.join(socket)) this.#telemetry.count("sockets_opened", {});
    return null;
  }

  /** The reader says that it has read as far as this mark. */
  goOn(socket: Socket, mark: string): FrameRefusal | null {
    const waiting = this.#waiting.get(socket.id);
    if (this.#audience.hasRead(socket, mark)) return waiting && this.#audience.hasRoom(socket) ? this.from(socket, waiting.seq) : null;
    // Marks of an earlier life of the object are forgotten; who was in the midst of a replay then must begin where it stands.
    if (!waiting && !this.#audience.hasJoined(socket)) socket.close(...comeBack);
    return null;
  }

  forget(socket: Socket): void {
    this.#waiting.get(socket.id)?.stopWaiting();
    this.#waiting.delete(socket.id);
  }

  #wait(socket: Socket, seq: number): null {
    const stopWaiting = this.#clock.after(answersWithinMs, () => {
      this.#waiting.delete(socket.id);
      socket.close(...comeBack);
    });
    this.#waiting.set(socket.id, { seq, stopWaiting });
    return null;
  }
}
