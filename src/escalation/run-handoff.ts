/**
 * What a handoff's workflow does, step by step: write the brief, open the ticket, tell the customer, wait until the ticket is closed. Every step may run again: the
 * brief is journalled, the ticket desk deduplicates by the handoff's id, and the conversation announces a ticket once.
 */
import type { EscalationPorts } from "#compose/escalation-ports";
import { type HandoffMessage, workflowEvents } from "#contracts/handoffs";
import { parseTraceparent, traceparent } from "#domain/trace";
import type { ConversationClient } from "#ports/conversations";

export type StepPolicy = {
  retries: { limit: number; delay: `${number} second`; backoff: "exponential" };
  timeout: `${number} seconds`;
};

/** The part of a workflow's steps that is used: the platform keeps what a step gave, and does not run it again. */
export interface HandoffSteps {
  do<T extends Rpc.Serializable<T>>(name: string, policy: StepPolicy, work: () => Promise<T>): Promise<T>;
  /** Rejects when the time is up. */
  waitForEvent(name: string, options: { type: string; timeout: `${number} days` }): Promise<unknown>;
}

/**
 * Waits of 1, 2, 4, 8 and 16 s. A step that still fails ends the workflow, and the outbox has it started again: further retries would double their waits past
 * everything that a customer waits for, and nothing can hurry them.
 */
export const patient: StepPolicy = { retries: { limit: 5, delay: "1 second", backoff: "exponential" }, timeout: "30 seconds" };

/** How long a ticket may stay open before its workflow ends; the ticket itself stays. */
const waitsFor = "90 days";

/** The part of the ports that a handoff uses. */
export type HandoffPorts = Pick<EscalationPorts, "tickets" | "telemetry" | "ledger"> & {
  conversations: { get(id: string): Pick<ConversationClient, "writeBrief" | "ticketOpened"> };
};

/** How a handoff's workflow ended. */
export type HandoffEnd = { outcome: "erased" | "settled" | "outlasted"; ticket: string | null };

export async function runHandoff(
  { handoff, conversation, trace }: HandoffMessage,
  instance: string,
  step: HandoffSteps,
  { conversations, tickets, telemetry, ledger }: HandoffPorts,
): Promise<HandoffEnd> {
  const ended = async (end: HandoffEnd): Promise<HandoffEnd> => {
    await step.do("note the end", patient, () => ledger.ended(handoff));
    return end;
  };
  const fields = { handoff_id: handoff, conversation_id: conversation, workflow_id: instance };

  const sent = parseTraceparent(trace);
  /** A step in a span of its own, under the one that sent the message: the platform begins a new trace here. */
  const traced = <T>(name: string, work: () => Promise<T>): Promise<T> =>
    telemetry.span(name, fields, work, { parent: sent, links: sent ? [sent] : [] });
  const here = (): string | null => {
    const context = telemetry.context();
    return context && traceparent(context);
  };

  const openTicket = async () => {
    // The brief quotes the customer. The platform keeps a step's result for weeks, so the brief is never one; the conversation journals it.
    const written = await conversations.get(conversation).writeBrief(handoff, here());
    if (!written.ok) return null;
    const request = { handoff, conversation, ...written.value };
    try {
      const { id, number } = await telemetry.span("open at the ticket desk", fields, () => tickets.open(request), { kind: "client" });
      return { id, number };
    } catch (error) {
      telemetry.count("ticket_failures", {});
      await ledger.failed(handoff, `ticket desk: ${error instanceof Error ? error.message : "unknown"}`).catch(() => undefined);
      throw error;
    }
  };
  const ticket = await step.do("open the ticket", patient, () => traced("open the ticket", openTicket));
  // Nothing is left of an erased conversation, so there is nobody to open a ticket for.
  if (!ticket) return ended({ outcome: "erased", ticket: null });
  telemetry.log("info", "handoff.ticket", { ...fields, ticket_id: ticket.id });

  const tellCustomer = async () => {
    const told = await conversations.get(conversation).ticketOpened(handoff, ticket, here());
    if (told.ok) await ledger.told(handoff);
    return !told.ok && told.error.reason === "not_found";
  };
  const erased = await step.do("tell the customer", patient, () => traced("tell the customer", tellCustomer));
  if (erased) {
    // Erased between brief and ticket: the brief quotes the customer, so the ticket goes too.
    await step.do("forget the ticket", patient, async () => tickets.forget(conversation));
    return ended({ outcome: "erased", ticket: null });
  }

  try {
    await step.waitForEvent("wait until the ticket is closed", { type: workflowEvents.settled, timeout: waitsFor });
  } catch {
    return ended({ outcome: "outlasted", ticket: ticket.id });
  }
  return ended({ outcome: "settled", ticket: ticket.id });
}
