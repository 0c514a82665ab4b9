/**
 * Whether the desk's articles can answer a question at all. Evidence is compared with what an incoherent question of the same length finds
 * by chance, so that the same threshold means the same on every desk.
 */
import type { Passage } from "#domain/knowledge";
import { chanceOf } from "./chance-level.ts";
import { evidenceIn } from "./evidence.ts";
import { FUNCTION_WORDS } from "./function-words.ts";
import { sectionKey } from "./index-parts.ts";
import { readQuestion } from "./question.ts";
import type { SectionIndex } from "./section-index.ts";

/** From this answerability on, a question is answered by default. No unit, [0, 1]; source: docs/quality/retrieval.md. */
export const ANSWERABLE_FROM = 0.5;

/** Evidence against chance at which a question is as likely answerable as not, and by how much it must rise for odds of e to 1. */
const EVEN_ODDS = -0.03;
const STEP = 0.06;

/** How surely the passages, found in this index, answer the question, [0, 1]; 0 when it asks nothing or nothing was found. */
export function answerability(index: SectionIndex, question: string, passages: readonly Passage[]): number {
  const concepts = readQuestion(index, question).filter((concept) => !FUNCTION_WORDS.has(concept.word));
  const sections = passages.map((passage) => index.numberOf.get(sectionKey(passage))).filter((section) => section !== undefined);
  if (concepts.length === 0 || sections.length === 0) return 0;
  const evidence = Math.max(...sections.map((section) => evidenceIn(index, concepts, section)));
  if (evidence === 0) return 0;
  return 1 / (1 + Math.exp((EVEN_ODDS - (evidence - chanceOf(index.chance, concepts.length))) / STEP));
}
