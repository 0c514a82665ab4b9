/** Answers that quoted an article, with the words that they quoted: what an edit of it may undermine. */
import { z } from "zod";
import { ConversationIdSchema, TurnIdSchema } from "#domain/ids";

export const CitingAnswersSchema = z.object({
  answers: z
    .array(
      z.object({
        turn: TurnIdSchema,
        conversation: ConversationIdSchema,
        at: z.iso.datetime(),
        outcome: z.string().describe("answered, or asked_back: offered as near"),
        quotes: z
          .array(z.object({ section: z.string(), quote: z.string(), version: z.string().describe("of the article when it was quoted") }))
          .describe("empty: offered by its title"),
      }),
    )
    .describe("newest first, at most 20"),
  hasMore: z.boolean(),
});
export type CitingAnswers = z.infer<typeof CitingAnswersSchema>;
