/** Tells the desk's database how the customer rated the conversation. Nobody waits for it but an erasure: what is on its way must have arrived before it is forgotten. */
import type { Clock } from "#ports/clock";
import type { Randomness } from "#ports/randomness";
import type { RatingStore } from "#ports/ratings";
import type { Telemetry } from "#ports/telemetry";
import type { RatingOutbox } from "./rating-outbox.ts";

export type RatingPorts = { ratings: Pick<RatingStore, "keep">; clock: Clock; randomness: Randomness; telemetry: Telemetry };

export class RatingRelay {
  readonly #outbox: RatingOutbox;
  readonly #ports: RatingPorts;
  #working: Promise<void> | null = null;

  constructor(outbox: RatingOutbox, ports: RatingPorts) {
    this.#outbox = outbox;
    this.#ports = ports;
  }

  /** Never rejects: what did not get through is due again later. */
  relay(): Promise<void> {
    this.#working ??= this.#send().finally(() => {
      this.#working = null;
    });
    return this.#working;
  }

  /** Resolves when nothing is on its way any more. */
  async settled(): Promise<void> {
    await this.#working;
  }

  async #send(): Promise<void> {
    const { ratings, clock, randomness, telemetry } = this.#ports;
    const due = this.#outbox.due(clock.now());
    if (due === null) return;
    try {
      await ratings.keep(due.rating);
      this.#outbox.told();
    } catch (error) {
      this.#outbox.later(due.attempts, clock.now(), randomness.unit());
      telemetry.log("warn", "rating.send_failed", { reason: error instanceof Error ? error.name : "unknown" });
    }
  }
}
