/** Articles that come near without answering: worth showing by title, never worth quoting as an answer. */
import type { KnowledgeFindings } from "#agents/findings";
import type { Citation } from "#contracts/events";
import { articlePath } from "#embedded/answers/extract";

const mostShown = 3;
/** A passage comes near from this share of the threshold on. */
const nearShare = 0.6;

export function nearestArticles(findings: KnowledgeFindings | null): Citation[] {
  if (!findings || findings.answerability < nearShare * findings.threshold) return [];
  const best = findings.passages.filter((passage, i, all) => all.findIndex((other) => other.article === passage.article) === i);
  return best.slice(0, mostShown).map((passage, i) => ({
    n: i + 1,
    article: passage.article,
    version: passage.version,
    section: passage.section,
    title: passage.title,
    quote: passage.text.split("\n")[0] ?? "",
    url: articlePath(passage),
  }));
}
