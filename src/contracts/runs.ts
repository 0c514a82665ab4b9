/** What each agent did for a turn or for a handoff's brief, as the journal has it: the picture of a run. */
import { z } from "zod";
import { AnswerKindSchema, CitationSchema } from "#contracts/events";
import { ModelCallSchema } from "#contracts/model-calls";

/** A step of a run. Times in ms. */
export const RunStepSchema = z.object({
  step: z.string(),
  agent: z.string(),
  outcome: z.enum(["done", "failed", "timed_out", "skipped"]),
  rung: z.string().nullable(),
  attempts: z.int(),
  startedAt: z.iso.datetime(),
  tookMs: z.number(),
  input: z.unknown(),
  output: z.unknown(),
  reason: z.string().nullable().describe("why it did not get done; null when it did"),
  take: z.int().optional().describe("which take of the streamed text stands; absent: the first"),
  calls: z.array(ModelCallSchema).optional().describe("calls of models, refused ones included; absent: none"),
  needs: z.array(z.string()).default([]).describe("steps whose end it waited for"),
});
export type RunStep = z.infer<typeof RunStepSchema>;

/** What came of a run for the customer. */
export const RunResultSchema = z.object({
  kind: z.enum([...AnswerKindSchema.options, "handoff", "failed", "stopped"]),
  reason: z.string().nullable().describe("of a handoff, a failure or a stop"),
  text: z.string().describe("as the customer read it; empty for a stop"),
  citations: z.array(CitationSchema),
  confidence: z.number().nullable(),
});
export type RunResult = z.infer<typeof RunResultSchema>;

export const RunCostSchema = z.object({
  tokensIn: z.int(),
  tokensOut: z.int(),
  costMicros: z.int().describe("millionths of a US dollar"),
});
export type RunCost = z.infer<typeof RunCostSchema>;

export const RunSchema = z.object({
  run: z.string(),
  plan: z.string(),
  attempt: z.int(),
  status: z.enum(["pending", "running", "done", "failed", "stopped"]),
  at: z.iso.datetime().nullable().default(null).describe("when the message was stored, or the person was asked for"),
  tookMs: z.number().nullable().default(null).describe("from there to the end; null while it goes on, and for a brief"),
  asked: z.string().nullable().default(null).describe("the customer's message; null for a brief"),
  result: RunResultSchema.nullable().default(null).describe("null while it goes on, and for a brief"),
  cost: RunCostSchema.default({ tokensIn: 0, tokensOut: 0, costMicros: 0 }),
  steps: z.array(RunStepSchema),
});
export type Run = z.infer<typeof RunSchema>;

export const RunsSchema = z.object({
  runs: z.array(RunSchema),
  cost: RunCostSchema.describe("of all runs of the conversation"),
});
