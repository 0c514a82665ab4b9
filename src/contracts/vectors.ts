/** Work on the sections' vectors: what travels on the queue, and how far it has come. Ids only; the text stays in D1. */
import { z } from "zod";
import { ArticleIdSchema } from "#contracts/articles";

export const ArticleMessageSchema = z.object({ v: z.literal(1), article: ArticleIdSchema });
export type ArticleMessage = z.infer<typeof ArticleMessageSchema>;

export const VectorProgressSchema = z.object({
  sections: z.int().describe("in force"),
  ready: z.int().describe("sections whose vector is in the index"),
  leftOver: z.int().describe("vectors of sections that are gone, still to be removed; none is ever shown"),
  failed: z.array(z.string()).describe("articles that were given up after all tries; POST tries again"),
});
export type VectorProgress = z.infer<typeof VectorProgressSchema>;

/** `null`: this desk finds articles by their words alone. */
export const VectorStateSchema = z.object({
  vectors: VectorProgressSchema.extend({
    model: z.string().describe("of the embeddings: provider and name"),
    store: z.enum(["vectorize", "d1"]),
  }).nullable(),
});
export const VectorsQueuedSchema = z.object({ queued: z.int().describe("articles with something to do") });
