/** Questions that the articles did not answer, and asking one again. */
import { z } from "zod";
import { ArticleIdSchema, PassageSchema } from "#contracts/articles";
import { CitationSchema } from "#contracts/events";
import { ConversationIdSchema, TurnIdSchema } from "#domain/ids";

export const GapSchema = z.object({
  turn: TurnIdSchema,
  conversation: ConversationIdSchema,
  question: z.string().describe("as the customer asked it, without personal data"),
  intent: z.string().nullable(),
  outcome: z.enum(["offered_person", "asked_back", "handed_off"]),
  askedAt: z.iso.datetime(),
});
export type Gap = z.infer<typeof GapSchema>;

export const GapGroupSchema = z.object({
  question: z.string().describe("the shortest of them, for the list"),
  size: z.int(),
  lastAskedAt: z.iso.datetime(),
  gaps: z.array(GapSchema).describe("newest first"),
});
export type GapGroup = z.infer<typeof GapGroupSchema>;

export const GapListSchema = z.object({
  groups: z.array(GapGroupSchema).describe("most often asked first"),
  open: z.int().describe("questions in all groups"),
  waiting: z.int().describe("turns that are still to be looked at; ask again"),
});
export type GapList = z.infer<typeof GapListSchema>;

export const GapSettleSchema = z.strictObject({
  turns: z.array(TurnIdSchema).min(1).max(500),
  article: ArticleIdSchema.nullable().describe("that answers them now; null: they are put aside"),
});
export const GapsSettledSchema = z.object({ settled: z.int() });

export const TryQuestionSchema = z.strictObject({ question: z.string().trim().min(1).max(1_000) });
export const TriedQuestionSchema = z.object({
  answered: z.boolean().describe("false: the desk would say that it does not know, and offer a person"),
  text: z.string(),
  citations: z.array(CitationSchema),
  answerability: z.number(),
  threshold: z.number(),
  rung: z
    .enum(["embedded", "model"])
    .describe("that wrote the answer; here always the embedded one, which customers get when no model answers"),
  passages: z.array(PassageSchema.pick({ article: true, section: true, title: true, heading: true, score: true })),
});
export type TriedQuestion = z.infer<typeof TriedQuestionSchema>;
