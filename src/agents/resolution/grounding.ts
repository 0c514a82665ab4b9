/**
 * Whether a sentence of a model stands in the passages, without asking a second model: most of its content words, and every number, must be in one of them. What can be compared only within one
 * language is, across languages, replaced by an existing mark and by names and numbers. It cannot see a negation that the passage does not have; the citation lets the reader look.
 */
import { detectLanguage } from "#embedded/routing/language";
import { FUNCTION_WORDS } from "#embedded/retrieval/function-words";
import { stemOf } from "#embedded/retrieval/stem";
import { wordsOf } from "#embedded/retrieval/words";
import type { Passage } from "#domain/knowledge";
import { leadsAstray } from "./addresses.ts";
import { marksIn, withMarks, withoutMarks } from "./marks.ts";

/** `text`: the sentence with marks that exist and are right. `support`: share of its content words in the passage, [0, 1]. */
export type Verdict = { kept: true; text: string; marks: number[]; support: number } | { kept: false };

export type GroundsOptions = {
  passages: readonly Passage[];
  allowedLinkHosts: readonly string[];
  /** What the model was told; an answer does not quote it. */
  instructions: string;
};

/** Share of a sentence's content words that its passage must have. */
const enoughSupport = 0.6;
/** So many words in a row that stand in the instructions and in no passage are quoted from there. */
const quotedWords = 6;

/** Of a tool that was called: its title, what it said, and the data behind it. */
export type Fact = { title: string; text: string; output: unknown };

type Source = { n: number; text: string; stems: ReadonlySet<string>; words: ReadonlySet<string> };

export class Grounds {
  readonly #sources: Source[];
  /** The sources that have a number for the reader; what tools said has none. */
  readonly #numbered: number;
  readonly #language: string;
  readonly #allowedLinkHosts: readonly string[];
  readonly #instructed: ReadonlySet<string>;
  /** Of all passages together. */
  readonly #stems: ReadonlySet<string>;
  readonly #words: ReadonlySet<string>;
  #said: ReadonlySet<string> | null = null;

  constructor({ passages, allowedLinkHosts, instructions }: GroundsOptions) {
    this.#sources = passages.map(({ title, heading, text }, i) => sourceOf(i + 1, `${title}\n${heading}\n${text}`));
    this.#numbered = this.#sources.length;
    this.#language = detectLanguage(passages.map(({ text }) => text));
    this.#allowedLinkHosts = allowedLinkHosts;
    this.#instructed = runsOfInstructions(instructions);
    this.#stems = new Set(this.#sources.flatMap(({ stems }) => [...stems]));
    this.#words = new Set(this.#sources.flatMap(({ words }) => [...words]));
  }

