/**
 * A question as the index reads it: its content words, each with the terms that it may mean and with how much it tells articles apart.
 * Synonyms and corrected spellings are meanings that are trusted less than the word itself.
 */
import { FUNCTION_WORDS, LIGHT_WORDS } from "./function-words.ts";
import type { IndexParts } from "./index-parts.ts";
import { documentFrequency, inverseFrequency } from "./postings.ts";
import { stemOf } from "./stem.ts";
import { wordsOf } from "./words.ts";

/** A term that a word may mean; `trust` (0, 1] scales what the term contributes. */
export type Meaning = { term: number; trust: number };

export type Concept = {
  word: string;
  /** None when the index has nothing like the word. */
  meanings: readonly Meaning[];
  /** Information of the word, natural logarithm: rare words weigh more, unknown ones most. */
  idf: number;
};

const SYNONYM_TRUST = 0.8;
const CORRECTION_TRUST = 0.7;
/** What a light word counts of its idf. */
const LIGHT_SHARE = 0.5;
/** Both halves of a word that was written together, letters. */
const LEAST_HALF_CHARS = 3;

/** The concepts of the question, each once. Function words count only where there is nothing else. */
export function readQuestion(index: IndexParts, question: string): Concept[] {
  const words = wordsOf(question);
  const known = (word: string): number | undefined => {
    const term = index.vocabulary.find(word);
    return term !== undefined && documentFrequency(index.byArticle, term) > 0 ? term : undefined;
  };
  const parts = words.flatMap((word) => (known(word) === undefined && !FUNCTION_WORDS.has(word) ? (halvesOf(word, known) ?? [word]) : [word]));
  const terms = parts.map((word) => index.vocabulary.find(word) ?? -1);
  const phrases = index.synonyms.phrasesIn(terms);
  const onlyFunction = parts.every((word) => FUNCTION_WORDS.has(word));

  const concepts = new Map<string, Concept>();
  for (const [at, word] of parts.entries()) {
    if (FUNCTION_WORDS.has(word) && !onlyFunction) continue;
    const meanings = new Map<number, number>();
    const add = (term: number, trust: number): void => {
      if (documentFrequency(index.byArticle, term) > 0) meanings.set(term, Math.max(trust, meanings.get(term) ?? 0));
    };
    const term = known(word);
    if (term !== undefined) add(term, 1);
    else for (const correction of correctionsOf(index, word)) add(correction, CORRECTION_TRUST);
    for (const base of [terms[at] ?? -1, ...meanings.keys()]) for (const synonym of index.synonyms.of(base)) add(synonym, SYNONYM_TRUST * (meanings.get(base) ?? 1));
    for (const phrase of phrases) if (phrase.from <= at && at < phrase.to) for (const synonym of index.synonyms.of(phrase.term)) add(synonym, SYNONYM_TRUST);
    const joined = known(`${word}${parts[at + 1] ?? ""}`) ?? known(`${parts[at - 1] ?? ""}${word}`);
    if (joined !== undefined) add(joined, CORRECTION_TRUST);
    const frequency = Math.max(0, ...[...meanings.keys()].map((meaning) => documentFrequency(index.byArticle, meaning)));
    concepts.set(term === undefined ? word : `#${term}`, {
      word,
      meanings: [...meanings].map(([meaning, trust]) => ({ term: meaning, trust })),
      idf: inverseFrequency(frequency, index.articles) * (LIGHT_WORDS.has(word) ? LIGHT_SHARE : 1),
    });
  }
  return [...concepts.values()];
}

function correctionsOf(index: IndexParts, word: string): number[] {
  return index.spelling.corrections(stemOf(word), (term) => documentFrequency(index.byArticle, term)).map(({ term }) => term);
}

/** "lineendings" → "line", "endings": the halves of an unknown word, when the index knows both. */
function halvesOf(word: string, known: (word: string) => number | undefined): [string, string] | undefined {
  for (let cut = LEAST_HALF_CHARS; cut <= word.length - LEAST_HALF_CHARS; cut += 1) {
    const halves: [string, string] = [word.slice(0, cut), word.slice(cut)];
    if (halves.every((half) => known(half) !== undefined && !FUNCTION_WORDS.has(half))) return halves;
  }
  return undefined;
}
