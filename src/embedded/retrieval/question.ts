/** A question as the index reads it: its distinct content words, each with the terms it may mean and how much it tells articles apart. */
import { FUNCTION_WORDS } from "./function-words.ts";
import type { SectionIndex } from "./section-index.ts";
import { wordsOf } from "./words.ts";

export type Concept = {
  word: string;
  /** Terms that stand for the word, with the trust in each, (0, 1]; none when the index doesn't know the word. */
  meanings: readonly { term: number; trust: number }[];
  /** Information of the word, natural logarithm: rare words weigh more, unknown ones most. */
  idf: number;
};

export function readQuestion(index: SectionIndex, question: string): Concept[] {
  const words = [...new Set(wordsOf(question))];
  const content = words.filter((word) => !FUNCTION_WORDS.has(word));
  const concepts = new Map<string, Concept>();
  for (const word of content.length > 0 ? content : words) {
    const term = index.vocabulary.find(word);
    const df = term === undefined ? 0 : documentFrequency(index, term);
    const concept: Concept = { word, meanings: term === undefined ? [] : [{ term, trust: 1 }], idf: idfOf(df, index.articles) };
    concepts.set(term === undefined ? word : `#${term}`, concept);
  }
  return [...concepts.values()];
}

function documentFrequency(index: SectionIndex, term: number): number {
  return (index.byArticle.start[term + 1] ?? 0) - (index.byArticle.start[term] ?? 0);
}

/** Inverse document frequency as BM25 has it, always above 0. */
function idfOf(df: number, articles: number): number {
  return Math.log(1 + (articles - df + 0.5) / (df + 0.5));
}
