/** A provider, as this desk uses it: the AI SDK's models, with the least of a stream that the guard of a call needs. Whoever reads one part after the other needs no stream of the platform behind it. */
import type {
  EmbeddingModelV4,
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
  RerankingModelV4,
} from "@ai-sdk/provider";

export type PartReader = Pick<ReadableStreamDefaultReader<LanguageModelV4StreamPart>, "read" | "cancel">;

/** Every `LanguageModelV4` is one of these. */
export type StreamingModel = Omit<LanguageModelV4, "doStream"> & {
  doStream(call: LanguageModelV4CallOptions): PromiseLike<{ stream: { getReader(): PartReader } }>;
};

export type Provider = {
  chat: (name: string) => StreamingModel;
  embedding: (name: string) => EmbeddingModelV4;
  reranking: (name: string) => RerankingModelV4;
};
