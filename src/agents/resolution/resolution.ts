/**
 * The resolution agent: an answer out of the passages, each sentence with its source, or the honest word that there is none. It never says what
 * the passages do not say.
 */
import { z } from "zod";
import { CitationSchema } from "#contracts/events";
import { extractAnswer } from "#embedded/answers/extract";
import type { Agent } from "../agent.ts";
import { FindingsSchema } from "../findings.ts";
import { policies } from "../policies.ts";
import { piecesOf } from "./pieces.ts";

export const ResolutionInputSchema = z.object({ question: z.string(), findings: FindingsSchema });

export const ResolutionSchema = z.object({
  answered: z.boolean(),
  text: z.string().describe("empty when not answered"),
  citations: z.array(CitationSchema),
  confidence: z.number().min(0).max(1),
});
export type Resolution = z.infer<typeof ResolutionSchema>;

const unanswered = (confidence: number): Resolution => ({ answered: false, text: "", citations: [], confidence });

export const resolutionAgent: Agent<z.infer<typeof ResolutionInputSchema>, Resolution, Record<never, never>> = {
  name: "resolution",
  description: "Answers a question from numbered passages with citations, or says that they do not answer it.",
  effect: "read",
  input: ResolutionInputSchema,
  output: ResolutionSchema,
  policy: policies.resolution,
  rungs: [
    {
      name: "embedded",
      run({ question, findings }, _ports, { status, delta }) {
        if (findings.answerability < findings.threshold) return unanswered(findings.answerability);
        status("writing");
        const answer = extractAnswer(question, findings.passages);
        if (!answer) return unanswered(findings.answerability);
        for (const piece of piecesOf(answer.text)) delta(piece);
        return { answered: true, text: answer.text, citations: [...answer.citations], confidence: findings.answerability };
      },
    },
  ],
};
