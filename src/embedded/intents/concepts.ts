/** Finds the concepts that a word stands for. The words themselves are data, in `concept-words.ts`. */

import { CONCEPT_WORDS } from "./concept-words.ts";
import { stem } from "./stem.ts";

const CONCEPTS: ReadonlyMap<string, readonly string[]> = indexByStem();

/** Names of the concepts of a normalised word; none for most words. */
export function conceptsOf(word: string): readonly string[] {
  return CONCEPTS.get(stem(word)) ?? [];
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
