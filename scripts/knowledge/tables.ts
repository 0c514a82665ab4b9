/** What the command prints of the desk's answers. */
import type { ArticleSummary } from "#contracts/articles";
import type { Search } from "./desk-api.ts";

/** Characters of a passage that are shown. */
const EXCERPT = 240;

export function articleTable(articles: readonly ArticleSummary[]): string {
  const width = Math.max(0, ...articles.map(({ id }) => id.length));
  const lines = articles.map(({ id, version, storedAt, title }) => `${id.padEnd(width)}  ${version}  ${storedAt.slice(0, 10)}  ${title}`);
  return [...lines, articles.length === 1 ? "1 article" : `${articles.length} articles`].join("\n");
}

export function passageLines({ passages, answerability, threshold, nearness, rung, tookMs }: Search): string {
  const lines = passages.flatMap(({ article, section, title, heading, text, score, coverage }, n) => [
    `${n + 1}. ${[title, heading].filter((part) => part !== "").join(" › ")}`,
    `   ${article}${section === "" ? "" : `#${section}`}  score ${score.toFixed(2)}  coverage ${coverage.toFixed(2)}`,
    `   ${excerpt(text)}`,
  ]);
  const verdict = answerability >= threshold ? "the desk answers" : "the desk says that it does not know";
  return [
    ...lines,
    `answerability ${answerability.toFixed(2)}, threshold ${threshold.toFixed(2)}: ${verdict} (${tookMs.toFixed(1)} ms)`,
    ...(nearness === undefined
      ? []
      : [`nearest in meaning: ${nearness.toFixed(2)}; support/models.yaml sets nearFrom, from which a model reads it`]),
    rung === "model" ? "found by words and by meaning" : "found by words alone",
  ].join("\n");
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > EXCERPT ? `${line.slice(0, EXCERPT - 1)}…` : line;
}
