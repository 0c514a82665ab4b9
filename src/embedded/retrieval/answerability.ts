/** Whether the desk's articles can answer a question at all. */
import type { Passage } from "#domain/knowledge";
import type { SectionIndex } from "./section-index.ts";

/** From this answerability on, a question is answered; unit: `answerability`, [0, 1]; source: docs/quality/retrieval.md. */
export const ANSWERABLE_FROM = 0.5;

/** How surely the passages speak of what the question asks, [0, 1]; 0 without passages. */
export function answerability(_index: SectionIndex, _question: string, passages: readonly Passage[]): number {
  return Math.max(0, ...passages.map((passage) => passage.coverage));
}
