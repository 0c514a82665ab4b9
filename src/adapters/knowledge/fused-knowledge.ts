/**
 * Search by words and by meaning at once. The question, and each of its clauses when it has several, go out in one embedding call while the words are searched; the nearest sections are
 * checked against the articles in force, both rankings are fused, and a reranker, where there is one, has the last word on their order. Vectors that do not come in time are a
 * `ModelFailure`; a reranker that does not leaves the fused order.
 */
import type { EmbeddingModelV4, RerankingModelV4 } from "@ai-sdk/provider";
import type { ModelCall } from "#contracts/model-calls";
import type { Passage, Section } from "#domain/knowledge";
import { estimatedTokens, type Price } from "#domain/spending";
import { splitClauses } from "#embedded/intents/clauses";
import { fuseRankings } from "#embedded/retrieval/fuse";
import { sectionKey } from "#embedded/retrieval/index-parts";
import { redact } from "#embedded/screens/redact";
import { type CallGuard, guardedCall } from "#adapters/models/guarded-call";
import type { Findings, Knowledge, SearchOptions, SemanticKnowledge } from "#ports/knowledge";
import { ModelFailure } from "#ports/models";
import type { Telemetry } from "#ports/telemetry";
import type { VectorIndex, VectorMatch } from "#ports/vectors";
import type { SectionsInForce } from "./sections-in-force.ts";

export type FusedKnowledgeOptions = {
  lexical: Pick<Knowledge, "search">;
  sections: Pick<SectionsInForce, "byId">;
  index: VectorIndex;
  /** As the log names the index. */
  indexId: string;
  embedding: { id: string; model: EmbeddingModelV4; price: Price; nearFrom: number };
  reranking: { id: string; model: RerankingModelV4; price: Price } | null;
  limits: { vectorsMs: number; rerankMs: number };
  telemetry: Pick<Telemetry, "span">;
} & Pick<CallGuard, "clock" | "breaker" | "reserve">;

/** Name and version of what is asked, for the log. */
const searchVersion = "search/1";
/** Sections that the index proposes for each query, and of both rankings that are looked at. */
const nearestWanted = 20;
const mostReranked = 20;
/** The whole message and its clauses. */
const mostQueries = 4;
/** Longest text of a question, and of a passage before the reranker; embedding models read no more than some hundred tokens. */
const mostQueryChars = 1_000;
const mostPassageChars = 1_500;
const freeOfCharge: Price = { input: 0, output: 0 };

type Near = { section: Section; score: number };

export class FusedKnowledge implements SemanticKnowledge {
  readonly #options: FusedKnowledgeOptions;

  constructor(options: FusedKnowledgeOptions) {
    this.#options = options;
  }

  async search(question: string, options: SearchOptions, record: (call: ModelCall) => void): Promise<Findings> {
    // Every vector is near to something; a question without a word is near to nothing.
    if (!/[\p{L}\p{N}]/u.test(question)) return this.#options.lexical.search(question, options);
    const over = new AbortController();
    const signal = options.signal ? AbortSignal.any([options.signal, over.signal]) : over.signal;
    try {
      const [found, matches] = await Promise.all([
        this.#options.lexical.search(question, options),
        this.#matches(queriesOf(question), signal, record),
      ]);
      // Looked up last, so that a fresh search checks its matches against what it has just seen.
      const near = await this.#inForce(matches, signal);
      const { limit, perArticle = 1 } = options;
      const fused = fuse(found.passages, near);
      const ranked = await this.#reranked(question, fused, signal, record);
      const nearness = Math.max(-1, ...near.flat().map(({ score }) => score));
      return { ...found, passages: folded(ranked, limit, perArticle), nearness, near: nearness >= this.#options.embedding.nearFrom };
    } catch (error) {
      options.signal?.throwIfAborted();
      throw error;
    } finally {
      // What one side still waits for is of no use once the other has failed.
      over.abort();
    }
  }

  /** For each query the nearest vectors, nearest first. */
  async #matches(queries: readonly string[], signal: AbortSignal, record: (call: ModelCall) => void): Promise<VectorMatch[][]> {
    const { clock, limits, embedding, index, indexId, telemetry } = this.#options;
    const endsAtMs = clock.now() + limits.vectorsMs;
    const { embeddings } = await guardedCall(
      { ...this.#guard(embedding, endsAtMs, signal, record), watched: { telemetry, operation: "embeddings" } },
      estimatedTokens(queries.join(" ")),
      (abortSignal) => embedding.model.doEmbed({ values: [...queries], abortSignal }),
      (answer) => {
        if (!isUsable(answer.embeddings, queries.length)) throw new ModelFailure("invalid_output");
      },
    );
    return guardedCall(
      {
        ...this.#guard({ id: indexId, price: freeOfCharge }, endsAtMs, signal, (call) => call.outcome !== "done" && record(call)),
        reserve: async () => ({ over: null, settle: () => undefined }),
      },
      0,
      () => index.nearest(embeddings, nearestWanted),
      () => undefined,
    );
  }

  async #inForce(found: readonly (readonly VectorMatch[])[], signal: AbortSignal): Promise<Near[][]> {
    const ids = new Set(found.flat().map(({ id }) => id));
    const inForce = await this.#options.sections.byId([...ids], { signal });
    return found.map((matches) =>
      matches.flatMap(({ id, score }) => {
        const section = inForce.get(id);
        return section ? [{ section, score }] : [];
      }),
    );
  }

