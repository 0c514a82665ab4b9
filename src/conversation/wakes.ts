/**
 * The one alarm that brings the conversation back when nobody calls it: to run on with a turn that a crash cut off, and to re-send what the outbox
 * holds. It is armed before anything is acknowledged that would need it.
 */

/** The object's one alarm, which survives its process. */
export interface Alarm {
  /** Takes the place of the time that was set before. In ms since 1970. */
  set(atMs: number): Promise<unknown>;
}

/** A turn that no crash cut off has ended by then; one that was cut off is started again. */
export const recoverAfterMs = 5_000;

export class Wakes {
  readonly #alarm: Alarm;
  #armedForMs: number | null = null;
  #arming: Promise<unknown> = Promise.resolve();

  constructor(alarm: Alarm) {
    this.#alarm = alarm;
  }

  /**
   * Resolves when the alarm stands at `atMs` or earlier. Callers resolve in the order in which they called, so that waiting here does not let one message
   * overtake another.
   */
  armed(atMs: number): Promise<unknown> {
    if (this.#armedForMs === null || this.#armedForMs > atMs) {
      this.#armedForMs = atMs;
      this.#arming = this.#arming.then(() => this.#set(atMs));
    }
    return this.#arming;
  }

  /** Resolves when no crash from `nowMs` on can leave behind what is stored next. */
  armedAgainstCrash(nowMs: number): Promise<unknown> {
    return this.armed(nowMs + recoverAfterMs);
  }

  /** Whoever waits learns of a failure; whoever comes later tries anew, instead of inheriting it. */
  async #set(atMs: number): Promise<void> {
    try {
      await this.#alarm.set(atMs);
    } catch (error) {
      this.#armedForMs = null;
      this.#arming = Promise.resolve();
      throw error;
    }
  }

  /** The alarm went off; nothing is armed until the next call. */
  fired(): void {
    this.#armedForMs = null;
  }
}

/** When the first of them wants to be looked at, in ms since 1970; null: none does. */
export function earliestDueMs(waiting: readonly { nextDueMs(): number | null }[]): number | null {
  const dues = waiting.map((one) => one.nextDueMs()).filter((due) => due !== null);
  return dues.length > 0 ? Math.min(...dues) : null;
}
