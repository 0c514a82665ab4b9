/**
 * The words of the index: every spelling is stemmed once and leads to the number of its term. Numbers are dense from 0, so that everything
 * about a term lives in typed arrays. A phrase can be a term too.
 */
import { FUNCTION_WORDS } from "./function-words.ts";
import { stemOf } from "./stem.ts";
import { wordsOf } from "./words.ts";

export class Vocabulary {
  /** Stem of each term by number; a phrase is its stems with spaces. */
  readonly terms: string[] = [];
  /** Terms that only function words lead to. */
  readonly functionTerms = new Set<number>();
  private readonly bySpelling = new Map<string, number>();
  private readonly byStem = new Map<string, number>();

  /** Number of the word's term, made when it is new. */
  add(word: string): number {
    const known = this.bySpelling.get(word);
    if (known !== undefined) return known;
    const term = this.addStem(stemOf(word), FUNCTION_WORDS.has(word));
    this.bySpelling.set(word, term);
    return term;
  }

  addText(text: string): number[] {
    return wordsOf(text).map((word) => this.add(word));
  }

  /** The term that stands for several terms in a row. */
  addPhrase(terms: readonly number[]): number {
    return this.addStem(terms.map((term) => this.terms[term] ?? "").join(" "), false);
  }

  /** Term of a word; `undefined` for a word that was never added. */
  find(word: string): number | undefined {
    return this.bySpelling.get(word) ?? this.byStem.get(stemOf(word));
  }

  private addStem(stem: string, isFunction: boolean): number {
    const known = this.byStem.get(stem);
    if (known !== undefined) {
      if (!isFunction) this.functionTerms.delete(known);
      return known;
    }
    const term = this.terms.length;
    this.terms.push(stem);
    this.byStem.set(stem, term);
    if (isFunction) this.functionTerms.add(term);
    return term;
  }
}
