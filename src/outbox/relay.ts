/** Sends what the outbox holds to the queue. A send is counted before it is made, so that a crash in between delays the next one instead of losing the row. */
import { conversationOf } from "#domain/ids";
import type { Clock } from "#ports/clock";
import type { HandoffQueue } from "#ports/handoff-queue";
import type { Randomness } from "#ports/randomness";
import type { Telemetry } from "#ports/telemetry";
import type { Outbox } from "./outbox.ts";

export type RelayPorts = { queue: HandoffQueue; clock: Clock; randomness: Randomness; telemetry: Telemetry };

/** Sends every due row once. Never rejects: what did not get through is due again later. */
export async function relay(outbox: Outbox, { queue, clock, randomness, telemetry }: RelayPorts): Promise<void> {
  for (const row of outbox.due(clock.now())) {
    outbox.sent(row, clock.now(), randomness.unit());
    const fields = { conversation_id: conversationOf(row.id), handoff_id: row.id, attempt: row.attempts + 1 };
    try {
      await queue.send({ v: 1, handoff: row.id, conversation: conversationOf(row.id), trace: null });
      telemetry.log("info", "outbox.sent", fields);
    } catch (error) {
      telemetry.log("warn", "outbox.send_failed", { ...fields, reason: error instanceof Error ? error.name : "unknown" });
    }
  }
}
