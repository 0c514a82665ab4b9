/** A clock that a test moves. Whoever sleeps wakes when `advance` reaches its time, or when its signal aborts. */
import type { Clock } from "#ports/clock";

export class ManualClock implements Clock {
  private time: number;
  private readonly sleepers = new Set<{ until: number; wake: () => void }>();

  constructor(startedAt: string) {
    this.time = Date.parse(startedAt);
  }

  now(): number {
    return this.time;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason);
        return;
      }
      const sleeper = { until: this.time + ms, wake: resolve };
      this.sleepers.add(sleeper);
      signal?.addEventListener("abort", () => {
        this.sleepers.delete(sleeper);
        reject(signal.reason);
      });
    });
  }

  after(ms: number, work: () => void): () => void {
    const sleeper = { until: this.time + ms, wake: work };
    this.sleepers.add(sleeper);
    return () => void this.sleepers.delete(sleeper);
  }

  /** Moves time on by `ms` and wakes who is due. */
  advance(ms: number): void {
    this.time += ms;
    for (const sleeper of [...this.sleepers].filter(({ until }) => until <= this.time)) {
      this.sleepers.delete(sleeper);
      sleeper.wake();
    }
  }
}
