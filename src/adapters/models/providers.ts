/**
 * The AI SDK's providers, made from settings. Each is loaded at its first call, so that a desk without models pays nothing for them at its start. Retries are nobody's business here: a call is
 * made once, and the ladder decides what follows.
 */
import type { LanguageModelV4 } from "@ai-sdk/provider";

export type ProviderSettings = {
  /** The Workers AI binding, and the AI Gateway that calls go through, if any. */
  workersAi?: { binding: Ai; gateway?: string | undefined };
  /** A server with OpenAI's API; `url` is its base, such as http://localhost:11434/v1. */
  openAiCompatible?: { url: string; key?: string | undefined };
};

/** Null when the provider that the id names is not set up. @param id "<provider>/<name>". */
export function modelOf(id: string, settings: ProviderSettings): LanguageModelV4 | null {
  const slash = id.indexOf("/");
  const name = id.slice(slash + 1);
  switch (id.slice(0, slash)) {
    case "workers-ai":
      return settings.workersAi ? lazily("workers-ai", name, workersAi(settings.workersAi, name)) : null;
    case "openai-compatible":
      return settings.openAiCompatible ? lazily("openai-compatible", name, openAiCompatible(settings.openAiCompatible, name)) : null;
    default:
      return null;
  }
}

type Load = () => Promise<LanguageModelV4>;

const workersAi =
  ({ binding, gateway }: NonNullable<ProviderSettings["workersAi"]>, name: string): Load =>
  async () => {
    const { createWorkersAI } = await import("workers-ai-provider");
    return createWorkersAI({ binding, ...(gateway === undefined ? {} : { gateway: { id: gateway } }) }).chat(name);
  };

const openAiCompatible =
  ({ url, key }: NonNullable<ProviderSettings["openAiCompatible"]>, name: string): Load =>
  async () => {
    const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
    const provider = createOpenAICompatible({
      name: "openai-compatible",
      baseURL: url,
      includeUsage: true,
      supportsStructuredOutputs: true,
      ...(key === undefined ? {} : { apiKey: key }),
      // The host is the operator's choice; a redirect would be somebody else's.
      fetch: (input, init) => fetch(input, { ...init, redirect: "manual" }),
    });
    return provider.chatModel(name);
  };

const lazily = (provider: string, modelId: string, load: Load): LanguageModelV4 => ({
  specificationVersion: "v4",
  provider,
  modelId,
  supportedUrls: {},
  doGenerate: async (options) => (await load()).doGenerate(options),
  doStream: async (options) => (await load()).doStream(options),
});
