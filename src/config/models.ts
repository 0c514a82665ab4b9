/**
 * Which model does what: `support/models.yaml`, checked when it is built and again when it is loaded. A profile is what the var MODELS names; it gives each agent its ladder of
 * models, best first. The bottom rung beneath them needs no model and stands in no file.
 */
import { z } from "zod";
import { PriceSchema, SpendSchema } from "#domain/spending";

const providers = ["workers-ai", "openai-compatible"] as const;

/** "<provider>/<the provider's own name of the model>". */
const ModelIdSchema = z
  .string()
  .refine(
    (id) => providers.some((provider) => id.startsWith(`${provider}/`)),
    `a model is "<provider>/<name>", the provider one of ${providers.join(", ")}`,
  );

/** More would not have the time to try. */
const LadderSchema = z.array(ModelIdSchema).max(3, "a ladder has at most three models");

const FindingSchema = z.strictObject({
  /** Of the sections at import and of the questions. */
  embedding: ModelIdSchema,
  reranker: ModelIdSchema.optional(),
  /** Where the vectors are: the bound index, or D1 and the isolate's memory, which need no account. */
  vectors: z.enum(["vectorize", "d1"]),
});
/** How a profile finds articles by meaning, beside by words. */
export type FindingModels = z.infer<typeof FindingSchema>;

const LaddersSchema = z.strictObject({
  router: LadderSchema.default([]),
  resolution: LadderSchema.default([]),
  escalation: LadderSchema.default([]),
  /** Looks at what the resolution models wrote, on top of the check by words. Empty: nobody does. */
  judge: LadderSchema.default([]),
});
export type ModelAgent = keyof z.infer<typeof LaddersSchema>;

const ProfileSchema = LaddersSchema.extend({ knowledge: FindingSchema.optional() });

const EmbeddingSchema = z.strictObject({
  /** Length of its vectors, which an index keeps for life. Vectorize takes 1,536 at most. */
  dimensions: z.int().min(1).max(1_536),
  /** Cosine from which on a section is near enough to a question for a model to read it although they share few words. */
  nearFrom: z.number().min(0).max(1),
});

/** Longest that a question waits for vectors, and then for their reranking; afterwards what there is answers. */
const FindingLimitsSchema = z.strictObject({ vectorsMs: z.int().min(50).max(3_000), rerankMs: z.int().min(50).max(2_000) });

const CallLimitsSchema = z.strictObject({
  /** Until the first piece of the answer, and from each piece to the next. */
  idleMs: z.int().min(100).max(10_000),
  /** For all models of the agent together; the bottom rung follows. */
  totalMs: z.int().min(500).max(30_000),
  maxOutputTokens: z.int().min(16).max(8_192),
  maxInputTokens: z.int().min(256).max(200_000),
});

export const ModelsSchema = z
  .strictObject({
    profiles: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), ProfileSchema),
    prices: z.record(ModelIdSchema, PriceSchema),
    embeddings: z.record(ModelIdSchema, EmbeddingSchema).default({}),
    limits: z.strictObject({
      router: CallLimitsSchema,
      resolution: CallLimitsSchema,
      escalation: CallLimitsSchema,
      judge: CallLimitsSchema,
      knowledge: FindingLimitsSchema,
    }),
    caps: z.strictObject({ conversation: SpendSchema, visitorDay: SpendSchema, day: SpendSchema }),
  })
  .superRefine(({ profiles, prices, embeddings }, context) => {
    for (const [name, { knowledge }] of Object.entries(profiles)) {
      if (knowledge?.vectors === "vectorize" && !embeddings[knowledge.embedding])
        context.addIssue({
          code: "custom",
          path: ["embeddings"],
          message: `${knowledge.embedding}, which the profile ${name} keeps in Vectorize, has no dimensions`,
        });
    }
    for (const id of Object.values(profiles).flatMap(modelsOf)) {
      // A server of one's own may cost nothing; what Cloudflare runs has a price, and a cap on money needs to know it.
      if (id.startsWith("workers-ai/") && !prices[id])
        context.addIssue({ code: "custom", path: ["prices"], message: `${id} has no price` });
    }
  });
export type Models = z.infer<typeof ModelsSchema>;

function modelsOf({ router, resolution, escalation, judge, knowledge }: z.infer<typeof ProfileSchema>): string[] {
  const finding = knowledge ? [knowledge.embedding, ...(knowledge.reranker === undefined ? [] : [knowledge.reranker])] : [];
  return [...router, ...resolution, ...escalation, ...judge, ...finding];
}
