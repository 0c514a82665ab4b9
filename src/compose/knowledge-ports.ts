/** Articles and search, wired: the isolate's index first, D1's full text beneath it. */
import { D1Articles } from "#adapters/knowledge/d1-articles";
import { FullTextKnowledge } from "#adapters/knowledge/d1-fts";
import { IsolateIndex } from "#adapters/knowledge/isolate-index";
import { LadderedKnowledge } from "#adapters/knowledge/laddered-knowledge";
import { workersClock } from "#adapters/platform/workers-clock";
import { workersTelemetry } from "#adapters/platform/workers-telemetry";
import type { ArticleStore } from "#ports/articles";
import type { Knowledge } from "#ports/knowledge";
import { knowledgeMemory, support } from "./isolate.ts";

/** @param background keeps work alive that nobody waits for. */
export function knowledgePorts(env: Env, background: (work: Promise<void>) => void): { articles: ArticleStore; knowledge: Knowledge } {
  const { synonyms } = support();
  const articles = new D1Articles({ database: env.DB, clock: workersClock });
  const isolate = new IsolateIndex({
    store: articles,
    memory: knowledgeMemory,
    clock: workersClock,
    telemetry: workersTelemetry,
    synonyms,
    background,
  });
  return { articles, knowledge: new LadderedKnowledge({ isolate, fallback: new FullTextKnowledge({ database: env.DB, synonyms }) }) };
}
