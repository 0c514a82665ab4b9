/**
 * The words of the index: every spelling is stemmed once and leads to the number of its term. Numbers are dense from 0, so that everything
 * about a term lives in typed arrays.
 */
import { stemOf } from "./stem.ts";
import { wordsOf } from "./words.ts";

export class Vocabulary {
  /** Stem of each term, by number. */
  readonly terms: string[] = [];
  private readonly bySpelling = new Map<string, number>();
  private readonly byStem = new Map<string, number>();

  /** Number of the word's term, made when it is new. */
  add(word: string): number {
    const known = this.bySpelling.get(word);
    if (known !== undefined) return known;
    const stem = stemOf(word);
    let term = this.byStem.get(stem);
    if (term === undefined) {
      term = this.terms.length;
      this.terms.push(stem);
      this.byStem.set(stem, term);
    }
    this.bySpelling.set(word, term);
    return term;
  }

  addText(text: string): number[] {
    return wordsOf(text).map((word) => this.add(word));
  }

  /** Term of a word, `undefined` when the index doesn't have it. */
  find(word: string): number | undefined {
    return this.bySpelling.get(word) ?? this.byStem.get(stemOf(word));
  }
}
