/**
 * The durable rest of a handoff, one instance each, named by the handoff's id: write the brief, open the ticket, tell the customer, wait until the ticket is
 * closed. Every step may run again: the brief is journalled, the ticket desk deduplicates by the handoff's id, and the conversation announces a ticket once.
 */
import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep, type WorkflowStepConfig } from "cloudflare:workers";
import { escalationPorts } from "#compose/escalation-ports";
import { type HandoffMessage, HandoffMessageSchema, workflowEvents } from "#contracts/handoffs";

const patient: WorkflowStepConfig = { retries: { limit: 12, delay: "1 second", backoff: "exponential" }, timeout: "30 seconds" };

/** How long a ticket may stay open before its workflow ends; the ticket itself stays. */
const waitsFor = "90 days";

/** How a handoff's workflow ended. */
type HandoffEnd = { outcome: "erased" | "settled" | "outlasted"; ticket: string | null };

export class HandoffWorkflow extends WorkflowEntrypoint<Env, HandoffMessage> {
  override async run(event: Readonly<WorkflowEvent<HandoffMessage>>, step: WorkflowStep): Promise<HandoffEnd> {
    const { handoff, conversation } = HandoffMessageSchema.parse(event.payload);
    const { conversations, tickets, telemetry } = escalationPorts(this.env);
    const client = conversations.get(conversation);
    const fields = { handoff_id: handoff, conversation_id: conversation, workflow_id: event.instanceId };

    const ticket = await step.do("open the ticket", patient, async () => {
      // The brief quotes the customer. The platform keeps a step's result for weeks, so the brief is never one; the conversation journals it.
      const written = await client.writeBrief(handoff);
      if (!written.ok) return null;
      const { id, number } = await tickets.open({ handoff, conversation, ...written.value });
      return { id, number };
    });
    // Nothing is left of an erased conversation, so there is nobody to open a ticket for.
    if (!ticket) return { outcome: "erased", ticket: null };
    telemetry.log("info", "handoff.ticket", { ...fields, ticket_id: ticket.id });

    const erased = await step.do("tell the customer", patient, async () => {
      const told = await client.ticketOpened(handoff, ticket);
      return !told.ok && told.error.reason === "not_found";
    });
    if (erased) {
      // Erased between brief and ticket: the brief quotes the customer, so the ticket goes too.
      await step.do("forget the ticket", patient, async () => tickets.forget(conversation));
      return { outcome: "erased", ticket: null };
    }

    try {
      await step.waitForEvent("wait until the ticket is closed", { type: workflowEvents.settled, timeout: waitsFor });
      return { outcome: "settled", ticket: ticket.id };
    } catch {
      return { outcome: "outlasted", ticket: ticket.id };
    }
  }
}
