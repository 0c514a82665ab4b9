/** What is known of how well the desk answers, wired: gaps, versions of articles, outcomes. */
import { D1Gaps } from "#adapters/gaps/d1-gaps";
import { D1ArticleHistory } from "#adapters/knowledge/d1-article-history";
import { D1Outcomes } from "#adapters/outcomes/d1-outcomes";
import { objectConversations } from "#adapters/platform/object-conversations";
import { workersClock } from "#adapters/platform/workers-clock";
import type { ArticleHistory } from "#ports/article-history";
import type { Gaps } from "#ports/gaps";
import type { OutcomeBooks } from "#ports/outcomes";

export type QualityPorts = { gaps: Gaps; articleHistory: ArticleHistory; outcomes: OutcomeBooks };

export function qualityPorts(env: Env): QualityPorts {
  const database = env.DB;
  const clock = workersClock;
  return {
    gaps: new D1Gaps({ database, clock, conversations: objectConversations(env.CONVERSATIONS) }),
    articleHistory: new D1ArticleHistory({ database }),
    outcomes: new D1Outcomes({ database, clock }),
  };
}
