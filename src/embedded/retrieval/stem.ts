/**
 * Stems of English words, so that "cancelling my plans" meets "plan cancellation". Endings are taken off in the manner of Porter (1980,
 * "An algorithm for suffix stripping"), a little more lightly, and the irregular forms that customers write have a table. Words with anything
 * but a–z are returned as they are: no other script is touched. A stem is a key, not a word.
 */
import { IRREGULAR } from "./irregular-words.ts";

const VOWEL_THEN_CONSONANT = /[aeiouy]+[^aeiouy]+/g;

/** Ending, what stands instead, and the least number of syllables (Porter's measure) that must be left of the word. */
type Ending = readonly [ending: string, instead: string, syllables: number];

/** Tried in order, longest of a kind first; one of each group is taken off. */
const DERIVED: readonly (readonly Ending[])[] = [
  [
    ["ification", "ifi", 1], ["ational", "ate", 1], ["tional", "tion", 1], ["ization", "ize", 1], ["isation", "ize", 1], ["fulness", "ful", 1], ["iveness", "ive", 1],
    ["ousness", "ous", 1], ["biliti", "ble", 1], ["entli", "ent", 1], ["ousli", "ous", 1], ["alli", "al", 1], ["abli", "able", 1],
    ["ation", "ate", 1], ["iviti", "ive", 1], ["aliti", "al", 1], ["izer", "ize", 1], ["iser", "ize", 1], ["ator", "ate", 1],
    ["eri", "er", 2], ["eli", "e", 1], ...[..."cdghkmnrt"].map((letter): Ending => [`${letter}li`, letter, 0]),
  ],
  [["icate", "ic", 1], ["alize", "al", 1], ["alise", "al", 1], ["iciti", "ic", 1], ["ical", "ic", 1], ["ness", "", 1], ["ful", "", 1]],
  [
    ["ement", "", 2], ["ance", "", 2], ["ence", "", 2], ["able", "", 2], ["ible", "", 2], ["ment", "", 2], ["sion", "s", 2], ["tion", "t", 2],
    ["ism", "", 2], ["ate", "", 2], ["iti", "", 2], ["ous", "", 2], ["ive", "", 2], ["ize", "", 2], ["ise", "", 2], ["ant", "", 2], ["ent", "", 2],
    ["al", "", 2], ["er", "", 2], ["or", "", 2], ["ic", "", 2],
  ],
];

export function stemOf(word: string): string {
  const regular = IRREGULAR.get(word) ?? word;
  if (regular.length < 4 || !/^[a-z]+$/.test(regular)) return regular;
  let stem = withoutInflection(withoutPlural(regular));
  if (stem.length > 2 && stem.endsWith("y") && !isVowel(stem, stem.length - 2)) stem = `${stem.slice(0, -1)}i`;
  for (const group of DERIVED) stem = withoutEnding(stem, group);
  return withoutFinalE(stem);
}

function withoutPlural(word: string): string {
  if (word.endsWith("sses")) return word.slice(0, -2);
  if (word.endsWith("ies")) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (/(?:x|ch|sh|zz)es$/.test(word)) return word.slice(0, -2);
  return /[^siu]s$/.test(word) ? word.slice(0, -1) : word;
}

function withoutInflection(word: string): string {
  if (word.endsWith("eed")) return syllables(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const ending = word.endsWith("ing") ? "ing" : word.endsWith("ed") ? "ed" : "";
  const rest = word.slice(0, word.length - ending.length);
  if (ending === "" || !/[aeiouy]/.test(rest) || rest.length < 2) return word;
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (/([^aeiouylsz])\1$/.test(rest)) return rest.slice(0, -1);
  return syllables(rest) === 1 && endsShort(rest) ? `${rest}e` : rest;
}

function withoutEnding(word: string, endings: readonly Ending[]): string {
  const found = endings.find(([ending]) => word.endsWith(ending));
  if (found === undefined) return word;
  const [ending, instead, least] = found;
  const rest = word.slice(0, -ending.length) + instead;
  return syllables(word.slice(0, -ending.length)) >= least ? rest : word;
}

function withoutFinalE(word: string): string {
  if (word.endsWith("e")) {
    const rest = word.slice(0, -1);
    const count = syllables(rest);
    if (count > 1 || (count === 1 && !endsShort(rest))) return rest;
  }
  return word.endsWith("ll") && syllables(word) > 1 ? word.slice(0, -1) : word;
}

/** Porter's measure: how often a run of vowels is followed by a run of consonants. */
function syllables(word: string): number {
  return word.match(VOWEL_THEN_CONSONANT)?.length ?? 0;
}

/** Consonant, vowel, consonant other than w, x, y: an "e" was dropped here ("hop" from "hope"). */
function endsShort(word: string): boolean {
  return /[^aeiou][aeiouy][^aeiouwxy]$/.test(word);
}

function isVowel(word: string, at: number): boolean {
  return "aeiou".includes(word.charAt(at));
}
