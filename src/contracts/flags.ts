/** Answers that somebody at the desk found bad: why, and what should have come. They are what golden conversations are made of. */
import { z } from "zod";
import { AnswerKindSchema } from "#contracts/events";
import { ConversationIdSchema, TurnIdSchema } from "#domain/ids";

export const WantedSchema = z.strictObject({
  kind: z
    .enum([...AnswerKindSchema.options, "handoff"])
    .optional()
    .describe("what should have come"),
  article: z.string().trim().min(1).max(120).optional().describe("id of the article that answers"),
});

export const FlagAnswerSchema = z.strictObject({
  turn: TurnIdSchema,
  why: z.string().trim().min(1).max(2000).describe("what was wrong with it"),
  wanted: WantedSchema.default({}),
});

export const FlagSchema = z.object({
  turn: TurnIdSchema,
  conversation: ConversationIdSchema,
  at: z.iso.datetime(),
  why: z.string(),
  wanted: WantedSchema,
});
export type Flag = z.infer<typeof FlagSchema>;

export const FlagListSchema = z.object({ flags: z.array(FlagSchema).describe("newest first, at most 200") });
