/** Articles and search, wired: the isolate's index first, D1's full text beneath it, and, where the profile has an embedding model, search by meaning beside both. */
import { D1Articles } from "#adapters/knowledge/d1-articles";
import { FullTextKnowledge } from "#adapters/knowledge/d1-fts";
import { IsolateIndex } from "#adapters/knowledge/isolate-index";
import { LadderedKnowledge } from "#adapters/knowledge/laddered-knowledge";
import { SectionsInForce } from "#adapters/knowledge/sections-in-force";
import { TunedKnowledge } from "#adapters/knowledge/tuned-knowledge";
import { workersClock } from "#adapters/platform/workers-clock";
import { QueueingArticles } from "#adapters/vectors/queueing-articles";
import { D1Settings } from "#adapters/settings/d1-settings";
import type { ArticleStore } from "#ports/articles";
import type { Knowledge } from "#ports/knowledge";
import type { SettingsStore } from "#ports/settings";
import type { Telemetry } from "#ports/telemetry";
import { findingPorts, type FindingPorts } from "./finding-ports.ts";
import { defaultSettings, knowledgeMemory, settingsCell, support } from "./isolate.ts";
import { telemetryPort } from "./telemetry-ports.ts";

/** @param background keeps work alive that nobody waits for. */
export function knowledgePorts(
  env: Env,
  background: (work: Promise<void>) => void,
  telemetry: Telemetry = telemetryPort(env, background),
): { articles: ArticleStore; knowledge: Knowledge; settings: SettingsStore; finding: FindingPorts | null } {
  const { synonyms } = support();
  const stored = new D1Articles({ database: env.DB, clock: workersClock });
  const isolate = new IsolateIndex({
    store: stored,
    memory: knowledgeMemory,
    clock: workersClock,
    telemetry,
    synonyms,
    background,
  });
  const settings = new D1Settings({ database: env.DB, clock: workersClock, defaults: defaultSettings(), cell: settingsCell(), background });
  const laddered = new LadderedKnowledge({ isolate, fallback: new FullTextKnowledge({ database: env.DB, synonyms }) });
  const knowledge = new TunedKnowledge({ knowledge: laddered, settings });
  const words = { lexical: knowledge, sections: new SectionsInForce({ isolate, database: env.DB }) };
  const finding = findingPorts(env, background, words, telemetry);
  const articles = finding ? new QueueingArticles({ articles: stored, queue: finding.queue, telemetry }) : stored;
  return { articles, settings, knowledge, finding };
}
