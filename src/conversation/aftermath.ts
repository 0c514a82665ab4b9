/**
 * What follows what was said and nobody waits for: facts and the inbox are told, what is owed is sent again, the alarm is set for the next time. The alarm brings it, some seconds after something was said. Where the customer and the AI
 * talk on and on, a timer of the object brings it instead: that spares setting the alarm for every message, and the alarm stands further off for the case that the object dies before.
 */
import type { ConversationEvent } from "#contracts/events";
import type { Clock } from "#ports/clock";
import type { Telemetry } from "#ports/telemetry";
import { onAlarm, type Workers } from "./on-alarm.ts";
import type { Records } from "./records.ts";
import { earliestDueMs, type Wakes } from "./wakes.ts";

/** The alarm comes so long after something was said; with a person present it looks from then on whether they are still there. */
const lookAfterMs = 5_000;
/** Of talk that goes on, the next message comes within it. Shorter than the platform keeps an object that has nothing to do, which is ten seconds. */
const quietMs = 8_000;
/** However much is said, what follows is done no later than that. */
const longestMs = 20_000;
/** While talk goes on, the alarm that does it when the object has died. */
const netMs = 60_000;

type Room = {
  id: string;
  ports: { clock: Clock; telemetry: Telemetry };
  background: (work: Promise<void>) => void;
  erase: () => Promise<void>;
};

export class Aftermath {
  readonly #with: Room;
  readonly #records: Records;
  readonly #wakes: Wakes;
  readonly #workers: Workers;
  #messageAtMs = -Infinity;
  /** The last message came soon after the one before. */
  #follows = false;
  /** What the timer will be about. */
  #said: { firstMs: number; lastMs: number } | null = null;

  constructor(room: Room, records: Records, wakes: Wakes, workers: Workers) {
    this.#with = room;
    this.#records = records;
    this.#wakes = wakes;
    this.#workers = workers;
  }

  /** The alarm went off. It is set for the next time before this resolves. */
  async alarm(): Promise<void> {
    this.#wakes.fired();
    const next = await this.#work();
    if (next !== null) await this.#wakes.armed(next);
  }

  /** This has been committed. */
  said(event: ConversationEvent): void {
    const { ports, background } = this.#with;
    const nowMs = ports.clock.now();
    if (event.type === "customer.message") {
      this.#follows = nowMs - this.#messageAtMs < quietMs;
      this.#messageAtMs = nowMs;
    }
    const goesOn = this.#follows && this.#records.standing()?.state === "ai";
    background(this.#wakes.armed(nowMs + (goesOn ? netMs : lookAfterMs)).then(() => undefined));
    if (this.#said) this.#said.lastMs = nowMs;
    else if (goesOn) {
      this.#said = { firstMs: nowMs, lastMs: nowMs };
      this.#waitFor(this.#said);
    }
  }

  /** Every turn has ended: the alarm need not stand for them, unless they have brought about something that it would bring back. */
  answered(): void {
    const { outbox, rating, turns } = this.#records;
    const nowMs = this.#with.ports.clock.now();
    // Asked first: seldom so after a wait, and never of an object that has just woken, whose tables need not be read for it.
    if (!this.#wakes.canEase(nowMs)) return;
    if (turns.nextUnfinished() || earliestDueMs([outbox, rating, this.#workers.proposals]) !== null) return;
    this.#wakes.eased(nowMs);
  }

  #waitFor(said: { firstMs: number; lastMs: number }): void {
    const { ports, background } = this.#with;
    const dueMs = Math.min(said.lastMs + quietMs, said.firstMs + longestMs);
    const leftMs = dueMs - ports.clock.now();
    if (leftMs > 0) return void ports.clock.after(leftMs, () => this.#waitFor(said));
    this.#said = null;
    background(this.#tell(said.lastMs + quietMs <= ports.clock.now()));
  }

  /** Never rejects: what went wrong is left to the alarm. */
  async #tell(isQuiet: boolean): Promise<void> {
    const mark = this.#wakes.mark();
    const next = await this.#work();
    // While something is said, it is told of again soon.
    if (next === null || this.#said) return;
    // In the midst of talk the next message would only have it set anew.
    const set = isQuiet ? this.#wakes.restingUntil(next, mark) : this.#wakes.armed(next);
    await set.catch(() => undefined);
  }

  #work(): Promise<number | null> {
    const { id, ports, erase } = this.#with;
    return onAlarm(id, this.#workers, ports, erase);
  }
}
