/**
 * The one alarm that brings the conversation back when nobody calls it: to run on with a turn that a crash cut off, and to re-send what the outbox
 * holds. It is armed before anything is acknowledged that would need it.
 */

/** The object's one alarm, which survives its process. */
export interface Alarm {
  /** When it is to go off, in ms since 1970; null: not. */
  get(): Promise<number | null>;
  /** Takes the place of the time that was set before. In ms since 1970. */
  set(atMs: number): Promise<unknown>;
}

/** A turn that no crash cut off has ended by then; one that was cut off is started again. */
export const recoverAfterMs = 5_000;

/** As long as that a turn may take which waits for nothing, on a busy machine. On the platform the clock stands still meanwhile; in local workerd it does not. Only a guess at what is cheaper: the alarm stands early enough either way. */
const atOnceMs = 100;

export class Wakes {
  readonly #alarm: Alarm;
  /** When the alarm stands, null: not; undefined: nobody has asked in this life of the object. */
  #standsMs: number | null | undefined = undefined;
  /** The earliest that is wanted, messages that are being answered left aside. */
  #wantedMs = Infinity;
  /** For messages alone it stands earlier than is wanted: where, and when it was set. */
  #guard: { standsMs: number; sinceMs: number } | null = null;
  /** Messages for which the alarm stands, and which are not stored yet. */
  #storing = 0;
  #arming: Promise<unknown> = Promise.resolve();
  #calls = 0;

  constructor(alarm: Alarm) {
    this.#alarm = alarm;
  }

  /**
   * Resolves when the alarm stands at `atMs` or earlier. Callers resolve in the order in which they called, so that waiting here does not let one message
   * overtake another.
   */
  armed(atMs: number): Promise<unknown> {
    this.#calls += 1;
    this.#wantedMs = Math.min(this.#wantedMs, atMs);
    return this.#noLaterThan(atMs, () => undefined);
  }

  /** Resolves when no crash from `nowMs` on can leave behind what is stored next. */
  armedAgainstCrash(nowMs: number): Promise<unknown> {
    return this.armed(nowMs + recoverAfterMs);
  }

  /** Stores a message with the alarm standing as for `armedAgainstCrash`; `eased` may take that back, because its turn may end before anything of it is written down. */
  async guarded<T>(nowMs: number, store: () => T): Promise<T> {
    this.#calls += 1;
    this.#storing += 1;
    const standsMs = nowMs + recoverAfterMs;
    try {
      await this.#noLaterThan(standsMs, () => {
        this.#guard = { standsMs, sinceMs: nowMs };
      });
      return store();
    } finally {
      this.#storing -= 1;
    }
  }

  /**
   * Every turn has ended. When they ended at once, nothing of them was written down before: message, answer and alarm are one commit, no crash can come between, and the alarm goes back to where it is wanted
   * before it was ever moved. When they had to wait for something, moving it again would cost what it spares.
   */
  eased(nowMs: number): void {
    if (!this.canEase(nowMs)) return;
    this.#guard = null;
    this.#move(this.#wantedMs).catch(() => undefined);
  }

  /** Whether `eased` would do anything. */
  canEase(nowMs: number): boolean {
    const guard = this.#guard;
    if (!guard || nowMs - guard.sinceMs > atOnceMs || guard.standsMs !== this.#standsMs) return false;
    return this.#storing === 0 && this.#wantedMs !== Infinity;
  }

  /** Stands for what was asked until now. */
  mark(): number {
    return this.#calls;
  }

  /** The alarm is to stand at `atMs`, later than now, when nobody has asked for anything since `mark`: whatever was asked before is done. Otherwise at `atMs` or earlier. */
  restingUntil(atMs: number, mark: number): Promise<unknown> {
    if (this.#calls !== mark || this.#storing > 0 || this.#standsMs === atMs) return this.armed(atMs);
    this.#wantedMs = atMs;
    this.#guard = null;
    return this.#move(atMs);
  }

  /** The alarm went off; nothing is armed until the next call. */
  fired(): void {
    this.#standsMs = null;
    this.#wantedMs = Infinity;
    this.#guard = null;
  }

  #noLaterThan(atMs: number, moved: () => void): Promise<unknown> {
    if (typeof this.#standsMs !== "number" || this.#standsMs > atMs) this.#arming = this.#arming.then(() => this.#bring(atMs, moved));
    return this.#arming;
  }

  async #bring(atMs: number, moved: () => void): Promise<void> {
    if (this.#standsMs === undefined) await this.#told(async () => this.#found(await this.#alarm.get()));
    if (typeof this.#standsMs === "number" && this.#standsMs <= atMs) return;
    this.#standsMs = atMs;
    moved();
    await this.#told(() => this.#alarm.set(atMs));
  }

  #found(atMs: number | null): void {
    this.#standsMs = atMs;
    this.#wantedMs = Math.min(this.#wantedMs, atMs ?? Infinity);
  }

  /** Counts at once, so that whoever comes next arms it anew. */
  #move(atMs: number): Promise<unknown> {
    this.#standsMs = atMs;
    this.#arming = this.#arming.then(() => this.#told(() => this.#alarm.set(atMs)));
    return this.#arming;
  }

  /** Whoever waits learns of a failure; whoever comes later tries anew, instead of inheriting it. */
  async #told(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#standsMs = null;
      this.#guard = null;
      this.#arming = Promise.resolve();
      throw error;
    }
  }
}

/** When the first of them wants to be looked at, in ms since 1970; null: none does. */
export function earliestDueMs(waiting: readonly { nextDueMs(): number | null }[]): number | null {
  const dues = waiting.map((one) => one.nextDueMs()).filter((due) => due !== null);
  return dues.length > 0 ? Math.min(...dues) : null;
}
