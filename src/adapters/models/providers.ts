/**
 * The AI SDK's providers, made from settings. Each is loaded at its first call, so that a desk without models pays nothing for them at its start. Retries are nobody's business here: a call is
 * made once, and the ladder decides what follows.
 */
import type { EmbeddingModelV4, RerankingModelV4 } from "@ai-sdk/provider";
import type { Server } from "./openai-compatible.ts";
import type { Provider, StreamingModel } from "./provider.ts";
import { quieted } from "./quiet-provider.ts";

export type ProviderSettings = {
  /** The Workers AI binding, and the AI Gateway that calls go through, if any. */
  workersAi?: { binding: Ai; gateway?: string | undefined };
  openAiCompatible?: Server;
};

/** Null when the provider that the id names is not set up. @param id "<provider>/<name>". */
export function modelOf(id: string, settings: ProviderSettings): StreamingModel | null {
  const load = made(id, settings, (provider, name) => provider.chat(name));
  if (!load) return null;
  return {
    ...load.names,
    supportedUrls: {},
    doGenerate: async (options) => (await load.model()).doGenerate(options),
    doStream: async (options) => (await load.model()).doStream(options),
  };
}

/** As above. */
export function embeddingModelOf(id: string, settings: ProviderSettings): EmbeddingModelV4 | null {
  const load = made(id, settings, (provider, name) => provider.embedding(name));
  if (!load) return null;
  return {
    ...load.names,
    maxEmbeddingsPerCall: mostEmbeddingsPerCall,
    supportsParallelCalls: true,
    doEmbed: async (options) => (await load.model()).doEmbed(options),
  };
}

/** As above. */
export function rerankingModelOf(id: string, settings: ProviderSettings): RerankingModelV4 | null {
  const load = made(id, settings, (provider, name) => provider.reranking(name));
  if (!load) return null;
  return { ...load.names, doRerank: async (options) => (await load.model()).doRerank(options) };
}

/** What Workers AI takes of the bge models; other servers take as many. */
const mostEmbeddingsPerCall = 100;

type Made<T> = { names: { specificationVersion: "v4"; provider: string; modelId: string }; model: () => Promise<T> };

function made<T>(id: string, settings: ProviderSettings, pick: (provider: Provider, name: string) => T): Made<T> | null {
  const slash = id.indexOf("/");
  const [provider, name] = [id.slice(0, slash), id.slice(slash + 1)];
  const load = providerOf(provider, settings);
  if (!load) return null;
  // The value is kept, never the promise: one that belongs to a request dies with it.
  let model: T | undefined;
  return {
    names: { specificationVersion: "v4", provider, modelId: name },
    model: async () => (model ??= pick(await load(), name)),
  };
}

function providerOf(provider: string, { workersAi: bound, openAiCompatible: server }: ProviderSettings): (() => Promise<Provider>) | null {
  switch (provider) {
    case "workers-ai":
      return bound ? () => workersAi(bound) : null;
    case "openai-compatible":
      return server ? async () => (await import("./openai-compatible.ts")).openAiCompatible(server) : null;
    default:
      return null;
  }
}

async function workersAi({ binding, gateway }: NonNullable<ProviderSettings["workersAi"]>): Promise<Provider> {
  const { createWorkersAI } = quieted(await import("workers-ai-provider"));
  const provider = createWorkersAI({ binding, ...(gateway === undefined ? {} : { gateway: { id: gateway } }) });
  return {
    chat: (name) => provider.chat(name),
    embedding: (name) => provider.textEmbedding(name),
    reranking: (name) => provider.reranking(name),
  };
}
