/** What the log, the socket and HTTP say of tools: what was looked up, what is proposed to the customer, and what became of it. */
import { z } from "zod";
import { ProposalIdSchema } from "#domain/ids";

/** Values that the call was made with, as they stand in the tool's schema. */
export const ToolInputSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** A reading call of a turn. */
export const ToolUseSchema = z.object({
  call: z.string().describe("unique in the conversation"),
  tool: z.string(),
  title: z.string(),
  input: ToolInputSchema,
  outcome: z.enum(["done", "not_found", "refused", "failed"]),
  text: z.string().describe("what it came to, in words"),
  tookMs: z.number(),
});
export type ToolUse = z.infer<typeof ToolUseSchema>;

/** What a tool answered with, as an export keeps it. `output`: null for what was not done, and for what an older release did not keep. */
export const ToolCallRecordSchema = z.object({
  call: z.string().describe("of a reading call the call's id, of one that the customer confirmed the proposal's"),
  turn: z.int().describe("in which it was made or proposed"),
  tool: z.string(),
  input: ToolInputSchema,
  outcome: z.enum(["done", "not_found", "refused", "failed", "unknown"]),
  text: z.string().describe("what it came to, in words"),
  tookMs: z.number(),
  output: z.unknown(),
});
export type ToolCallRecord = z.infer<typeof ToolCallRecordSchema>;

/** What the customer is asked to confirm. Made on the server out of the company's own data, never of a model's words. */
export const ToolCardSchema = z.object({
  tool: z.string(),
  input: ToolInputSchema,
  title: z.string(),
  text: z.string().describe("what will happen"),
  details: z.array(z.object({ label: z.string(), value: z.string() })),
  button: z.string().describe("words of the button that confirms"),
});
export type ToolCard = z.infer<typeof ToolCardSchema>;

/** `expired`: nobody decided in time; `withdrawn`: a person took over, or the conversation was closed. */
export const DecisionSchema = z.enum(["confirmed", "declined", "expired", "withdrawn"]);

export const ConfirmSchema = z.strictObject({ proposal: ProposalIdSchema, accept: z.boolean() });
export const ConfirmedSchema = z.object({ proposal: ProposalIdSchema, decision: z.enum(["confirmed", "declined"]), seq: z.int() });
