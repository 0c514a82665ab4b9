/**
 * Brings a message into the one form that features are cut from: case, width, accents, apostrophes, stretched letters and long numbers
 * no longer matter; negations, emoji, question marks and every script stay. Total: any string, also a hostile one, has a form.
 */

/** Messages are read up to here (UTF-16 units); what follows does not change what somebody wants. */
const READ_LIMIT = 4_000;

/** Invisible characters, variation selectors, skin tones, and apostrophes of all kinds: "don’t" and "dont" are one word. */
const DROPPED = /\p{Default_Ignorable_Code_Point}|\p{Emoji_Modifier}|[\u2028\u2029'`´‘’ʼ＇]/gu;

/** Marks that sit on Latin, Greek and Cyrillic letters. Marks of other scripts (vowels in Devanagari, say) carry meaning and stay. */
const ACCENTS = /[\u0300-\u036f]/g;

/** The same letter three times or more: nobody spells so, but many people shout so. */
const STRETCHED = /(\p{L})\1{2,}/gu;

/** Three digits or more, with separators: an amount, a date or a number of something. Which one it is matters, its value does not. */
const LONG_NUMBER = /\d[\d.,]*\d{2,}|\d{3,}/g;

/** A word, one character of a script that is written without spaces, an emoji, or a mark that changes the sense. */
const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{N}\p{M}]+|\p{Extended_Pictographic}|[?!$€£¥₹%]/gu;

/** The normal form of a message, as tokens. Empty for a message without any letter, digit, emoji or telling mark. */
export function tokenise(text: string): string[] {
  const plain = text
    .slice(0, READ_LIMIT)
    .normalize("NFKD")
    .replace(ACCENTS, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(DROPPED, "")
    .replace(STRETCHED, "$1")
    .replace(LONG_NUMBER, "000");
  return plain.match(TOKEN) ?? [];
}
