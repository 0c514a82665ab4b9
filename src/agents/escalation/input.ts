/** What the escalation agent is given of a conversation. */
import { z } from "zod";
import { HandoffReasonSchema } from "#contracts/events";

export const EscalationInputSchema = z.object({
  reason: HandoffReasonSchema,
  category: z.string(),
  sentiment: z.number().min(-1).max(1),
  exchanges: z
    .array(z.object({ customer: z.string(), answer: z.string().nullable(), sources: z.array(z.string()) }))
    .describe("the conversation as pairs, oldest first; answer: what the AI said, null when nothing"),
});
export type EscalationInput = z.infer<typeof EscalationInputSchema>;
