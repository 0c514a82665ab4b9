/** What the knowledge agent gives and the resolution agent takes: the one shape that two agents share, so it belongs to neither. */
import { z } from "zod";
import { PassageSchema } from "#contracts/articles";

export const FindingsSchema = z.object({
  passages: z.array(PassageSchema).describe("best first"),
  answerability: z.number().min(0).max(1),
  threshold: z.number().min(0).max(1).describe("below it the question counts as not answered"),
  source: z.string().describe("what was searched"),
});
export type KnowledgeFindings = z.infer<typeof FindingsSchema>;
