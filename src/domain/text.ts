/**
 * What a message may be made of. Cleaning keeps everything that a person can see or that a script needs, and takes out what only hides or disturbs:
 * control characters, overrides of the reading direction, invisible tags, stray zero-width characters. What comes out is NFC, trimmed, well-formed
 * Unicode of at most `maxMessageBytes`, with lines ended by "\n"; cleaning it again changes nothing.
 */

import { fail, ok, type Result } from "./result.ts";

/** Most bytes of UTF-8 that a message may have; a frame of 16 KiB holds it with its envelope. */
export const maxMessageBytes = 16_000;

/** `at`: offset of the broken half in UTF-16 units. `bytes`: UTF-8 size, as sent or, where normalising made it grow, as it would be stored. */
export type TextRejection =
  | { reason: "empty" }
  | { reason: "too_large"; bytes: number; maxBytes: number }
  | { reason: "lone_surrogate"; at: number };

/** The message as it is stored, or why it is refused. */
export function cleanText(text: string): Result<string, TextRejection> {
  const sentBytes = utf8Bytes(text);
  if (sentBytes > maxMessageBytes) return fail({ reason: "too_large", bytes: sentBytes, maxBytes: maxMessageBytes });
  if (!text.isWellFormed()) return fail({ reason: "lone_surrogate", at: text.search(/\p{Surrogate}/u) });

  const cleaned = settled(text);
  if (looksEmpty.test(cleaned)) return fail({ reason: "empty" });
  const bytes = utf8Bytes(cleaned);
  return bytes > maxMessageBytes ? fail({ reason: "too_large", bytes, maxBytes: maxMessageBytes }) : ok(cleaned);
}

/** Cleaned until nothing changes: what is taken out lets NFC reorder the marks around it, and then a joiner may stand after another mark than before. It ends: NFC changes nothing twice in a row, and what is taken out leaves less. */
function settled(text: string): string {
  const cleaned = withoutInvisibleAbuse(text.replace(lineEnds, "\n")).normalize("NFC").trim();
  return cleaned === text ? cleaned : settled(cleaned);
}

const utf8Bytes = (text: string): number => new TextEncoder().encode(text).length;

/** CRLF, CR, vertical tab, form feed, NEL and the Unicode line and paragraph separators. */
const lineEnds = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;

/** Nothing to see: spaces, format characters, the braille pattern without dots. */
const looksEmpty = /^[\s\p{Cf}\u2800]*$/u;

/**
 * In this order, so that every decision is taken on neighbours that stay. A subdivision flag (England, Scotland, Wales) is the one thing that tags
 * are for; a variation selector belongs to the one character before it; a joiner belongs between two characters that it can join.
 */
function withoutInvisibleAbuse(text: string): string {
  const directed = rightToLeftLetters.test(text) ? text : text.replace(directionMarks, "");
  return directed.replace(neverNeeded, "").replace(flagsAndTags, "$1").replace(strayVariationSelectors, "").replace(joiners, "$1");
}

/** Arabic, Hebrew and the other scripts that run from right to left need marks beside digits and punctuation. */
const rightToLeftLetters = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const directionMarks = /[\u061C\u200E\u200F]/g;

/**
 * C0 and C1 controls but tab and line feed; embeddings, overrides and isolates of direction (UAX #9; the "Trojan Source" attack, CVE-2021-42574);
 * soft hyphen, invisible fillers and operators, byte order mark, interlinear annotation, noncharacters.
 */
const neverNeeded = new RegExp(
  [
    "[\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F",
    "\\u202A-\\u202E\\u2066-\\u206F",
    "\\u00AD\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180E\\u2060-\\u2065\\u3164\\uFEFF\\uFFA0\\uFFF0-\\uFFFB",
    "\\p{Noncharacter_Code_Point}]",
  ].join(""),
  "gu",
);

const flagsAndTags =
  /(\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F})|[\u{E0000}-\u{E007F}]/gu;

/** A selector after nothing, a space or another selector; an ideographic one after anything but an ideograph. Runs of them smuggle bytes. */
const strayVariationSelectors =
  /(?<=^|[\s\p{Variation_Selector}\u200B-\u200D])\p{Variation_Selector}|(?<!\p{Script=Han})[\u{E0100}-\u{E01EF}]/gu;

/**
 * Kept (group 1): zero-width joiner and non-joiner inside words of the Arabic, Indic and Mongolian scripts, the joiner between two emoji, the
 * zero-width space between letters of scripts that write no spaces. Taken out: the same characters anywhere else.
 */
const joiningScripts = [
  "Arabic",
  "Syriac",
  "Mongolian",
  "Devanagari",
  "Bengali",
  "Gurmukhi",
  "Gujarati",
  "Oriya",
  "Tamil",
  "Telugu",
  "Kannada",
  "Malayalam",
  "Sinhala",
  "Tibetan",
];
const unspacedScripts = ["Thai", "Lao", "Khmer", "Myanmar", "Tibetan", "Javanese", "Balinese"];
const anyOf = (scripts: readonly string[]): string => `[${scripts.map((script) => `\\p{Script=${script}}`).join("")}]`;
const joiners = new RegExp(
  [
    `((?<=${anyOf(joiningScripts)})[\\u200C\\u200D](?=[\\p{L}\\p{M}])`,
    "(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\uFE0F])\\u200D(?=\\p{Extended_Pictographic})",
    `(?<=${anyOf(unspacedScripts)})\\u200B(?=${anyOf(unspacedScripts)}))`,
    "[\\u200B-\\u200D]",
  ].join("|"),
  "gu",
);
