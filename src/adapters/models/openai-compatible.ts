/**
 * Any server with OpenAI's API (Ollama, vLLM, a gateway), through the AI SDK's provider: it writes the requests and understands the answers. A streamed answer is read here and handed to it as a whole.
 */
import { OpenAICompatibleChatLanguageModel, createOpenAICompatible } from "@ai-sdk/openai-compatible";
import {
  APICallError,
  type LanguageModelV4CallOptions,
  type LanguageModelV4GenerateResult,
  type LanguageModelV4StreamPart,
} from "@ai-sdk/provider";
import { ModelFailure } from "#ports/models";
import { CompletionStream } from "./completion-stream.ts";
import { openAiReranker } from "./openai-reranker.ts";
import type { PartReader, Provider, StreamingModel } from "./provider.ts";

const name = "openai-compatible";

/** @param url its base, such as http://localhost:11434/v1. */
export type Server = { url: string; key?: string | undefined };

export function openAiCompatible({ url, key }: Server): Provider {
  const provider = createOpenAICompatible({
    name,
    baseURL: url,
    ...(key === undefined ? {} : { apiKey: key }),
    fetch: stayingFetch,
  });
  return {
    chat: (model) => new ChatModel({ url, key }, model).asModel(),
    embedding: (model) => provider.embeddingModel(model),
    reranking: (model) => openAiReranker({ url, key, name: model, fetch: stayingFetch }),
  };
}

/** The host is the operator's choice; a redirect would be somebody else's. */
const stayingFetch: typeof fetch = (input, init) => fetch(input, { ...init, redirect: "manual" });

class ChatModel {
  readonly #provider: OpenAICompatibleChatLanguageModel;
  readonly #url: string;
  readonly #headers: Record<string, string>;

  constructor({ url, key }: Server, model: string) {
    this.#url = `${url.replace(/\/+$/, "")}/chat/completions`;
    this.#headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
    this.#provider = new OpenAICompatibleChatLanguageModel(model, {
      provider: `${name}.chat`,
      url: () => this.#url,
      headers: this.#headers,
      supportsStructuredOutputs: true,
      fetch: stayingFetch,
    });
  }

  asModel(): StreamingModel {
    const { provider, modelId } = this.#provider;
    return {
      specificationVersion: "v4",
      provider,
      modelId,
      supportedUrls: {},
      doGenerate: (call) => this.#provider.doGenerate(call),
      doStream: async (call) => {
        const parts = await this.#stream(call);
        return { stream: { getReader: () => parts } };
      },
    };
  }

  async #stream(call: LanguageModelV4CallOptions): Promise<PartReader> {
    const { body } = await this.#provider.prepareRequest(call);
    const response = await stayingFetch(this.#url, {
      method: "POST",
      headers: { "content-type": "application/json", ...this.#headers },
      body: JSON.stringify({ ...body, stream: true, stream_options: { include_usage: true } }),
      ...(call.abortSignal ? { signal: call.abortSignal } : {}),
    });
    const convert = (completion: unknown): Promise<LanguageModelV4GenerateResult> => this.#provider.convertResponse({ body: completion });
    const answer: ReadableStream<Uint8Array> | null = response.body;
    // A server that cannot stream answers as it can.
    if (response.ok && /\bjson\b/.test(response.headers.get("content-type") ?? "")) return partsOf(await convert(await jsonOf(response)));
    if (response.ok && answer) return new CompletionStream(answer, convert);
    await answer?.cancel();
    // Without what the server said: it may repeat what customers wrote.
    const message = `chat: status ${response.status}`;
    throw new APICallError({ message, url: this.#url, requestBodyValues: {}, statusCode: response.status });
  }
}

const jsonOf = (response: Response): Promise<unknown> =>
  response.json().catch((cause: unknown) => {
    throw new ModelFailure("invalid_output", { cause });
  });

function partsOf({ content, finishReason, usage }: LanguageModelV4GenerateResult): PartReader {
  const parts: LanguageModelV4StreamPart[] = [];
  for (const part of content) {
    if (part.type === "text") parts.push({ type: "text-delta", id: "text", delta: part.text });
    if (part.type === "tool-call") parts.push(part);
  }
  parts.push({ type: "finish", finishReason, usage });
  return {
    read: async () => {
      const value = parts.shift();
      return value ? { done: false, value } : { done: true, value: undefined };
    },
    cancel: async () => undefined,
  };
}
