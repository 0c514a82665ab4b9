/** Ends a call that has gone quiet, or that has used up its time. One timer at a time, however often something is heard. */
import type { Clock } from "#ports/clock";

export type WatchdogOptions = {
  clock: Clock;
  idleMs: number;
  /** When the time is up, whatever is heard. */
  endsAtMs: number;
  /** Called once, when it bites. */
  onSilence: () => void;
};

export class Watchdog {
  readonly #options: WatchdogOptions;
  #heardAtMs: number;
  #cancel = (): void => undefined;

  constructor(options: WatchdogOptions) {
    this.#options = options;
    this.#heardAtMs = options.clock.now();
    this.#watch();
  }

  heard(): void {
    this.#heardAtMs = this.#options.clock.now();
  }

  stop(): void {
    this.#cancel();
  }

  #watch(): void {
    const { clock, idleMs, endsAtMs, onSilence } = this.#options;
    const leftMs = Math.min(this.#heardAtMs + idleMs, endsAtMs) - clock.now();
    if (leftMs <= 0) onSilence();
    else this.#cancel = clock.after(leftMs, () => this.#watch());
  }
}
