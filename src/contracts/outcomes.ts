/**
 * How conversations came out, over a period. Every figure comes with the number it is out of; what each one means is in docs/outcomes.md and, word for word, beside it on
 * the quality page.
 */
import { z } from "zod";
import { ConversationIdSchema, TurnIdSchema } from "#domain/ids";

export const OutcomesQuerySchema = z.object({
  from: z.iso.date().optional().describe("first day, UTC; 30 days back unless told"),
  to: z.iso.date().optional().describe("last day, UTC; today unless told"),
});

const count = z.int().min(0);
const share = z.object({ count, of: count });

export const OutcomesSchema = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  conversations: count.describe("with at least one turn in the period"),
  turns: count,
  resolved: share.describe("answered by the assistant, and no person came into it; out of the conversations that asked something"),
  reopened: share.describe(
    "came back within 72 hours with another question, after 30 minutes of silence; out of the resolved ones whose 72 hours are over",
  ),
  handedOff: share.describe("conversations with a ticket opened in the period; out of all"),
  handoffReasons: z.array(z.object({ reason: z.string(), count })).describe("tickets by why they were opened"),
  answeredBy: z.array(z.object({ rung: z.string(), count })).describe("answers by the rung that gave them"),
  outcomes: z.array(z.object({ outcome: z.string(), count })).describe("turns by how they ended"),
  csat: z.object({ count, mean: z.number().nullable(), byScore: z.array(count).length(5).describe("how many gave 1 to 5") }),
  helpful: share.describe("thumbs up, out of the answers that were rated; the newest thumb on each, by when it was given"),
  thumbsOf: count.describe("answers in the period that could have been rated"),
  thumbs: z
    .array(z.object({ by: z.enum(["rung", "intent"]), name: z.string(), up: count, down: count }))
    .describe("rated answers by the rung that gave them, and by what they were about"),
  thumbReasons: z
    .array(z.object({ reason: z.string(), count }))
    .describe("why answers were not helpful, in customers' words, most often first"),
  flagged: count.describe("answers that somebody at the desk flagged as bad"),
  cost: z.object({ micros: count.describe("millionths of a US dollar, models only"), perResolvedMicros: z.number().nullable() }),
  days: z.array(
    z.object({ day: z.iso.date(), conversations: count, answered: count, unanswered: count, handedOff: count, costMicros: count }),
  ),
});
export const BadAnswersSchema = z.object({
  answers: z
    .array(
      z.object({
        turn: TurnIdSchema,
        conversation: ConversationIdSchema,
        at: z.iso.datetime(),
        reason: z.string().nullable().describe("the customer's own words"),
        intent: z.string().nullable(),
        flagged: z.boolean().describe("somebody at the desk has flagged it"),
      }),
    )
    .describe("newest first, at most 50"),
});
export type BadAnswers = z.infer<typeof BadAnswersSchema>;
export type Outcomes = z.infer<typeof OutcomesSchema>;
