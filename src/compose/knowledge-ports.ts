/** Articles and search, wired: the isolate's index first, D1's full text beneath it. */
import { D1Articles } from "#adapters/knowledge/d1-articles";
import { FullTextKnowledge } from "#adapters/knowledge/d1-fts";
import { IsolateIndex } from "#adapters/knowledge/isolate-index";
import { LadderedKnowledge } from "#adapters/knowledge/laddered-knowledge";
import { TunedKnowledge } from "#adapters/knowledge/tuned-knowledge";
import { workersClock } from "#adapters/platform/workers-clock";
import { workersTelemetry } from "#adapters/platform/workers-telemetry";
import { D1Settings } from "#adapters/settings/d1-settings";
import type { ArticleStore } from "#ports/articles";
import type { Knowledge } from "#ports/knowledge";
import type { SettingsStore } from "#ports/settings";
import { knowledgeMemory, settingsCell, support } from "./isolate.ts";

/** @param background keeps work alive that nobody waits for. */
export function knowledgePorts(
  env: Env,
  background: (work: Promise<void>) => void,
): { articles: ArticleStore; knowledge: Knowledge; settings: SettingsStore } {
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
  const settings = new D1Settings({ database: env.DB, clock: workersClock, cell: settingsCell, background });
  const laddered = new LadderedKnowledge({ isolate, fallback: new FullTextKnowledge({ database: env.DB, synonyms }) });
  return { articles, settings, knowledge: new TunedKnowledge({ knowledge: laddered, settings }) };
}
