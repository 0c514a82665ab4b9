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

const ProfileSchema = z.strictObject({
  router: LadderSchema.default([]),
  resolution: LadderSchema.default([]),
  escalation: LadderSchema.default([]),
});
export type ModelAgent = keyof z.infer<typeof ProfileSchema>;

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
    limits: z.strictObject({ router: CallLimitsSchema, resolution: CallLimitsSchema, escalation: CallLimitsSchema }),
    caps: z.strictObject({ conversation: SpendSchema, visitorDay: SpendSchema, day: SpendSchema }),
  })
  .superRefine(({ profiles, prices }, context) => {
    for (const id of Object.values(profiles).flatMap((profile) => Object.values(profile).flat())) {
      // A server of one's own may cost nothing; what Cloudflare runs has a price, and a cap on money needs to know it.
      if (id.startsWith("workers-ai/") && !prices[id])
        context.addIssue({ code: "custom", path: ["prices"], message: `${id} has no price` });
    }
  });
export type Models = z.infer<typeof ModelsSchema>;
