/**
 * Does what the outbox holds: handoffs go to the queue, and that the conversation was erased goes to whoever holds something of it. A try is counted before it is made, so
 * that a crash in between delays the next one instead of losing the row.
 */
import { conversationOf } from "#domain/ids";
import { type TraceContext, traceparent } from "#domain/trace";
import type { Clock } from "#ports/clock";
import type { HandoffQueue } from "#ports/handoff-queue";
import type { Randomness } from "#ports/randomness";
import type { LogFields, Telemetry } from "#ports/telemetry";
import { type Outbox, rowOf } from "./outbox.ts";

export type RelayPorts = {
  queue: HandoffQueue;
  clock: Clock;
  randomness: Randomness;
  telemetry: Telemetry;
  originOf: (handoff: string) => Origin;
  /** Makes the outside forget the conversation. */
  clearOutside: () => Promise<void>;
};

/** Where a handoff began: the root of its trace, and when. */
export type Origin = { trace: TraceContext; atMs: number };

const queueName = "edgedesk-handoffs";

/** Tries every due row once. Never rejects: what did not get through is due again later. */
export async function relay(outbox: Outbox, ports: RelayPorts): Promise<void> {
  const { clock, randomness, telemetry } = ports;
  for (const row of outbox.due(clock.now())) {
    outbox.sent(row, clock.now(), randomness.unit());
    const { of, kind } = rowOf(row.id);
    const fields = { conversation_id: conversationOf(of), attempt: row.attempts + 1, ...(kind === "forget" ? {} : { handoff_id: of }) };
    try {
      if (kind === "forget") {
        await ports.clearOutside();
        outbox.confirm(row.id);
      } else await sendHandoff(of, kind, fields, ports);
      telemetry.count("outbox_sends", { sent: "sent" });
      telemetry.log("info", kind === "forget" ? "outbox.forgotten" : "outbox.sent", fields);
    } catch (error) {
      telemetry.count("outbox_sends", { sent: "failed" });
      telemetry.log("warn", "outbox.send_failed", { ...fields, reason: error instanceof Error ? error.name : "unknown" });
    }
  }
}

async function sendHandoff(handoff: string, kind: "open" | "tell" | "follow", fields: LogFields, ports: RelayPorts): Promise<void> {
  const { queue, telemetry, originOf } = ports;
  const conversation = conversationOf(handoff);
  const { trace: parent, atMs } = originOf(handoff);
  if (kind === "open") telemetry.waits(handoff, atMs, parent.traceId);
  const send = (): Promise<void> => {
    const trace = traceparent(telemetry.context() ?? parent);
    return queue.send({ v: 1, handoff, conversation, trace, ...(kind === "open" ? {} : { kind }) });
  };
  await telemetry.span(`send ${queueName}`, { ...fields, destination: queueName }, send, { kind: "producer", parent });
}
