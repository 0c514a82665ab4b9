/** The Workers AI binding, as far as a provider uses it, doing what a script says: `run(model, inputs, options)` gives JSON, or server-sent events when asked to stream. */
import { z } from "zod";
import { type FindingScript, type ModelFault, type ModelRequest, type ModelScript, tokensOf } from "./model-script.ts";

const ContentSchema = z.union([
  z.string(),
  z.array(z.object({ text: z.string() })).transform((parts) => parts.map(({ text }) => text).join("")),
]);
const InputsSchema = z.object({
  stream: z.boolean().default(false),
  response_format: z.unknown().optional(),
  messages: z.array(z.object({ role: z.string(), content: ContentSchema })),
});

const TextsSchema = z.object({ text: z.array(z.string()) });
const RankedSchema = z.object({ query: z.string(), contexts: z.array(z.object({ text: z.string() })) });

export type ScriptedAi = {
  run: (model: string, inputs: unknown) => Promise<unknown>;
  requests: ModelRequest[];
  /** Texts of each embedding call, and queries of each reranking, in order. */
  embedded: string[][];
  reranked: string[];
};

export function scriptedAi(script: ModelScript, { embed, rerank }: FindingScript = {}): ScriptedAi {
  const requests: ModelRequest[] = [];
  const embedded: string[][] = [];
  const reranked: string[] = [];
  return {
    requests,
    embedded,
    reranked,
    run: async (model, inputs) => {
      const texts = TextsSchema.safeParse(inputs);
      if (texts.success) {
        embedded.push(texts.data.text);
        return given(embed?.(texts.data.text), (data) => ({ shape: [data.length, data[0]?.length ?? 0], data, pooling: "cls" }));
      }
      const ranked = RankedSchema.safeParse(inputs);
      if (ranked.success) {
        reranked.push(ranked.data.query);
        const documents = ranked.data.contexts.map(({ text }) => text);
        return given(rerank?.(ranked.data.query, documents), (scores) => ({ response: scores.map((score, id) => ({ id, score })) }));
      }
      const { stream, response_format, messages } = InputsSchema.parse(inputs);
      const asked = {
        model,
        streamed: stream,
        wantsJson: response_format !== undefined,
        tools: [],
        messages: messages.map(({ role, content }) => ({ role, text: content })),
      };
      requests.push(asked);
      const act = script(asked);
      if ("calls" in act) throw new Error("this double calls no tools");
      if ("fault" in act) return failed(act.fault, stream);
      const usage = { prompt_tokens: act.usage?.input ?? 100, completion_tokens: act.usage?.output ?? 10, total_tokens: 110 };
      return stream
        ? events([...tokensOf(act.answer).map((response) => ({ response })), { response: "", usage }], "done")
        : { response: act.answer, usage };
    },
  };
}

async function given<T>(act: T | "hang" | "server-error" | undefined, answer: (act: T) => unknown): Promise<unknown> {
  if (act === "hang") return new Promise(() => undefined);
  if (act === "server-error" || act === undefined) throw new Error("3040: Capacity temporarily exceeded, please try again.");
  return answer(act);
}

function failed(fault: ModelFault, stream: boolean): unknown {
  switch (fault) {
    case "rate-limited":
      throw new Error("3036: you have used up your daily free allocation");
    case "server-error":
      throw new Error("3040: Capacity temporarily exceeded, please try again.");
    case "hang":
      return new Promise(() => undefined);
    case "cut":
      return events([{ response: "A refund" }], "cut");
    case "garbage":
      return stream ? events(["{]", "\u0000"], "cut") : "garbage";
    case "endless":
      return endless();
    case "empty":
      return stream ? events([], "done") : { response: "" };
    case "slow":
      return stream ? new ReadableStream() : new Promise(() => undefined);
  }
}

const line = (data: unknown): Uint8Array => new TextEncoder().encode(`data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`);

const events = (data: readonly unknown[], end: "done" | "cut"): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const each of data) controller.enqueue(line(each));
      if (end === "done") controller.enqueue(line("[DONE]"));
      controller.close();
    },
  });

const endless = (): ReadableStream<Uint8Array> =>
  new ReadableStream({ pull: (controller) => controller.enqueue(line({ response: "refund " })) });
