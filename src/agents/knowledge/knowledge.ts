/** The knowledge agent: which passages of the help articles speak of the question, and would they answer it? */
import { z } from "zod";
import type { Knowledge, SemanticKnowledge } from "#ports/knowledge";
import { cutAccountNumbers } from "../account-numbers.ts";
import type { Agent } from "../agent.ts";
import { FindingsSchema, type KnowledgeFindings } from "../findings.ts";
import { policies } from "../policies.ts";

export const KnowledgeInputSchema = z.object({
  question: z.string(),
  limit: z.int().min(1).max(20).describe("most passages"),
  perArticle: z.int().min(1).max(10).describe("most passages of one article"),
});

/** `semantics`: absent on a desk that finds by words alone. */
export type KnowledgePorts = { knowledge: Pick<Knowledge, "search">; semantics?: SemanticKnowledge | undefined };

export const knowledgeAgent: Agent<z.infer<typeof KnowledgeInputSchema>, KnowledgeFindings, KnowledgePorts> = {
  name: "knowledge",
  description: "Finds the passages of the help articles that answer a question, and says how sure it is that they do.",
  effect: "read",
  input: KnowledgeInputSchema,
  output: FindingsSchema,
  policy: policies.knowledge,
  rungs: [
    {
      name: "model",
      available: ({ semantics }) => semantics !== undefined,
      async run({ question, limit, perArticle }, { semantics }, { signal, status, called }) {
        if (!semantics) throw new Error("this rung needs vectors");
        status("searching");
        return semantics.search(cutAccountNumbers(question), { limit, perArticle, signal }, called);
      },
    },
    {
      name: "embedded",
      async run({ question, limit, perArticle }, { knowledge }, { signal, status }) {
        status("searching");
        return knowledge.search(cutAccountNumbers(question), { limit, perArticle, signal });
      },
    },
  ],
};
