/** Embeddings of many texts, in calls of a size that the model takes, one after the other. For work that nobody waits for: its time is long, and no visitor's budget counts. */
import type { EmbeddingModelV4 } from "@ai-sdk/provider";
import { estimatedTokens, type Price } from "#domain/spending";
import { ModelFailure } from "#ports/models";
import type { Telemetry } from "#ports/telemetry";
import type { Embedder } from "#ports/vectors";
import { countCall } from "#adapters/telemetry/count-turn";
import { type CallGuard, guardedCall } from "./guarded-call.ts";

export type GuardedEmbedderOptions = {
  id: string;
  model: EmbeddingModelV4;
  price: Price;
  telemetry: Pick<Telemetry, "span" | "count" | "observe" | "context">;
} & Pick<CallGuard, "breaker" | "clock">;

const longestCallMs = 30_000;
const mostTextsPerCall = 50;
/** Models read no more than some hundred to some thousand tokens; what comes after is not in the vector. */
const mostTextChars = 8_000;

export const guardedEmbedder = ({ id, model, price, breaker, clock, telemetry }: GuardedEmbedderOptions): Embedder => ({
  embed: async (texts) => {
    const embeddings: number[][] = [];
    for (let from = 0; from < texts.length; from += mostTextsPerCall) {
      const values = texts.slice(from, from + mostTextsPerCall).map((text) => text.slice(0, mostTextChars));
      const guard: CallGuard = {
        id,
        prompt: "sections/1",
        price,
        endsAtMs: clock.now() + longestCallMs,
        clock,
        breaker,
        reserve: async () => ({ over: null, settle: () => undefined }),
        record: (call) => {
          const here = telemetry.context();
          countCall(telemetry, call, () => here?.traceId);
        },
        watched: { telemetry, operation: "embeddings" },
      };
      const answer = await guardedCall(
        guard,
        estimatedTokens(values.join(" ")),
        (abortSignal) => model.doEmbed({ values, abortSignal }),
        ({ embeddings: given }) => {
          if (given.length !== values.length || given.some((vector) => vector.length === 0)) throw new ModelFailure("invalid_output");
        },
      );
      embeddings.push(...answer.embeddings);
    }
    return embeddings;
  },
});
