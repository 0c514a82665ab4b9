/** A span for as long as the call of a model is open, a stream's until its last piece. It names the model and says what the call cost; what was asked and answered is nowhere in it. */
import type { ModelCall } from "#contracts/model-calls";
import type { SpanFields, Telemetry } from "#ports/telemetry";

/** `operation` as OpenTelemetry calls it; it has no word for reranking. `id`: provider and model. */
export type WatchedCall = { telemetry: Pick<Telemetry, "span">; operation: "chat" | "embeddings" | "rerank"; id: string; prompt: string };

/** @returns what ends it. */
export function callSpan({ telemetry, operation, id, prompt }: WatchedCall, asked: SpanFields = {}): (call: ModelCall) => void {
  const ended = Promise.withResolvers<ModelCall>();
  const [provider = id, ...name] = id.split("/");
  const model = name.join("/");
  void telemetry.span(
    `${operation} ${model}`,
    { operation, provider, model, prompt, ...asked },
    async (span) => {
      const { outcome, tokens, costMicros } = await ended.promise;
      const written = operation === "chat" ? { tokens_out: tokens.output } : {};
      span.set({ outcome, tokens_in: tokens.input, ...written, cost_micros: costMicros });
    },
    { kind: "client" },
  );
  return ended.resolve;
}
