/**
 * Pieces of an answer on their way to the audience: the first one at once, later ones gathered over a moment, because a frame for every token costs more than all else in a turn. A higher take
 * replaces the lower one, so what still waited of that is dropped.
 */
import type { Clock } from "#ports/clock";

/** Short enough to read as typing, long enough to hold the tokens of a fast model. */
const gatherMs = 20;
/** What comes so little before its time does not wait for it: waking the object for a timer costs more than a frame. */
const earlyMs = 3;

export class DeltaWriter {
  readonly #clock: Clock;
  readonly #send: (take: number, index: number, text: string) => void;
  #take = 0;
  #index = 0;
  #waiting = "";
  #sentAtMs = -Infinity;
  #wroteAtMs = -Infinity;
  /** Takes back the timer that will send what waits; null while nothing waits. */
  #cancel: (() => void) | null = null;

  constructor(clock: Clock, send: (take: number, index: number, text: string) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  write(take: number, text: string): void {
    if (take !== this.#take) {
      this.close();
      this.#take = take;
      this.#index = 0;
      this.#sentAtMs = -Infinity;
    }
    this.#waiting += text;
    const nowMs = this.#clock.now();
    // What comes so seldom was gathered by whoever reads the model: to gather it again would cost a timer for each piece.
    const isGathered = nowMs - this.#wroteAtMs >= gatherMs - earlyMs;
    this.#wroteAtMs = nowMs;
    const leftMs = this.#sentAtMs + gatherMs - nowMs;
    if (isGathered || leftMs <= earlyMs) this.flush();
    else this.#cancel ??= this.#clock.after(leftMs, () => this.flush());
  }

  /** Sends what waits. */
  flush(): void {
    const text = this.#taken();
    if (text === "") return;
    this.#sentAtMs = this.#clock.now();
    this.#send(this.#take, this.#index++, text);
  }

  /** Drops what waits. */
  close(): void {
    this.#taken();
  }

  #taken(): string {
    this.#cancel?.();
    this.#cancel = null;
    const text = this.#waiting;
    this.#waiting = "";
    return text;
  }
}
