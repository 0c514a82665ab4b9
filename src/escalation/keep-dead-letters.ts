/** The consumer of the dead-letter queue: what was given up is kept where the desk shows it. What cannot be kept now comes again; what cannot be read is logged. */
import type { EscalationPorts } from "#compose/escalation-ports";
import { HandoffMessageSchema } from "#contracts/handoffs";
import type { HandoffBatch } from "./consume-handoffs.ts";

const retryDelayS = 30;

export async function keepDeadLetters(
  batch: HandoffBatch,
  { deadLetters, telemetry }: Pick<EscalationPorts, "deadLetters" | "telemetry">,
): Promise<void> {
  await Promise.all(
    batch.messages.map(async (message) => {
      const body = HandoffMessageSchema.safeParse(message.body);
      if (!body.success) {
        telemetry.log("error", "dead_letter.unreadable", { attempt: message.attempts });
        return message.ack();
      }
      const fields = { handoff_id: body.data.handoff, conversation_id: body.data.conversation };
      try {
        await deadLetters.keep(body.data);
        telemetry.count("dead_letters", {});
        telemetry.log("error", "dead_letter.kept", fields);
        message.ack();
      } catch (error) {
        telemetry.log("warn", "dead_letter.not_kept", { ...fields, reason: error instanceof Error ? error.name : "unknown" });
        message.retry({ delaySeconds: retryDelayS });
      }
    }),
  );
}
