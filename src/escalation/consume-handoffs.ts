/**
 * The queue's consumer: each message starts, or wakes, the workflow of its handoff, and is acknowledged by itself, so that one that fails does not
 * bring back the others. A message that nobody can read is logged and let go: the conversation's outbox still has the handoff.
 */
import type { EscalationPorts } from "#compose/escalation-ports";
import { type HandoffMessage, HandoffMessageSchema } from "#contracts/handoffs";
import { parseTraceparent, traceparent } from "#domain/trace";
import { followConversation, type FollowingPorts } from "./follow-conversation.ts";
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
  { workflows, telemetry, clock, ...ports }: Pick<EscalationPorts, "workflows" | "telemetry" | "clock"> & TellingPorts & FollowingPorts,
): Promise<void> {
  const errands = {
    tell: { done: "twin.told", failed: "twin.not_told", run: (message: HandoffMessage) => tellTwin(message, ports) },
    follow: {
      done: "ticket.followed",
      failed: "ticket.not_followed",
      run: (message: HandoffMessage) => followConversation(message, { ...ports, workflows }),
    },
  } as const;
  await Promise.all(
    batch.messages.map(async (message) => {
      const body = HandoffMessageSchema.safeParse(message.body);
      if (!body.success) {
        telemetry.log("error", "handoff.unreadable", { attempt: message.attempts });
        return message.ack();
      }
      const { kind = "open" } = body.data;
      if (kind !== "open") {
        await errand(body.data, errands[kind], telemetry);
        // Acknowledged whatever came of it: the conversation's outbox sends again until it has been done.
        return message.ack();
      }
      const fields = { handoff_id: body.data.handoff, conversation_id: body.data.conversation, attempt: message.attempts };
      try {
        const sent = parseTraceparent(body.data.trace);
        const links = sent ? [sent] : [];
        telemetry.observe("queue_wait_seconds", {}, (clock.now() - message.timestamp.getTime()) / 1000, () => sent?.traceId);
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

type Errand = { done: string; failed: string; run: (message: HandoffMessage) => Promise<unknown> };

async function errand(message: HandoffMessage, { done, failed, run }: Errand, telemetry: EscalationPorts["telemetry"]): Promise<void> {
  const fields = { handoff_id: message.handoff, conversation_id: message.conversation };
  try {
    await run(message);
    telemetry.log("info", done, fields);
  } catch (error) {
    telemetry.log("warn", failed, { ...fields, reason: error instanceof Error ? error.name : "unknown" });
  }
}
