/** Teaching the router: examples that people at the desk add or correct, and what was learned from them. */
import { z } from "zod";

export const IntentExampleSchema = z.object({ text: z.string().trim().min(1).max(2_000), label: z.string().min(1).max(50) });
export type IntentExample = z.infer<typeof IntentExampleSchema>;

export const StoredExampleSchema = IntentExampleSchema.extend({ id: z.int(), addedAt: z.iso.datetime() });

export const ExamplesAddSchema = z.strictObject({
  examples: z.array(IntentExampleSchema).min(1).max(500).describe("a text that is there already gets the new label"),
});

export const IntentModelFactsSchema = z.object({
  source: z.enum(["shipped", "trained"]).describe("shipped: support/intents alone; trained: with what the desk added"),
  revision: z.int(),
  examples: z.int(),
  heldOutAccuracy: z.number().min(0).max(1).describe("by cross-validation on the training examples"),
  trainedAt: z.iso.datetime().nullable(),
});
export type IntentModelFacts = z.infer<typeof IntentModelFactsSchema>;

export const IntentsSchema = z.object({
  intents: z.array(z.object({ name: z.string(), description: z.string(), handoff: z.boolean() })),
  model: IntentModelFactsSchema,
});
export const ExampleListSchema = z.object({ examples: z.array(StoredExampleSchema) });
export type ExampleList = z.infer<typeof ExampleListSchema>;
