/** How satisfied customers were, over all conversations. */
import { z } from "zod";
import { RatingSchema } from "#contracts/events";
import { ConversationIdSchema } from "#domain/ids";

export const RatedConversationSchema = RatingSchema.extend({
  conversation: ConversationIdSchema,
  at: z.iso.datetime().describe("when it was rated, UTC"),
  spokenBy: z.enum(["ai", "person"]).describe("person: somebody at the desk had written in it"),
});
export type RatedConversation = z.infer<typeof RatedConversationSchema>;

export const RatingsQuerySchema = z.object({
  from: z.iso.datetime().optional().describe("rated at or after"),
  before: z.iso.datetime().optional().describe("rated before; the `at` of the last row gives the next page"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const RatingsSchema = z.object({
  count: z.int().describe("of the period, whatever the limit"),
  mean: z.number().min(1).max(5).nullable().describe("null: nobody has rated"),
  byScore: z.array(z.int()).length(5).describe("how many gave 1, 2, 3, 4, 5"),
  ratings: z.array(RatedConversationSchema).describe("newest first"),
});
export type Ratings = z.infer<typeof RatingsSchema>;
