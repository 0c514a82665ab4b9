/**
 * Tells the language of a message from its script, its small words and its letters. Meant for choosing the language of an answer among the
 * common ones; a message that shows nothing ("ok", "42") leaves it to the messages before it.
 */

import { FUNCTION_WORDS, LANGUAGES, SCRIPTS, TELLING_LETTERS } from "./language-words.ts";

/** Nobody can tell. */
const UNKNOWN = "und";

/** Nearly every message has nothing of the kind, and then neither scripts nor letters need be counted. */
const BEYOND_LATIN = /[^\u0000-\u024f]/;
const BEYOND_ASCII = /[^\u0000-\u007f]/;

/** Characters read per message. */
const READ_LIMIT = 1_000;

/** BCP 47 primary tag of the first text that shows its language; "und" when none does. `texts`: newest first. */
export function detectLanguage(texts: readonly string[]): string {
  for (const text of texts) {
    const language = detect(text.slice(0, READ_LIMIT).normalize("NFC").toLowerCase());
    if (language !== UNKNOWN) return language;
  }
  return UNKNOWN;
}

function detect(text: string): string {
  if (!/\p{L}/u.test(text)) return UNKNOWN;
  if (BEYOND_LATIN.test(text)) {
    const letters = text.match(/\p{L}/gu)?.length ?? 0;
    for (const { language, pattern, share } of SCRIPTS) {
      if ((text.match(pattern)?.length ?? 0) / letters >= share) return language;
    }
  }
  return byWords(text);
}

function byWords(text: string): string {
  const hits = new Map<string, number>();
  for (const word of text.replace(/['’`´]/gu, "'").match(/[\p{L}']+/gu) ?? []) {
    for (const { language, weight } of FUNCTION_WORDS.get(word) ?? []) hits.set(language, (hits.get(language) ?? 0) + weight);
  }
  const isAscii = !BEYOND_ASCII.test(text);
  let best = UNKNOWN;
  let most = 0;
  let isTie = false;
  for (const language of LANGUAGES) {
    const letters = isAscii ? undefined : TELLING_LETTERS.get(language);
    const marks = letters === undefined ? 0 : (text.match(letters)?.length ?? 0) * 0.7;
    const score = (hits.get(language) ?? 0) + marks;
    isTie = score === most ? true : score > most ? false : isTie;
    if (score > most) [best, most] = [language, score];
  }
  return isTie ? UNKNOWN : best;
}
