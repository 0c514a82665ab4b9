/** What travels outside the conversation while a handoff is on its way. Ids only, never text: a queue is not a place for what people said. */
import { z } from "zod";
import { ConversationIdSchema, HandoffIdSchema } from "#domain/ids";

export const HandoffMessageSchema = z.object({
  v: z.literal(1),
  handoff: HandoffIdSchema,
  conversation: ConversationIdSchema,
  /** W3C `traceparent` of whoever sent it, because the platform starts a new trace here. What cannot be read counts as absent. */
  trace: z.string().nullable().default(null),
});
export type HandoffMessage = z.infer<typeof HandoffMessageSchema>;

/** Events that a handoff's workflow waits for. */
export const workflowEvents = { poke: "poke", settled: "settled" } as const;
