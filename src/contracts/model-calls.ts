/**
 * One call of a model, or the reason why it was not made. The journal keeps all of it, so that a turn can be replayed without asking a model again; what was written stays in the conversation's own
 * storage and goes with it. Log, metrics and facts take the figures alone.
 */
import { z } from "zod";
import { modelOutcomes } from "#domain/model-outcomes";

export const ModelOutcomeSchema = z
  .enum(modelOutcomes)
  .describe(
    "breaker_open and over_budget: the model was not asked; unavailable: 5xx or no connection; refused: any other 4xx; cut: the stream broke off; aborted: nobody waited any more",
  );
export type ModelOutcome = z.infer<typeof ModelOutcomeSchema>;

export const TokensSchema = z.object({ input: z.int().min(0), output: z.int().min(0) });

/** Which budget was used up. */
export const CapSchema = z.enum(["conversation", "visitorDay", "day"]);

export const ModelCallSchema = z.object({
  model: z.string().describe("provider and model, such as workers-ai/@cf/…"),
  prompt: z.string().describe("name and version of the prompt"),
  outcome: ModelOutcomeSchema,
  tokens: TokensSchema,
  costMicros: z.int().min(0).describe("millionths of a US dollar"),
  tookMs: z.number(),
  cap: CapSchema.optional(),
  attempt: z.int().optional().describe("at the agent's work in which it was made; absent: the first"),
  asked: z.string().optional().describe("fingerprint of the prompt with everything in it"),
  said: z.string().optional().describe("what the model wrote, as it wrote it; absent: nothing"),
  toolCalls: z
    .array(z.object({ id: z.string(), name: z.string(), input: z.string().describe("JSON") }))
    .optional()
    .describe("tools that it asked for, in order; absent: none"),
});
export type ModelCall = z.infer<typeof ModelCallSchema>;
