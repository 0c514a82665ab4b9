/** Handoffs whose message the queue has given up. The conversation's outbox still has them; a person should know all the same. */
import { z } from "zod";
import { ConversationIdSchema, HandoffIdSchema } from "#domain/ids";

export const DeadLetterSchema = z.object({
  id: z.string(),
  handoff: HandoffIdSchema,
  conversation: ConversationIdSchema,
  givenUpBy: z
    .enum(["queue", "reconciler"])
    .describe("queue: its consumer failed ten times; reconciler: no ticket after more than an hour"),
  lastFailure: z.string().nullable().describe("why the last try came to nothing, where it is known"),
  deaths: z.int().min(1).describe("how often the queue gave it up"),
  diedAt: z.iso.datetime(),
  replayedAt: z.iso.datetime().nullable().describe("when it was last sent again; null: not since it died"),
});
export type DeadLetter = z.infer<typeof DeadLetterSchema>;

export const DeadLetterListSchema = z.object({ deadLetters: z.array(DeadLetterSchema).describe("newest first, at most 100") });
