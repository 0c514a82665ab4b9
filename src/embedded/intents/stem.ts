/**
 * Cuts the commonest endings off English words, so that "delivering", "delivers" and "deliver" meet. Crude and harmless: the stem is only
 * one feature beside the word itself. Words of other languages pass through, now and then a letter shorter.
 */

const ENDINGS = /(?:ings?|edly|ed|ies|es|s|ly|ments?|ations?)$/u;
const DOUBLED = /(\p{L})\1$/u;

/** The stem of a normalised word. */
export function stem(word: string): string {
  if (word.length <= 4) return word.replace(/s$/u, "");
  return word
    .replace(ENDINGS, "")
    .replace(DOUBLED, "$1")
    .replace(/[eiy]$/u, "");
}
