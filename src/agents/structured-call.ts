/**
 * One answer of a model that must fit a schema. What does not fit goes back once with the reason; what does not fit then counts against the model, and the ladder's next one is asked.
 */
import type { LanguageModelV4Prompt } from "@ai-sdk/provider";
import { z } from "zod";
import { type AgentModel, ModelFailure } from "#ports/models";

export type StructuredCall<T> = {
  /** Best first. */
  ladder: readonly AgentModel[];
  prompt: LanguageModelV4Prompt;
  schema: z.ZodType<T>;
  signal: AbortSignal;
};

/** Throws the last `ModelFailure` when no model gave anything that fits. */
export async function structuredAnswer<T>({ ladder, prompt, schema, signal }: StructuredCall<T>): Promise<T> {
  let failure = new ModelFailure("unavailable");
  for (const rung of ladder) {
    try {
      return await answerOf(rung, prompt, schema, signal);
    } catch (error) {
      if (!(error instanceof ModelFailure)) throw error;
      failure = error;
    }
    signal.throwIfAborted();
  }
  throw failure;
}

/** One question and at most one repair. */
async function answerOf<T>(rung: AgentModel, prompt: LanguageModelV4Prompt, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> {
  const first = await textOf(rung, prompt, schema, signal);
  const parsed = parse(first, schema);
  if (parsed.success) return parsed.data;
  const repaired = await textOf(rung, [...prompt, ...repairOf(first, parsed.error)], schema, signal);
  const again = parse(repaired, schema);
  if (again.success) return again.data;
  rung.reject();
  throw new ModelFailure("invalid_output");
}

async function textOf<T>(
  { model, maxOutputTokens }: AgentModel,
  prompt: LanguageModelV4Prompt,
  schema: z.ZodType<T>,
  signal: AbortSignal,
): Promise<string> {
  const { $schema: _, ...jsonSchema } = z.toJSONSchema(schema);
  const { content } = await model.doGenerate({
    prompt,
    maxOutputTokens,
    temperature: 0,
    abortSignal: signal,
    responseFormat: { type: "json", name: "answer", schema: jsonSchema },
  });
  return content.map((part) => (part.type === "text" ? part.text : "")).join("");
}

/** The first object in the text: models like to put a fence or a sentence around it. */
function parse<T>(text: string, schema: z.ZodType<T>): { success: true; data: T } | { success: false; error: string } {
  const [from, to] = [text.indexOf("{"), text.lastIndexOf("}")];
  let value: unknown;
  try {
    value = JSON.parse(text.slice(Math.max(0, from), to + 1));
  } catch {
    return { success: false, error: "it is not JSON" };
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? { success: true, data: parsed.data } : { success: false, error: z.prettifyError(parsed.error) };
}

const repairOf = (text: string, error: string): LanguageModelV4Prompt => [
  { role: "assistant", content: [{ type: "text", text: text.slice(0, 2_000) }] },
  {
    role: "user",
    content: [
      { type: "text", text: `That does not fit the schema: ${error.slice(0, 500)}\nWrite the corrected JSON object and nothing else.` },
    ],
  },
];
