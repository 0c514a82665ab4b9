/** Time that passes only when told to, so that a replay waits for nothing and ends the same however busy the machine is. */
import type { Clock } from "#ports/clock";

export class VirtualClock implements Clock {
  #nowMs = 0;
  #timers: { atMs: number; work: () => void }[] = [];

  now(): number {
    return this.#nowMs;
  }

  after(ms: number, work: () => void): () => void {
    const timer = { atMs: this.#nowMs + Math.max(0, ms), work };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const takeBack = this.after(ms, resolve);
      signal?.addEventListener("abort", () => {
        takeBack();
        reject(signal.reason);
      });
    });
  }

  /** Time never runs backwards. Timers that fall due on the way stay until `next` is called. */
  moveTo(ms: number): void {
    this.#nowMs = Math.max(this.#nowMs, Math.ceil(ms));
  }

  /** Goes to the next timer and lets it ring; false when there is none. */
  next(): boolean {
    const [first] = this.#timers.toSorted((a, b) => a.atMs - b.atMs);
    if (!first) return false;
    this.#timers = this.#timers.filter((timer) => timer !== first);
    this.moveTo(first.atMs);
    first.work();
    return true;
  }
}
