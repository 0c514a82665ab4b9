/** What the knowledge agent gives and the resolution agent takes: the one shape that two agents share, so it belongs to neither. */
import { z } from "zod";
import { PassageSchema } from "#contracts/articles";

export const FindingsSchema = z.object({
  passages: z.array(PassageSchema).describe("best first"),
  answerability: z.number().min(0).max(1),
  threshold: z.number().min(0).max(1).describe("below it the question counts as not answered"),
  source: z.string().describe("what was searched"),
  nearness: z.number().optional().describe("cosine of the section that is nearest in meaning, where vectors were searched"),
  near: z.boolean().optional().describe("it is near enough for a model to read it although it shares few words with the question"),
});
export type KnowledgeFindings = z.infer<typeof FindingsSchema>;
