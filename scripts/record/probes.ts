/**
 * What is asked of a model when an exchange is recorded, and again when it is played back: the four kinds of calls that the desk makes, through the providers that it uses, on texts of our own. A probe throws when what came back
 * could not be used by the desk.
 */
import { z } from "zod";
import { embeddingModelOf, modelOf, type ProviderSettings, rerankingModelOf } from "#adapters/models/providers";
import type { ProbeName } from "./exchange.ts";

const passages = ["A refund takes five working days. It goes back to the card that you paid with.", "Open Settings and choose Billing."];
const question = "How long does my refund take?";

const prompt = [
  { role: "system" as const, content: "Answer from the numbered passages, each sentence with its number in square brackets." },
  {
    role: "user" as const,
    content: [{ type: "text" as const, text: `Passages:\n\n[1] ${passages[0]}\n\n[2] ${passages[1]}\n\nQuestion:\n${question}` }],
  },
];

const RoutedSchema = z.object({ label: z.string(), confidence: z.number() });

export const probes: Record<ProbeName, (id: string, providers: ProviderSettings) => Promise<string>> = {
  stream: async (id, providers) => {
    const { stream } = await there(modelOf(id, providers), id).doStream({ prompt, maxOutputTokens: 200, temperature: 0 });
    let [text, finished] = ["", ""];
    const reader = stream.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const part = next.value;
      if (part.type === "text-delta") text += part.delta;
      if (part.type === "error") throw part.error;
      if (part.type === "finish")
        finished = `${part.finishReason.unified}, ${part.usage.inputTokens.total ?? "?"} + ${part.usage.outputTokens.total ?? "?"} tokens`;
    }
    if (text.trim() === "" || finished === "") throw new Error("the stream had no text or no end");
    return `${JSON.stringify(text)} (${finished})`;
  },
  json: async (id, providers) => {
    // As the router asks: strict servers refuse a schema that leaves anything open.
    const { $schema: _, ...schema } = z.toJSONSchema(RoutedSchema);
    const asked = `Is this about "billing" or "general"? Answer as JSON { "label", "confidence" }.\n${question}`;
    const { content } = await there(modelOf(id, providers), id).doGenerate({
      prompt: [{ role: "user", content: [{ type: "text", text: asked }] }],
      maxOutputTokens: 100,
      temperature: 0,
      responseFormat: { type: "json", name: "answer", schema },
    });
    const text = content.map((part) => (part.type === "text" ? part.text : "")).join("");
    const { label, confidence } = RoutedSchema.parse(JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1)));
    return `${label} ${confidence}`;
  },
  embedding: async (id, providers) => {
    const { embeddings } = await there(embeddingModelOf(id, providers), id).doEmbed({ values: [...passages] });
    const [first, second] = embeddings;
    if (!first || first.length === 0 || first.length !== second?.length) throw new Error("not one vector for each text");
    return `${embeddings.length} vectors of ${first.length} dimensions`;
  },
  reranking: async (id, providers) => {
    const { ranking } = await there(rerankingModelOf(id, providers), id).doRerank({
      query: question,
      documents: { type: "text", values: [...passages] },
    });
    if (ranking.length === 0) throw new Error("no ranking");
    return `best first: ${ranking.map(({ index }) => index + 1).join(", ")}`;
  },
};

function there<T>(model: T | null, id: string): T {
  if (model === null) throw new Error(`no provider for ${id}`);
  return model;
}