  async #reranked(question: string, fused: readonly Passage[], signal: AbortSignal, record: (call: ModelCall) => void): Promise<Passage[]> {
    const { reranking, limits, clock, telemetry } = this.#options;
    if (!reranking || fused.length < 2) return [...fused];
    const read = fused.slice(0, mostReranked);
    const values = read.map(({ title, heading, text }) => `${title} ${heading}\n${text}`.slice(0, mostPassageChars));
    const query = redact(question.slice(0, mostQueryChars));
    try {
      const { ranking } = await guardedCall(
        { ...this.#guard(reranking, clock.now() + limits.rerankMs, signal, record), watched: { telemetry, operation: "rerank" } },
        values.length * estimatedTokens(query) + estimatedTokens(values.join(" ")),
        (abortSignal) => reranking.model.doRerank({ query, documents: { type: "text", values }, topN: values.length, abortSignal }),
        (answer) => {
          if (answer.ranking.length === 0) throw new ModelFailure("invalid_output");
        },
      );
      const order = [...new Set([...ranking.map(({ index }) => index), ...fused.keys()])];
      return order.flatMap((at) => fused[at] ?? []).map((passage, at, all) => ({ ...passage, score: all.length - at }));
    } catch (error) {
      if (!(error instanceof ModelFailure)) throw error;
      return [...fused];
    }
  }

  #guard({ id, price }: { id: string; price: Price }, endsAtMs: number, signal: AbortSignal, record: (call: ModelCall) => void): CallGuard {
    const { clock, breaker, reserve } = this.#options;
    return { id, price, prompt: searchVersion, endsAtMs, signal, clock, breaker, reserve, record };
  }
}

/** A question that asks for several things is near to sections of each, and as a whole to none. What is personal in it stays here. */
function queriesOf(question: string): string[] {
  const whole = redact(question.slice(0, mostQueryChars));
  const clauses = splitClauses(whole).map((clause) => clause.trim());
  return [...new Set([whole, ...clauses])].filter((query) => query.trim() !== "").slice(0, mostQueries);
}

const isUsable = (embeddings: readonly (readonly number[])[], wanted: number): boolean =>
  embeddings.length === wanted &&
  embeddings.every((values) => values.length > 0 && values.length === embeddings[0]?.length && values.every(Number.isFinite));

/** Sections of all rankings, best first. Coverage is known of those that were found by their words. */
function fuse(passages: readonly Passage[], near: readonly (readonly Near[])[]): Passage[] {
  const known = new Map<string, Passage>();
  for (const { section } of near.flat()) {
    const { article, version, section: anchor, title, heading, text } = section;
    known.set(sectionKey(section), { article, version, section: anchor, title, heading, text, score: 0, coverage: 0 });
  }
  for (const passage of passages) known.set(sectionKey(passage), passage);
  // The clauses together are one voice, so that a question in many parts is not found by meaning alone.
  const byMeaning = fuseRankings(near.map((ranking) => ranking.map(({ section }) => sectionKey(section)))).map(({ key }) => key);
  return fuseRankings([passages.map(sectionKey), byMeaning]).flatMap(({ key, score }) => {
    const passage = known.get(key);
    return passage ? [{ ...passage, score }] : [];
  });
}

function folded(passages: readonly Passage[], limit: number, perArticle: number): Passage[] {
  const taken = new Map<string, number>();
  const kept = passages.filter(({ article }) => {
    const before = taken.get(article) ?? 0;
    taken.set(article, before + 1);
    return before < perArticle;
  });
  return kept.slice(0, limit);
}
