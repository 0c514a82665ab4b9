/**
 * Virtual time: what is to happen, by when. One thing happens at a time, and everything that it sets off without waiting has ended before the next: what a program
 * awaits is always an entry of this list, so that a crash between two entries is a crash at an await. Keeps the trace.
 */
type Entry = { atMs: number; happen: () => void };

export const simulationStartsMs = Date.parse("2026-11-22T10:00:00Z");

export class Timeline {
  #nowMs = simulationStartsMs;
  #entries: Entry[] = [];
  readonly #trace: string[] = [];

  get nowMs(): number {
    return this.#nowMs;
  }

  /** Since the start. */
  get elapsedMs(): number {
    return this.#nowMs - simulationStartsMs;
  }

  say(who: string, what: string): void {
    this.#trace.push(`${(this.elapsedMs / 1000).toFixed(3).padStart(9)} s  ${who.padEnd(9)} ${what}`);
  }

  get trace(): readonly string[] {
    return this.#trace;
  }

  /** @returns a function that takes it back. */
  after(ms: number, happen: () => void): () => void {
    return this.at(this.#nowMs + Math.max(0, ms), happen);
  }

  /** What is entered for the same moment happens in the order of entering. */
  at(atMs: number, happen: () => void): () => void {
    const entry = { atMs, happen };
    this.#entries.push(entry);
    return () => {
      this.#entries = this.#entries.filter((other) => other !== entry);
    };
  }

  /** Lets the next thing happen. @returns false when nothing is left before `untilMs`. */
  async next(untilMs: number): Promise<boolean> {
    let next: Entry | undefined;
    for (const entry of this.#entries) if (!next || entry.atMs < next.atMs) next = entry;
    if (!next || next.atMs > untilMs) return false;
    this.#entries.splice(this.#entries.indexOf(next), 1);
    this.#nowMs = next.atMs;
    next.happen();
    await quiet();
    return true;
  }
}

/** Resolves when no promise is left that can go on by itself. */
export const quiet = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
