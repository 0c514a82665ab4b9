/**
 * The standard support plan. Router and knowledge start together: retrieval is speculative, because waiting for the route would cost every customer
 * time to save a search that costs next to nothing. The resolution agent follows both, unless the router sends the customer to a person or has only a
 * courtesy to return. When the router fails, the answer is still looked for.
 */
import { z } from "zod";
import type { Plan } from "#plan/plan";
import { checkedOnce } from "./checked.ts";

export const TurnInputSchema = z.object({
  text: z.string(),
  history: z
    .array(z.object({ customer: z.string(), answer: z.string().nullable() }))
    .describe("before the text, oldest first; empty where no model reads it"),
});
export type TurnInput = z.infer<typeof TurnInputSchema>;

/** Passages that are looked at for an answer, and how many of them may come from one article: the section that answers is seldom the only one that is found. */
const passagesWanted = { limit: { value: 8 }, perArticle: { value: 3 } };

const routedTo = (disposition: string) => ({ step: "router", path: ["disposition"], is: disposition });

export const supportPlan: Plan = {
  name: "support",
  version: 2,
  steps: [
    { id: "router", agent: "router", input: { text: { from: "turn", path: ["text"] } } },
    { id: "knowledge", agent: "knowledge", input: { question: { from: "turn", path: ["text"] }, ...passagesWanted } },
    {
      id: "resolution",
      agent: "resolution",
      input: { question: { from: "turn", path: ["text"] }, findings: { from: "knowledge" }, history: { from: "turn", path: ["history"] } },
      when: { not: { any: [routedTo("courtesy"), routedTo("asked_for_person"), routedTo("complaint")] } },
    },
  ],
  // Two attempts at 5 s, then two at 8 s, with their waits.
  budget: { timeoutMs: 27_000, costMicros: 24_200 },
};

export const checkedSupportPlan = checkedOnce(supportPlan, TurnInputSchema);
