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
  const words = wordsOf(question).flatMap((word) => apart(index, word));
  const onlyFunction = words.every((word) => FUNCTION_WORDS.has(word));
  const phrases = index.synonyms.phrasesIn(words.map((word) => index.vocabulary.find(word) ?? -1));
  const concepts = new Map<string, Concept>();
  for (const [at, word] of words.entries()) {
    if (FUNCTION_WORDS.has(word) && !onlyFunction) continue;
    const around = phrases.filter(({ from, to }) => from <= at && at < to).map(({ term }) => term);
    const joined = [`${word}${words[at + 1] ?? ""}`, `${words[at - 1] ?? ""}${word}`].filter((pair) => pair !== word);
    const meanings = meaningsOf(index, word, around, joined);
    const frequency = meanings.reduce((most, { term }) => Math.max(most, documentFrequency(index.byArticle, term)), 0);
    const idf = inverseFrequency(frequency, index.articles) * (LIGHT_WORDS.has(word) ? LIGHT_SHARE : 1);
    const term = knownTerm(index, word);
    concepts.set(term === undefined ? word : `#${term}`, { word, meanings, idf });
  }
  return [...concepts.values()];
}

/** The word itself or what it may be a misspelling of, synonyms of these and of the phrases around it, and the word that it is a half of. */
function meaningsOf(index: IndexParts, word: string, phrases: readonly number[], joined: readonly string[]): Meaning[] {
  const trusts = new Map<number, number>();
  const add = (term: number, trust: number): void => {
    if (documentFrequency(index.byArticle, term) > 0) trusts.set(term, Math.max(trust, trusts.get(term) ?? 0));
  };
  const own = index.vocabulary.find(word);
  const known = knownTerm(index, word);
  if (known !== undefined) add(known, 1);
  else for (const term of correctionsOf(index, word)) add(term, CORRECTION_TRUST);
  for (const base of new Set([...(own === undefined ? [] : [own]), ...trusts.keys(), ...phrases])) {
    for (const synonym of index.synonyms.of(base)) add(synonym, SYNONYM_TRUST * (trusts.get(base) ?? 1));
  }
  for (const pair of joined) {
    const whole = knownTerm(index, pair);
    if (whole !== undefined) add(whole, CORRECTION_TRUST);
  }
  return [...trusts].map(([term, trust]) => ({ term, trust }));
}

/** The word's term if an article has it. */
function knownTerm(index: IndexParts, word: string): number | undefined {
  const term = index.vocabulary.find(word);
  return term !== undefined && documentFrequency(index.byArticle, term) > 0 ? term : undefined;
}

function correctionsOf(index: IndexParts, word: string): number[] {
  return index.spelling.corrections(stemOf(word), (term) => documentFrequency(index.byArticle, term)).map(({ term }) => term);
}

/** "giftcard" → "gift", "card": an unknown word as two words that the index knows, if it can be cut so. */
function apart(index: IndexParts, word: string): string[] {
  if (FUNCTION_WORDS.has(word) || knownTerm(index, word) !== undefined) return [word];
  for (let cut = LEAST_HALF_CHARS; cut <= word.length - LEAST_HALF_CHARS; cut += 1) {
    const halves = [word.slice(0, cut), word.slice(cut)];
    if (halves.every((half) => !FUNCTION_WORDS.has(half) && knownTerm(index, half) !== undefined)) return halves;
  }
  return [word];
}
