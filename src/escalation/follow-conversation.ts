/**
 * Brings a ticket to where its conversation stands: our row, its twin in another system, the workflow behind it. The conversation sends it again until it is told that the ticket has
 * followed, so each part may run twice; the twin knows a change by the log's seq and takes it once.
 */
import type { EscalationPorts } from "#compose/escalation-ports";
import type { HandoffMessage } from "#contracts/handoffs";
import type { ConversationClient } from "#ports/conversations";

export type FollowingPorts = {
  tickets: Pick<EscalationPorts["tickets"], "change">;
  workflows: Pick<EscalationPorts["workflows"], "settle">;
  conversations: { get(id: string): Pick<ConversationClient, "ticketStanding" | "ticketFollowed"> };
};

export async function followConversation(
  { handoff, conversation }: HandoffMessage,
  { tickets, workflows, conversations }: FollowingPorts,
): Promise<void> {
  const client = conversations.get(conversation);
  const standing = await client.ticketStanding(handoff);
  // Erased: its ticket goes with it. Not opened yet: the outbox asks again.
  if (!standing.ok || standing.value.ticket === null) return;
  const { ticket, ...move } = standing.value;
  await tickets.change(ticket, move);
  if (move.status === "closed") await workflows.settle(handoff);
  await client.ticketFollowed(handoff, move.seq);
}
