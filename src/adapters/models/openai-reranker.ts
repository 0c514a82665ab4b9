/**
 * Reranking as servers beside OpenAI's API have it (llama.cpp, vLLM, LocalAI and others): `POST {base}/rerank`, with the query and the documents, answered by indices with a relevance.
 * The AI SDK's provider for such servers has no reranking of its own.
 */
import { APICallError, type RerankingModelV4 } from "@ai-sdk/provider";
import { z } from "zod";

const AnswerSchema = z.object({
  results: z.array(z.object({ index: z.int().min(0), relevance_score: z.number() })),
});

export type OpenAiRerankerOptions = { url: string; key?: string | undefined; name: string; fetch: typeof fetch };

export const openAiReranker = ({ url, key, name, fetch }: OpenAiRerankerOptions): RerankingModelV4 => ({
  specificationVersion: "v4",
  provider: "openai-compatible",
  modelId: name,
  doRerank: async ({ documents, query, topN, abortSignal }) => {
    const values = documents.type === "text" ? documents.values : documents.values.map((value) => JSON.stringify(value));
    const body = { model: name, query, documents: values, ...(topN === undefined ? {} : { top_n: topN }) };
    const address = `${url.replace(/\/+$/, "")}/rerank`;
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json", ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
      body: JSON.stringify(body),
      ...(abortSignal ? { signal: abortSignal } : {}),
    });
    const answer = response.ok ? AnswerSchema.safeParse(await response.json().catch(() => undefined)) : undefined;
    if (!answer?.success)
      // Without the body: it may hold what customers said.
      throw new APICallError({
        message: `rerank: status ${response.status}`,
        url: address,
        requestBodyValues: {},
        statusCode: response.status,
      });
    const ranking = answer.data.results.map(({ index, relevance_score }) => ({ index, relevanceScore: relevance_score }));
    return { ranking: ranking.toSorted((a, b) => b.relevanceScore - a.relevanceScore) };
  },
});
