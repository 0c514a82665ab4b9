/**
 * How much of a question a section and its article speak of. Other than a ranking score it can be compared between questions: what nobody
 * wrote about counts against it, and a question that asks for next to nothing gets next to nothing.
 */
import type { IndexParts } from "./index-parts.ts";
import { strengthIn, type Postings } from "./postings.ts";
import type { Concept } from "./question.ts";

/**
 * What has to be outweighed before a question counts as understood, in the unit of a word's weight (square root of its idf in nats; a word in
 * one article of a hundred has 2). Keeps "goodbye" from being answered because one article says it.
 */
const PRIOR = 1.5;

/** Weighted share of the question, [0, 1): each word by the root of its idf, times how strongly section and article say it. */
export function evidenceIn(index: IndexParts, concepts: readonly Concept[], section: number): number {
  const article = index.articleOf[section] ?? 0;
  let asked = PRIOR;
  let spoken = 0;
  for (const concept of concepts) {
    const weight = Math.sqrt(concept.idf);
    asked += weight;
    spoken += (weight * (saidIn(index.bySection, concept, section) + saidIn(index.byArticle, concept, article))) / 2;
  }
  return spoken / asked;
}

/** How strongly the document says what the word may mean, [0, 1). */
function saidIn(postings: Postings, { meanings }: Concept, document: number): number {
  return meanings.reduce(
    (most, { term, trust }) => (trust > most ? Math.max(most, trust * strengthIn(postings, term, document)) : most),
    0,
  );
}
