/** Finding articles by meaning, wired: the profile's embedding model, where the vectors are kept, and the books of the work on them. */
import { FusedKnowledge, type FusedKnowledgeOptions } from "#adapters/knowledge/fused-knowledge";
import { reserved } from "#adapters/models/budget";
import { guardedEmbedder } from "#adapters/models/guarded-embedder";
import { embeddingModelOf, rerankingModelOf } from "#adapters/models/providers";
import { workersArticleQueue } from "#adapters/platform/workers-article-queue";
import { workersClock } from "#adapters/platform/workers-clock";
import { D1VectorBooks } from "#adapters/vectors/d1-vector-books";
import { D1Vectors } from "#adapters/vectors/d1-vectors";
import { VectorizeSections } from "#adapters/vectors/vectorize-index";
import type { SemanticKnowledge } from "#ports/knowledge";
import type { ModelAccount } from "#ports/models";
import type { Telemetry } from "#ports/telemetry";
import type { ArticleQueue, Embedder, VectorBooks, VectorIndex } from "#ports/vectors";
import { chosen, environment, support, vectorsCell } from "./isolate.ts";
import { perDeployment } from "./per-deployment.ts";
import { providersOf, sharedBreaker, sharedSpending } from "./model-ports.ts";

export type FindingPorts = {
  /** Of the embeddings, as the log names it. */
  model: string;
  store: "vectorize" | "d1";
  embedder: Embedder;
  index: VectorIndex;
  books: VectorBooks;
  queue: ArticleQueue;
  /** @param account whose budgets count; absent: an operator's search. */
  knowledge: (account?: ModelAccount) => SemanticKnowledge;
};

/** Raise it when the text that a vector is made of changes (`D1VectorBooks`). */
const wording = 1;
/** A model that the file says nothing about. */
const usualNearFrom = 0.6;
const free = { input: 0, output: 0 };

/** As the ladders' models, made once. */
const madeModels = perDeployment((env) => {
  const finding = chosen(env)?.knowledge;
  if (!finding) return null;
  const { embedding: id, reranker, vectors: store } = finding;
  const providers = providersOf(environment(env), env);
  const model = embeddingModelOf(id, providers);
  if (!model) return null;
  return { id, model, store, reranker, ranking: reranker === undefined ? null : rerankingModelOf(reranker, providers) };
});

/** Null on a desk that finds by words alone. @param background keeps work alive that nobody waits for. */
export function findingPorts(
  env: Env,
  background: (work: Promise<void>) => void,
  words: Pick<FusedKnowledgeOptions, "lexical" | "sections">,
  telemetry: Telemetry,
): FindingPorts | null {
  const made = madeModels(env);
  if (!made) return null;
  const { models } = support();
  const { id, model, reranker, ranking, store } = made;
  const clock = workersClock;
  const recipe = `${wording}:${store}:${id}`;
  const database = env.DB;
  const index = env.SECTIONS && store === "vectorize" ? new VectorizeSections({ binding: env.SECTIONS, recipe }) : d1Vectors();
  const breaker = sharedBreaker(env, background);
  const embedding = { id, model, price: models.prices[id] ?? free, nearFrom: models.embeddings[id]?.nearFrom ?? usualNearFrom };
  const shared = {
    ...words,
    index,
    indexId: store,
    embedding,
    reranking: ranking && reranker !== undefined ? { id: reranker, model: ranking, price: models.prices[reranker] ?? free } : null,
    limits: models.limits.knowledge,
    breaker,
    clock,
    telemetry,
  };
  return {
    model: id,
    store,
    index,
    embedder: guardedEmbedder({ ...embedding, breaker, clock, telemetry }),
    books: new D1VectorBooks({ database, recipe, keepsVectors: store === "d1", clock }),
    queue: workersArticleQueue(env.ARTICLES),
    knowledge: (account) =>
      new FusedKnowledge({
        ...shared,
        reserve: account
          ? (estimate) =>
              reserved({ account, conversationCap: models.caps.conversation, spending: sharedSpending(env, background) }, estimate)
          : async () => ({ over: null, settle: () => undefined }),
      }),
  };

  function d1Vectors(): D1Vectors {
    return new D1Vectors({ database, recipe, cell: vectorsCell, reader: { clock, background } });
  }
}
