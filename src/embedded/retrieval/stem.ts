/**
 * Stems of English words, so that "cancelling my plans" meets "plan cancellation". Endings are taken off in the manner of Porter (1980,
 * "An algorithm for suffix stripping"), a little more lightly, and the irregular forms that customers write have a table. Words with anything
 * but a–z are returned as they are: no other script is touched. A stem is a key, not a word.
 */
import { IRREGULAR } from "./irregular-words.ts";

/** Ending, what stands instead, and the least number of syllables (Porter's measure) that must be left of the word before it. */
type Ending = readonly [ending: string, instead: string, syllables: number];

/** Endings by their last letter: most words have none of a group, and that is seen at once. */
type Endings = ReadonlyMap<string, readonly Ending[]>;

/** One ending of each group is taken off, the first that fits, group after group. */
const DERIVED: readonly Endings[] = [
  byLastLetter([
    ...endings(1, "ification:ifi ational:ate tional:tion ization:ize isation:ize fulness:ful iveness:ive ousness:ous biliti:ble entli:ent"),
    ...endings(1, "ousli:ous alli:al abli:able ation:ate iviti:ive aliti:al izer:ize iser:ize ator:ate"),
    ...endings(2, "eri:er"),
    ...endings(1, "eli:e"),
    ...endings(0, "cli:c dli:d gli:g hli:h kli:k mli:m nli:n rli:r tli:t"),
  ]),
  byLastLetter(endings(1, "icate:ic alize:al alise:al iciti:ic ical:ic ness: ful:")),
  byLastLetter(
    endings(2, "ement: ance: ence: able: ible: ment: sion:s tion:t ism: ate: iti: ous: ive: ize: ise: ant: ent: al: er: or: ic:"),
  ),
];

function endings(least: number, pairs: string): Ending[] {
  return pairs.split(" ").map((pair): Ending => {
    const [ending = "", instead = ""] = pair.split(":");
    return [ending, instead, least];
  });
}

function byLastLetter(all: readonly Ending[]): Endings {
  const groups = new Map<string, Ending[]>();
  for (const ending of all) {
    const last = ending[0].charAt(ending[0].length - 1);
    groups.set(last, [...(groups.get(last) ?? []), ending]);
  }
  return groups;
}

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

function withoutEnding(word: string, group: Endings): string {
  const found = group.get(word.charAt(word.length - 1))?.find(([ending]) => word.endsWith(ending));
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
  let count = 0;
  for (let at = 1; at < word.length; at++) if (isVowelOrY(word, at - 1) && !isVowelOrY(word, at)) count += 1;
  return count;
}

/** Consonant, vowel, consonant other than w, x, y: an "e" was dropped here ("hop" from "hope"). */
function endsShort(word: string): boolean {
  return /[^aeiou][aeiouy][^aeiouwxy]$/.test(word);
}

function isVowel(word: string, at: number): boolean {
  return "aeiou".includes(word.charAt(at));
}

function isVowelOrY(word: string, at: number): boolean {
  return "aeiouy".includes(word.charAt(at));
}
