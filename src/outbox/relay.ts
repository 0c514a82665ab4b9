/** Sends what the outbox holds to the queue. A send is counted before it is made, so that a crash in between delays the next one instead of losing the row. */
import { conversationOf } from "#domain/ids";
import { type TraceContext, traceparent } from "#domain/trace";
import type { Clock } from "#ports/clock";
import type { HandoffQueue } from "#ports/handoff-queue";
import type { Randomness } from "#ports/randomness";
import type { Telemetry } from "#ports/telemetry";
import { type Outbox, rowOf } from "./outbox.ts";

export type RelayPorts = { queue: HandoffQueue; clock: Clock; randomness: Randomness; telemetry: Telemetry };

/** Where a handoff began: the root of its trace, and when. */
export type Origin = { trace: TraceContext; atMs: number };

const queueName = "edgedesk-handoffs";

/** Sends every due row once. Never rejects: what did not get through is due again later. */
export async function relay(
  outbox: Outbox,
  { queue, clock, randomness, telemetry }: RelayPorts,
  originOf: (handoff: string) => Origin,
): Promise<void> {
  for (const row of outbox.due(clock.now())) {
    outbox.sent(row, clock.now(), randomness.unit());
    const { handoff, kind } = rowOf(row.id);
    const conversation = conversationOf(row.id);
    const fields = { conversation_id: conversation, handoff_id: handoff, attempt: row.attempts + 1 };
    const { trace: parent, atMs } = originOf(handoff);
    if (kind === "open") telemetry.waits(handoff, atMs, parent.traceId);
    try {
      const send = (): Promise<void> => {
        const trace = traceparent(telemetry.context() ?? parent);
        return queue.send({ v: 1, handoff, conversation, trace, ...(kind === "tell" ? { kind } : {}) });
      };
      await telemetry.span(`send ${queueName}`, { ...fields, destination: queueName }, send, { kind: "producer", parent });
      telemetry.count("outbox_sends", { sent: "sent" });
      telemetry.log("info", "outbox.sent", fields);
    } catch (error) {
      telemetry.count("outbox_sends", { sent: "failed" });
      telemetry.log("warn", "outbox.send_failed", { ...fields, reason: error instanceof Error ? error.name : "unknown" });
    }
  }
}
