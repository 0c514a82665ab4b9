/**
 * Finds the sections that speak of a question. A section is scored on its own words and on those of its article as a whole; an article
 * is listed once, at its best section, unless more of it is asked for.
 */
import type { Passage } from "#domain/knowledge";
import type { Postings } from "./postings.ts";
import { readQuestion, type Concept } from "./question.ts";
import type { SectionIndex } from "./section-index.ts";

export type SearchOptions = {
  /** Most passages returned; 5 by default. */
  limit?: number;
  /** Most sections of one article among them; 1 by default. */
  perArticle?: number;
};

const ARTICLE_SHARE = 0.5;

/** Passages for the question, best first; none when no word of it is known. */
export function searchSections(index: SectionIndex, question: string, { limit = 5, perArticle = 1 }: SearchOptions = {}): Passage[] {
  const concepts = readQuestion(index, question);
  const bySection = scoresOf(index.bySection, concepts);
  const byArticle = scoresOf(index.byArticle, concepts);
  const ranked: { section: number; score: number }[] = [];
  for (const [section, score] of bySection.entries()) {
    if (score > 0) ranked.push({ section, score: (1 - ARTICLE_SHARE) * score + ARTICLE_SHARE * (byArticle[index.articleOf[section] ?? 0] ?? 0) });
  }
  ranked.sort((a, b) => b.score - a.score || a.section - b.section);
  const taken = new Map<number, number>();
  const passages: Passage[] = [];
  for (const { section, score } of ranked) {
    const article = index.articleOf[section] ?? 0;
    const count = taken.get(article) ?? 0;
    const found = index.sections[section];
    if (count >= perArticle || found === undefined) continue;
    taken.set(article, count + 1);
    passages.push({ ...found, score, coverage: coverageOf(index, concepts, section) });
    if (passages.length >= limit) break;
  }
  return passages;
}

function scoresOf(postings: Postings, concepts: readonly Concept[]): Float32Array {
  const scores = new Float32Array(postings.documents);
  for (const { meanings, idf } of concepts) {
    for (const { term, trust } of meanings) {
      const end = postings.start[term + 1] ?? 0;
      for (let at = postings.start[term] ?? 0; at < end; at += 1) {
        const document = postings.document[at] ?? 0;
        scores[document] = (scores[document] ?? 0) + idf * trust * (postings.strength[at] ?? 0);
      }
    }
  }
  return scores;
}

/** Share of the question's information that the section has a word for, [0, 1]. */
function coverageOf(index: SectionIndex, concepts: readonly Concept[], section: number): number {
  let asked = 0;
  let spoken = 0;
  for (const { meanings, idf } of concepts) {
    asked += idf;
    spoken += idf * Math.max(0, ...meanings.map(({ term, trust }) => (strengthIn(index.bySection, term, section) > 0 ? trust : 0)));
  }
  return asked === 0 ? 0 : spoken / asked;
}

/** Strength of a term in a document, 0 when it isn't there. */
function strengthIn(postings: Postings, term: number, document: number): number {
  let low = postings.start[term] ?? 0;
  let high = (postings.start[term + 1] ?? 0) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const here = postings.document[middle] ?? 0;
    if (here === document) return postings.strength[middle] ?? 0;
    if (here < document) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}
