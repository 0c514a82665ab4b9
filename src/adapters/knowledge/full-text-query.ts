/**
 * A question as an FTS5 query: any of its words, or of their synonyms. Every word is quoted and holds only letters and digits, so that
 * nothing a customer types is ever read as a query operator (sqlite.org/fts5.html, "Full-text Query Syntax").
 */
import { FUNCTION_WORDS } from "#embedded/retrieval/function-words";
import { wordsOf } from "#embedded/retrieval/words";

/** Groups of words or phrases that mean the same, such as ["2fa", "two-factor authentication"]. */
export type Synonyms = readonly (readonly string[])[];

/** Words beyond these do not steer a search any more; they would only make it slow. */
const MAX_WORDS = 32;

/** `"change" OR "billing" OR "address"`; null when the question has no word. */
export function fullTextQuery(question: string, synonyms: Synonyms): string | null {
  const words = [...new Set(wordsOf(question))];
  const content = words.filter((word) => !FUNCTION_WORDS.has(word));
  const asked = content.length > 0 ? content : words;
  const terms = [...asked.slice(0, MAX_WORDS), ...alike(words, synonyms)];
  return terms.length === 0 ? null : [...new Set(terms)].map((term) => `"${term}"`).join(" OR ");
}

/** Every phrase of each group that has one of its phrases among the words. */
function alike(words: readonly string[], synonyms: Synonyms): string[] {
  const asked = new Set(words);
  return synonyms
    .map((group) => group.map((phrase) => wordsOf(phrase)).filter((phrase) => phrase.length > 0))
    .filter((group) => group.some((phrase) => phrase.every((word) => asked.has(word))))
    .flatMap((group) => group.map((phrase) => phrase.join(" ")));
}
