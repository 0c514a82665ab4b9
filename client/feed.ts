/** What happens, to be read by as many loops as like: each waits for the next ring and then looks for itself. */
export class Bell {
  #waiting: (() => void)[] = [];
  #isStill = false;

  /** No ring will follow. */
  get still(): boolean {
    return this.#isStill;
  }

  ring(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  silence(): void {
    this.#isStill = true;
    this.ring();
  }

  next(): Promise<void> {
    return this.#isStill ? Promise.resolve() : new Promise((wake) => this.#waiting.push(wake));
  }
}
