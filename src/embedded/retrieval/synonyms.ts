/**
 * Synonyms of words and phrases. A word's synonyms are looked up when a question is read. A phrase is found when text is indexed and becomes a
 * term of its own there, so that "two-factor authentication" in an article can be what "2fa" asks for.
 */
import type { Vocabulary } from "./vocabulary.ts";
import { wordsOf } from "./words.ts";

/** Where a phrase stands among terms: [from, to), and its own term. */
export type FoundPhrase = { from: number; to: number; term: number };

export class Synonyms {
  private readonly others = new Map<number, Set<number>>();
  /** Phrases by their first term, longest first. */
  private readonly phrases = new Map<number, { terms: readonly number[]; term: number }[]>();

  constructor(vocabulary: Vocabulary, groups: readonly (readonly string[])[]) {
    for (const group of groups) {
      const members = new Set(group.map((member) => this.addMember(vocabulary, member)).filter((term) => term !== undefined));
      for (const term of members) {
        const others = this.others.get(term) ?? new Set();
        for (const other of members) if (other !== term) others.add(other);
        this.others.set(term, others);
      }
    }
    for (const phrases of this.phrases.values()) phrases.sort((a, b) => b.terms.length - a.terms.length);
  }

  /** Terms that mean the same as this one. */
  of(term: number): ReadonlySet<number> {
    return this.others.get(term) ?? NONE;
  }

  /** Phrases in a row of terms, the longest at each place. */
  phrasesIn(terms: readonly number[]): FoundPhrase[] {
    const found: FoundPhrase[] = [];
    for (let from = 0; from < terms.length; from += 1) {
      const candidates = this.phrases.get(terms[from] ?? -1);
      const phrase = candidates?.find((candidate) => candidate.terms.every((term, at) => terms[from + at] === term));
      if (phrase !== undefined) found.push({ from, to: from + phrase.terms.length, term: phrase.term });
    }
    return found;
  }

  private addMember(vocabulary: Vocabulary, member: string): number | undefined {
    const terms = wordsOf(member).map((word) => vocabulary.add(word));
    const first = terms[0];
    if (first === undefined || terms.length === 1) return first;
    const term = vocabulary.addPhrase(terms);
    const known = this.phrases.get(first) ?? [];
    if (known.every((phrase) => phrase.term !== term)) this.phrases.set(first, [...known, { terms, term }]);
    return term;
  }
}

const NONE: ReadonlySet<number> = new Set();
