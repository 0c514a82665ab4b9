/**
 * The queue's consumer: each message starts, or wakes, the workflow of its handoff, and is acknowledged by itself, so that one that fails does not
 * bring back the others. A message that nobody can read is logged and let go: the conversation's outbox still has the handoff.
 */
import type { EscalationPorts } from "#compose/escalation-ports";
import { type HandoffMessage, HandoffMessageSchema } from "#contracts/handoffs";
import { parseTraceparent, traceparent } from "#domain/trace";
import { type TellingPorts, tellTwin } from "./tell-twin.ts";

/** The part of a queue's batch that is used. */
export type HandoffBatch = {
  readonly messages: readonly {
    readonly body: unknown;
    readonly attempts: number;
    /** When it was sent. */
    readonly timestamp: Date;
    ack(): void;
    retry(options: { delaySeconds: number }): void;
  }[];
};

/** Grows with the attempts, so that a workflow service in trouble is not pressed. Seconds. */
const retryDelayS = (attempts: number): number => Math.min(60, 2 ** Math.min(attempts, 6));

export async function consumeHandoffs(
  batch: HandoffBatch,
  { workflows, telemetry, clock, ...twin }: Pick<EscalationPorts, "workflows" | "telemetry" | "clock"> & TellingPorts,
): Promise<void> {
  await Promise.all(
    batch.messages.map(async (message) => {
      const body = HandoffMessageSchema.safeParse(message.body);
      if (!body.success) {
        telemetry.log("error", "handoff.unreadable", { attempt: message.attempts });
        return message.ack();
      }
      if (body.data.kind === "tell") {
        await tell(body.data, { telemetry, ...twin });
        // Acknowledged whatever came of it: the conversation's outbox sends again until the twin knows.
        return message.ack();
      }
      const fields = { handoff_id: body.data.handoff, conversation_id: body.data.conversation, attempt: message.attempts };
      try {
        const sent = parseTraceparent(body.data.trace);
        const links = sent ? [sent] : [];
        telemetry.observe("queue_wait_seconds", {}, (clock.now() - message.timestamp.getTime()) / 1000, sent?.traceId);
        // A workflow has a trace of its own on the platform; it is told where it belongs.
        const ensure = () => workflows.ensure({ ...body.data, trace: hereOr(telemetry, body.data.trace) });
        const outcome = await telemetry.span("process edgedesk-handoffs", fields, ensure, { kind: "consumer", parent: sent, links });
        telemetry.log("info", "handoff.workflow", { ...fields, outcome });
        message.ack();
      } catch (error) {
        telemetry.count("workflow_failures", {});
        telemetry.log("warn", "handoff.workflow_failed", { ...fields, reason: error instanceof Error ? error.name : "unknown" });
        message.retry({ delaySeconds: retryDelayS(message.attempts) });
      }
    }),
  );
}

const hereOr = (telemetry: EscalationPorts["telemetry"], trace: string | null): string | null => {
  const here = telemetry.context();
  return here ? traceparent(here) : trace;
};

async function tell(message: HandoffMessage, { telemetry, ...ports }: Pick<EscalationPorts, "telemetry"> & TellingPorts): Promise<void> {
  const fields = { handoff_id: message.handoff, conversation_id: message.conversation };
  try {
    await tellTwin(message, ports);
    telemetry.log("info", "twin.told", fields);
  } catch (error) {
    telemetry.log("warn", "twin.not_told", { ...fields, reason: error instanceof Error ? error.name : "unknown" });
  }
}
