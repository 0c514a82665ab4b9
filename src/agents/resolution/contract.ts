/** What the resolution agent is given and what it gives. */
import { z } from "zod";
import { ToolCardSchema } from "#contracts/tools";
import { CitationSchema } from "#contracts/events";
import { FindingsSchema } from "../findings.ts";

export const ResolutionInputSchema = z.object({
  question: z.string(),
  findings: FindingsSchema,
  history: z
    .array(z.object({ customer: z.string(), answer: z.string().nullable() }))
    .default([])
    .describe("what was said before, oldest first; answer: null when nothing was"),
});
export type ResolutionInput = z.infer<typeof ResolutionInputSchema>;

export const ResolutionSchema = z.object({
  answered: z.boolean(),
  text: z.string().describe("empty when not answered"),
  citations: z.array(CitationSchema),
  confidence: z.number().min(0).max(1),
  kind: z
    .enum(["answer", "question", "offer", "confirm"])
    .optional()
    .describe(
      "absent: answer; question: asks back; offer: could not help, offers a person; confirm: the card waits for the customer's word",
    ),
  card: ToolCardSchema.optional().describe("what a tool would do once the customer has confirmed it"),
});

export type Resolution = z.infer<typeof ResolutionSchema>;