  /** grounded: some passage has this word, a number as it is; common: one of those that every text has; foreign: neither. */
  kindOf(word: string): "grounded" | "common" | "foreign" {
    const content = contentOf(word);
    if (content.length === 0) return "common";
    return content.every((part) => has({ stems: this.#stems, words: this.#words }, part)) ? "grounded" : "foreign";
  }

  /** From now on a sentence may also stand on what a tool said. */
  learn({ title, text, output }: Fact): void {
    this.#sources.push(sourceOf(this.#sources.length + 1, `${title}\n${text}\n${JSON.stringify(output)}`));
  }

  judge(raw: string): Verdict {
    const verdict = this.#judge(raw);
    if (!verdict.kept) return verdict;
    const shown = verdict.marks.filter((n) => n <= this.#numbered);
    return { ...verdict, text: withMarks(withoutMarks(verdict.text), shown) };
  }

  #judge(raw: string): Verdict {
    const marked = marksIn(raw).filter((n) => n >= 1 && n <= this.#numbered);
    const sentence = withoutMarks(raw);
    const content = contentOf(sentence);
    if (content.length === 0) return /\p{L}/u.test(sentence) || sentence.trim() === "" ? kept(sentence, [], 1) : { kept: false };
    if (this.#quotesInstructions(sentence)) return { kept: false };
    const cited = this.#sources.filter(({ n }) => marked.includes(n));
    const language = detectLanguage([sentence]);
    const foreign = language !== "und" && this.#language !== "und" && language !== this.#language;
    return foreign ? this.#judgeForeign(sentence, content, cited) : this.#judgeKnown(sentence, content, cited);
  }

  /** The cited passages together, or else the one passage that says it best. */
  #judgeKnown(sentence: string, content: readonly string[], cited: readonly Source[]): Verdict {
    const candidates = [cited, ...this.#sources.map((source) => [source])].filter((sources) => sources.length > 0);
    for (const sources of candidates) {
      const support = content.filter((word) => sources.some((source) => has(source, word))).length / content.length;
      const numbers = content.filter((word) => /\p{N}/u.test(word)).every((word) => sources.some(({ words }) => words.has(word)));
      if (support >= enoughSupport && numbers && !this.#leadsAstray(sentence, sources))
        return kept(
          sentence,
          sources.map(({ n }) => n),
          support,
        );
    }
    return { kept: false };
  }

  #judgeForeign(sentence: string, content: readonly string[], cited: readonly Source[]): Verdict {
    const fixed = content.filter((word) => /\p{N}/u.test(word));
    const names = sentence.match(/[\p{Lu}\p{N}_-]{4,}|\p{L}+[\p{N}_][\p{L}\p{N}_-]*/gu) ?? [];
    const stands =
      fixed.every((word) => cited.some(({ words }) => words.has(word))) &&
      names.every((name) => cited.some(({ text }) => text.includes(name)));
    return cited.length > 0 && stands && !this.#leadsAstray(sentence, cited)
      ? kept(
          sentence,
          cited.map(({ n }) => n),
          0.5,
        )
      : { kept: false };
  }

  #leadsAstray(sentence: string, sources: readonly Source[]): boolean {
    return leadsAstray(sentence, sources.map(({ text }) => text).join("\n"), this.#allowedLinkHosts);
  }

  #quotesInstructions(sentence: string): boolean {
    const quoted = [...runsOf(sentence)].filter((run) => this.#instructed.has(run));
    if (quoted.length === 0) return false;
    // Seldom needed, and not cheap.
    const said = (this.#said ??= new Set(this.#sources.flatMap(({ text }) => [...runsOf(text)])));
    return quoted.some((run) => !said.has(run));
  }
}

const kept = (sentence: string, marks: number[], support: number): Verdict => ({
  kept: true,
  text: withMarks(sentence, marks),
  marks,
  support,
});

function sourceOf(n: number, text: string): Source {
  const words = wordsOf(text);
  return { n, text, words: new Set(words), stems: new Set(words.map(stemOf)) };
}

const has = ({ stems, words }: Pick<Source, "stems" | "words">, word: string): boolean =>
  /\p{N}/u.test(word) ? words.has(word) : stems.has(stemOf(word));

/** Words that say something. The number of a step ("2.") is no content. */
const contentOf = (text: string): string[] =>
  wordsOf(text.replace(/^\s*(?:\d{1,2}[.)]|[-*•])\s+/, "")).filter((word) => !FUNCTION_WORDS.has(word));

/** A desk's instructions are the same in every turn. */
let lastInstructions: { text: string; runs: ReadonlySet<string> } = { text: "", runs: new Set() };

function runsOfInstructions(text: string): ReadonlySet<string> {
  if (lastInstructions.text !== text) lastInstructions = { text, runs: runsOf(text) };
  return lastInstructions.runs;
}

function runsOf(text: string): Set<string> {
  const words = wordsOf(text);
  return new Set(words.slice(0, Math.max(0, words.length - quotedWords + 1)).map((_, at) => words.slice(at, at + quotedWords).join(" ")));
}
