/**
 * Finds the concepts that a word stands for, also when it is misspelt by one letter. The words themselves are data, in `concept-words.ts`.
 * Misspellings are found without comparing words: two that are one slip apart become equal when each loses at most one letter.
 */

import { CONCEPT_WORDS } from "./concept-words.ts";
import { stem } from "./stem.ts";

/** Shorter stems are too close to too many words to guess. */
const SHORTEST_GUESSED = 4;

const CONCEPTS: ReadonlyMap<string, readonly string[]> = indexByStem();

/** From a stem without one of its letters to the stem; of several, the first in the lexicon. Made for the first word that is in no lexicon, so that no start waits for it. */
let shortened: ReadonlyMap<string, string> | undefined;

/** Names of the concepts of a normalised word; none for many words. */
export function conceptsOf(word: string): readonly string[] {
  const own = stem(word);
  return CONCEPTS.get(own) ?? CONCEPTS.get(guess(own) ?? "") ?? [];
}

/** The stem that the word probably means: one letter too many, too few, wrong, or two swapped. */
function guess(own: string): string | undefined {
  if (own.length < SHORTEST_GUESSED) return undefined;
  shortened ??= indexShortened();
  const whole = shortened.get(own);
  if (whole !== undefined) return whole;
  for (const shorter of withoutOneLetter(own)) {
    if (shorter.length >= SHORTEST_GUESSED && CONCEPTS.has(shorter)) return shorter;
    const other = shortened.get(shorter);
    if (other !== undefined && other.length === own.length && other.length > SHORTEST_GUESSED) return other;
  }
  return undefined;
}

/** The first letter stays: hardly anybody gets it wrong, and it keeps different words apart. */
function withoutOneLetter(word: string): string[] {
  return Array.from({ length: word.length - 1 }, (_, at) => word.slice(0, at + 1) + word.slice(at + 2));
}

function indexByStem(): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const [concept, words] of Object.entries(CONCEPT_WORDS)) {
    for (const word of words.split(" ")) {
      const known = index.get(stem(word)) ?? [];
      if (!known.includes(concept)) known.push(concept);
      index.set(stem(word), known);
    }
  }
  return index;
}

function indexShortened(): Map<string, string> {
  const index = new Map<string, string>();
  for (const whole of CONCEPTS.keys()) {
    if (whole.length < SHORTEST_GUESSED) continue;
    for (const shorter of withoutOneLetter(whole)) if (!index.has(shorter)) index.set(shorter, whole);
  }
  return index;
}
