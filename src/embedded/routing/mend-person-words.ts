/**
 * Mends the spelling of the few words by which people ask for a person: "hooman", "manger", "reprsentative". Whoever is upset mistypes, and
 * this is the one wish that must not be missed.
 */

const WORDS =
  "human agent person manager supervisor representative operator advisor colleague someone somebody anyone customer service speak transfer connect reception".split(
    " ",
  );

/** Real words that are one slip away from one of ours. */
const REAL = new Set(
  "manage managed manages managing persona personal humane agents agenda agency adviser services serviced customs custom connects connected transfers spear sneak peak spoke steak urgent argent agente serving serve device anytime some advisory persons humans operate operated operatore humain humano humana woman".split(
    " ",
  ),
);

/** Written so on purpose. */
const SLANG = new Map([
  ["hooman", "human"],
  ["hoomans", "humans"],
  ["sumone", "someone"],
  ["sum1", "someone"],
  ["some1", "someone"],
  ["any1", "anyone"],
  ["sombody", "somebody"],
  ["mgr", "manager"],
]);

/** Shorter words are too close to too much. */
const SHORTEST = 5;
/** From this length on, two slips are forgiven. */
const LONG = 9;

/** The words, with slips in our few mended. */
export function mendPersonWords(words: readonly string[]): string[] {
  return words.map((word) => {
    const meant = SLANG.get(word);
    if (meant !== undefined) return meant;
    if (word.length < SHORTEST || REAL.has(word) || WORDS.includes(word)) return word;
    return WORDS.find((wanted) => isSlipOf(word, wanted)) ?? word;
  });
}

function isSlipOf(word: string, wanted: string): boolean {
  const allowed = wanted.length >= LONG ? 2 : 1;
  return word[0] === wanted[0] && Math.abs(word.length - wanted.length) <= allowed && distance(word, wanted) <= allowed;
}

/** Edits (insert, delete, replace, swap of neighbours) between two words: optimal string alignment. */
function distance(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const same = one[row - 1] === other[at - 1];
      let best = Math.min((last[at] ?? 0) + 1, (current[at - 1] ?? 0) + 1, (last[at - 1] ?? 0) + (same ? 0 : 1));
      if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1])
        best = Math.min(best, (beforeLast[at - 2] ?? 0) + 1);
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  return last[other.length] ?? 0;
}
