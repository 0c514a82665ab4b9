/** What travels outside the conversation while a handoff is on its way. Ids only, never text: a queue is not a place for what people said. */
import { z } from "zod";
import type { ConversationEvent } from "#contracts/events";
import { ConversationIdSchema, HandoffIdSchema } from "#domain/ids";

export const HandoffMessageSchema = z.object({
  v: z.literal(1),
  handoff: HandoffIdSchema,
  conversation: ConversationIdSchema,
  /** open: see to the ticket; tell: its twin in another system has something to hear; follow: the ticket's status follows the conversation. Absent: open. */
  kind: z.enum(["open", "tell", "follow"]).optional(),
  /** W3C `traceparent` of whoever sent it, because the platform starts a new trace here. What cannot be read counts as absent. */
  trace: z.string().nullable().default(null),
});
export type HandoffMessage = z.infer<typeof HandoffMessageSchema>;

/** Events that a handoff's workflow waits for. */
export const workflowEvents = { poke: "poke", settled: "settled" } as const;

/** Ids of operator messages that came from the twin begin with these: they are not told back. */
export const heardFromTwin = ["zd-", "wh-"] as const;

/** Is this told to a ticket's twin? */
export function isTold(event: ConversationEvent): boolean {
  switch (event.type) {
    case "customer.message":
    case "conversation.closed":
      return true;
    case "operator.message":
      return !heardFromTwin.some((prefix) => event.id.startsWith(prefix));
    default:
      return false;
  }
}
