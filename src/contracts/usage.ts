/** What the desk has done and what that has cost: sums over turns, and the list of turns that they are made of. */
import { z } from "zod";
import { RungSchema } from "#contracts/events";
import { TurnFactsSchema, TurnOutcomeSchema } from "#contracts/turn-facts";

export const usageGroups = ["day", "intent", "model", "conversation", "rung"] as const;

/** A day, or a moment in UTC. */
const MomentSchema = z.union([z.iso.date(), z.iso.datetime()]);

export const UsageQuerySchema = z.object({
  from: MomentSchema.optional().describe("first moment, UTC; a day begins at midnight. 30 days ago unless told"),
  to: MomentSchema.optional().describe("first moment that no longer counts; now unless told"),
  group: z.enum(usageGroups).default("day"),
});
/** Times in ms since 1970. */
export type UsageQuery = { fromMs: number; toMs: number; group: (typeof usageGroups)[number] };

const sums = {
  turns: z.int(),
  tokensIn: z.int(),
  tokensOut: z.int(),
  costMicros: z.int().describe("millionths of a US dollar, by the prices of support/models.yaml at the time"),
};

export const UsageSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  group: z.enum(usageGroups),
  groups: z
    .array(
      z.object({
        key: z
          .string()
          .describe(
            'the day, intent, model, conversation or rung; "embedded": no model; "none": nothing found; "brief": handoffs\' briefs',
          ),
        ...sums,
      }),
    )
    .describe("days in order; else the dearest first, at most 1000"),
  total: z.object(sums).describe("of everything in that time, groups that are not listed among it"),
});
export type Usage = z.infer<typeof UsageSchema>;

export const RunsQuerySchema = z.object({
  outcome: TurnOutcomeSchema.optional(),
  intent: z.string().max(80).optional(),
  rung: RungSchema.optional(),
  article: z.string().max(120).optional().describe("turns that cited it"),
  conversation: z.string().max(32).optional(),
  slowerThan: z.coerce.number().int().min(0).optional().describe("ms of our own, without the models'"),
  before: z
    .string()
    .regex(/^\d{1,15}~[0-9a-f]{32}-t\d{1,9}$/)
    .optional()
    .describe("`next` of the page before"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type RunsQuery = z.infer<typeof RunsQuerySchema>;

export const RunsPageSchema = z.object({
  turns: z.array(TurnFactsSchema.extend({ flagged: z.boolean() })).describe("newest first; some seconds behind the conversations"),
  next: z.string().nullable().describe("cursor of the page that follows; null: this is the last"),
});
export type RunsPage = z.infer<typeof RunsPageSchema>;
