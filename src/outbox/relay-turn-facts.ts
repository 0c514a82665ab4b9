/** Tells the desk's database what the outbox of facts holds. Nobody waits for it: a turn's facts may be some seconds late, and are never lost. */
import type { Clock } from "#ports/clock";
import type { Randomness } from "#ports/randomness";
import type { Telemetry } from "#ports/telemetry";
import type { TurnFactsStore } from "#ports/turn-facts";
import type { TurnFactsOutbox } from "./turn-facts-outbox.ts";

export type TurnFactsPorts = { turnFacts: Pick<TurnFactsStore, "keep">; clock: Clock; randomness: Randomness; telemetry: Telemetry };

/** Sends every due row. Never rejects: what did not get through is due again later. */
export async function relayTurnFacts(outbox: TurnFactsOutbox, { turnFacts, clock, randomness, telemetry }: TurnFactsPorts): Promise<void> {
  for (let rows = outbox.due(clock.now()); rows.length > 0; rows = outbox.due(clock.now())) {
    try {
      await turnFacts.keep(rows.map(({ facts }) => facts));
      outbox.told(rows);
    } catch (error) {
      outbox.later(rows, clock.now(), randomness.unit());
      telemetry.log("warn", "turn_facts.send_failed", { count: rows.length, reason: error instanceof Error ? error.name : "unknown" });
    }
  }
}
