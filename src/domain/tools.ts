/**
 * A tool as `support/tools/` declares it: something that the assistant may look up (`read`) or do (`write`) for the customer by one HTTP call to the company's own system. Data only, so
 * that a tool can be read, checked when the desk is built, and shown. What is checked across fields is in `#config/tools`.
 */
import { z } from "zod";

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const bounds = {
  description: z.string().max(300).optional(),
  enum: z.array(scalar).min(1).optional(),
  pattern: z.string().max(300).optional(),
  format: z.enum(["date", "date-time", "email", "uri"]).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.int().min(0).optional(),
  maxLength: z.int().min(0).optional(),
};

/** An input: one word or number. What is deeper is composed by the tool's call, never by a model. */
export const InputSchema = z.strictObject({
  type: z.enum(["string", "integer", "number", "boolean"]),
  default: scalar.optional(),
  ...bounds,
});
export type InputSpec = z.infer<typeof InputSchema>;

export type OutputType = "object" | "array" | "string" | "integer" | "number" | "boolean" | "null";
export type OutputSpec = Omit<InputSpec, "type" | "default"> & {
  type: OutputType | OutputType[];
  required?: string[] | undefined;
  maxItems?: number | undefined;
  properties?: Record<string, OutputSpec> | undefined;
  items?: OutputSpec | undefined;
};

const outputType = z.enum(["object", "array", "string", "integer", "number", "boolean", "null"]);

/** What the call answers with, in the words of JSON Schema (2020-12) that are understood here. Fields that it does not name are dropped. */
export const OutputSchema: z.ZodType<OutputSpec> = z.strictObject({
  type: z.union([outputType, z.array(outputType).min(1)]),
  ...bounds,
  required: z.array(z.string()).optional(),
  maxItems: z.int().min(0).max(100).optional(),
  properties: z.lazy(() => z.record(z.string(), OutputSchema)).optional(),
  items: z.lazy(() => OutputSchema).optional(),
});

const NameSchema = z.string().regex(/^[a-z][a-z0-9_]{0,47}$/, "lower-case letters, digits and '_', such as order_status");
const words = z.array(z.string().regex(/^[\p{L}\p{N}]+$/u, "one word each, without spaces")).min(1);
const text = (most: number) => z.string().trim().min(1).max(most);
const conditions = z.record(z.string(), scalar);

const CallSchema = z.strictObject({
  host: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,30}$/, "a name that TOOL_HOSTS gives an address")
    .describe("never an address"),
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
  path: z.string().regex(/^(?:\/(?:[A-Za-z0-9._~-]+|\{[a-z.]+\}))+$/i, "a path such as /orders/{order}"),
  query: z.record(z.string().regex(/^[\w.-]+$/), text(300)).default({}),
  headers: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/, "lower-case header names"), text(300)).default({}),
  body: z.record(z.string(), z.union([text(300), z.number(), z.boolean()])).optional(),
  timeoutMs: z.int().min(100).max(10_000).default(3_000).describe("of one attempt"),
  retries: z.int().min(0).max(3).default(1),
});

const ConfirmSchema = z.strictObject({
  before: z
    .strictObject({ tool: NameSchema, input: z.record(z.string(), z.string()) })
    .optional()
    .describe("a reading tool that is called before the customer is asked; what it answers stands on the card as {before.…}"),
  only: conditions
    .default({})
    .describe("fields of {before.…} that must have these values, else its answer is given and nothing is proposed"),
  title: text(80),
  text: text(500),
  details: z
    .array(z.strictObject({ label: text(40), value: text(200) }))
    .max(8)
    .default([]),
  button: text(60).describe("what the customer presses, in words that say what happens"),
});

export const ToolSchema = z.strictObject({
  name: NameSchema,
  title: text(60).describe("for people"),
  description: text(500).describe("for the model: when to call it, what it gives"),
  effect: z.enum(["read", "write"]),
  input: z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/), InputSchema),
  optional: z.array(z.string()).default([]).describe("inputs that may be left out"),
  output: OutputSchema,
  call: CallSchema,
  asks: z
    .strictObject({ all: z.array(words).min(1), unless: words.optional() })
    .optional()
    .describe("without a model: a message asks for the tool when it has a word of every group and none of `unless`"),
  recall: z
    .array(z.string())
    .default([])
    .describe("inputs that may come from what a tool told earlier in the conversation ('that invoice')"),
  answers: z
    .array(z.strictObject({ when: conditions.default({}), text: text(1_000) }))
    .min(1)
    .describe("the first whose conditions hold and whose placeholders all have a value"),
  notFound: text(500).describe("what the customer reads when the call is answered with 404"),
  refusals: z.record(z.string().regex(/^4\d\d$/, "a status such as 409"), text(500)).default({}),
  confirm: ConfirmSchema.optional().describe("of every tool that writes: the card that the customer confirms"),
  examples: z.array(text(200)).max(10).default([]),
});
export type Tool = z.infer<typeof ToolSchema>;

/** Values for a tool's inputs, parsed by its schema. */
export type ToolInput = Readonly<Record<string, string | number | boolean>>;

/** Its call names the customer, so that it can only be made for one who is known. */
export const needsCustomer = ({ call }: Tool): boolean =>
  JSON.stringify([call.path, call.query, call.headers, call.body ?? {}]).includes("{customer.");

/** The inputs as JSON Schema: for a model, and to parse what it gives. */
export const inputJsonSchema = ({ input, optional }: Pick<Tool, "input" | "optional">) => ({
  type: "object" as const,
  properties: input,
  required: Object.keys(input).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});
