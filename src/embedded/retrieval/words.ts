/**
 * Words of a text as the index sees them: lower case, Latin accents folded, split at everything that is no letter or digit. Scripts that
 * are written without spaces (Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese) give overlapping pairs of characters.
 */

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const ASCII_WORD = /[a-z0-9]+/g;
const NOT_ASCII = /[^\u0000-\u007f]/;
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\u30fc]/u;
const UNSPACED_RUN =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{M}\u30fc]+|[^\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\u30fc]+/gu;
/** Endings after an apostrophe that carry no meaning of their own: customer's, don't, we're. */
const CLITIC = /['’](?:s|t|re|ve|ll|d|m)\b/g;

/** Longest word that is kept whole, characters; what is longer is no word but data. */
const MAX_WORD_CHARS = 40;

/** Lower-cased words in order, as written otherwise (no stemming, function words included). */
export function wordsOf(text: string): string[] {
  const lower = text.toLowerCase().replace(CLITIC, "");
  if (!NOT_ASCII.test(lower)) return (lower.match(ASCII_WORD) ?? []).map(short);
  const words: string[] = [];
  for (const run of foldAccents(lower).match(WORD) ?? []) {
    if (!UNSPACED.test(run)) words.push(short(run));
    else for (const part of run.match(UNSPACED_RUN) ?? []) words.push(...(UNSPACED.test(part) ? pairsOf(part) : [short(part)]));
  }
  return words;
}

/** é → e, ﬁ → fi, full-width → half-width; marks of other scripts stay, they are letters there. */
function foldAccents(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]+/g, "")
    .normalize("NFC")
    .toLowerCase();
}

function pairsOf(run: string): string[] {
  const characters = [...run];
  return characters.length < 2 ? characters : characters.slice(1).map((character, at) => `${characters[at] ?? ""}${character}`);
}

function short(word: string): string {
  return word.length > MAX_WORD_CHARS ? word.slice(0, MAX_WORD_CHARS) : word;
}
