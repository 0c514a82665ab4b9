/**
 * What a turn is doing, as the audience is told: the first phase at once, later ones when they last. Routing, searching and writing begin within a millisecond of each other, and a frame that the next one
 * replaces before anybody can have read it costs as much as any other. Text says more than a phase, so that its first piece ends the telling.
 */
import type { Phase } from "#contracts/frames";
import type { Clock } from "#ports/clock";

/** What has not changed for so long is worth a frame. */
const settledMs = 20;

export class StatusWriter {
  readonly #clock: Clock;
  readonly #send: (phase: Phase) => void;
  #told: Phase | null = null;
  #phase: Phase | null = null;
  #changedAtMs = 0;
  /** Takes back the timer that will tell what lasts; null while none runs. */
  #cancel: (() => void) | null = null;
  #isClosed = false;

  constructor(clock: Clock, send: (phase: Phase) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  write(phase: Phase): void {
    if (this.#isClosed) return;
    this.#phase = phase;
    this.#changedAtMs = this.#clock.now();
    if (this.#told === null) this.#tell(phase);
    else this.#cancel ??= this.#clock.after(settledMs, () => this.#look());
  }

  /** Nothing is told any more. */
  close(): void {
    this.#isClosed = true;
    this.#cancel?.();
    this.#cancel = null;
  }

  /** One timer for many changes: it looks again when the last one was not long ago. */
  #look(): void {
    const leftMs = this.#changedAtMs + settledMs - this.#clock.now();
    this.#cancel = leftMs > 0 ? this.#clock.after(leftMs, () => this.#look()) : null;
    if (!this.#cancel && this.#phase !== null && this.#phase !== this.#told) this.#tell(this.#phase);
  }

  #tell(phase: Phase): void {
    this.#told = phase;
    this.#send(phase);
  }
}
