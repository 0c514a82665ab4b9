/** What is known of how well the desk answers, wired: gaps, versions of articles, outcomes. */
import { D1Gaps } from "#adapters/gaps/d1-gaps";
import { citingAnswers } from "#adapters/knowledge/citing-answers";
import { D1ArticleHistory } from "#adapters/knowledge/d1-article-history";
import { D1Outcomes } from "#adapters/outcomes/d1-outcomes";
import { objectConversations } from "#adapters/platform/object-conversations";
import { workersClock } from "#adapters/platform/workers-clock";
import type { CitingAnswers } from "#contracts/article-citations";
import type { ArticleHistory } from "#ports/article-history";
import type { Gaps } from "#ports/gaps";
import type { OutcomeBooks } from "#ports/outcomes";
import { factsStore } from "./facts-ports.ts";

export type QualityPorts = {
  gaps: Gaps;
  articleHistory: ArticleHistory;
  outcomes: OutcomeBooks;
  citingAnswers: (article: string) => Promise<CitingAnswers>;
};

export function qualityPorts(env: Env): QualityPorts {
  const database = env.DB;
  const clock = workersClock;
  const conversations = objectConversations(env.CONVERSATIONS);
  return {
    gaps: new D1Gaps({ database, clock, conversations }),
    articleHistory: new D1ArticleHistory({ database }),
    outcomes: new D1Outcomes({ database, clock }),
    citingAnswers: (article) => citingAnswers(article, { turnFacts: factsStore(env), conversations }),
  };
}
