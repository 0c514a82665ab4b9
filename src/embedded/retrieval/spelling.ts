/**
 * Words of the index that a customer may have meant by a word that it doesn't have. Two cheap filters over typed arrays (length, set of
 * letters) leave a handful of terms to compare, so that no table of misspellings is kept.
 */

export type Correction = { term: number; edits: number };

/** A shorter word is another word after one edit. Letters of the stem. */
const ONE_EDIT_FROM_CHARS = 5;
const TWO_EDITS_FROM_CHARS = 9;
const MOST_CORRECTIONS = 3;

export class Spelling {
  private readonly lengths: Uint8Array;
  /** Bit c mod 32 is set when the term has the character c. */
  private readonly letters: Uint32Array;
  private readonly terms: readonly string[];

  constructor(terms: readonly string[]) {
    this.terms = terms;
    this.lengths = Uint8Array.from(terms, (term) => Math.min(255, term.length));
    this.letters = Uint32Array.from(terms, lettersOf);
  }

  /** Nearest terms, those in more articles first; `frequencyOf` says in how many, terms in none are left out. */
  corrections(stem: string, frequencyOf: (term: number) => number): Correction[] {
    const mostEdits = stem.length >= TWO_EDITS_FROM_CHARS ? 2 : stem.length >= ONE_EDIT_FROM_CHARS ? 1 : 0;
    if (mostEdits === 0 || /\d/.test(stem)) return [];
    const letters = lettersOf(stem);
    let fewest = mostEdits;
    let found: Correction[] = [];
    for (let term = 0; term < this.terms.length; term += 1) {
      if (Math.abs((this.lengths[term] ?? 0) - stem.length) > fewest || bitsIn(letters ^ (this.letters[term] ?? 0)) > 2 * fewest) continue;
      const edits = editsBetween(stem, this.terms[term] ?? "", fewest);
      if (edits > fewest || frequencyOf(term) === 0) continue;
      if (edits < fewest) found = [];
      fewest = edits;
      found.push({ term, edits });
    }
    return found.sort((a, b) => frequencyOf(b.term) - frequencyOf(a.term) || a.term - b.term).slice(0, MOST_CORRECTIONS);
  }
}

/**
 * Insertions, deletions, substitutions and swaps of neighbours that turn a into b (optimal string alignment); more than `most` is
 * returned as most + 1.
 */
export function editsBetween(a: string, b: string, most: number): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const same = a.charCodeAt(row - 1) === b.charCodeAt(column - 1);
      let edits = Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + (same ? 0 : 1));
      const swapped =
        row > 1 && column > 1 && a.charCodeAt(row - 1) === b.charCodeAt(column - 2) && a.charCodeAt(row - 2) === b.charCodeAt(column - 1);
      if (swapped) edits = Math.min(edits, (before[column - 2] ?? 0) + 1);
      current.push(edits);
      least = Math.min(least, edits);
    }
    if (least > most) return most + 1;
    before = previous;
    previous = current;
  }
  return Math.min(most + 1, previous[b.length] ?? 0);
}

function lettersOf(term: string): number {
  let letters = 0;
  for (let at = 0; at < term.length; at += 1) letters |= 1 << (term.charCodeAt(at) & 31);
  return letters >>> 0;
}

function bitsIn(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
