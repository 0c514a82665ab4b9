/**
 * Whether a sentence of a model stands in the passages, without asking a second model: most of its content words, and every number, must be in one of them. What can be compared only within one
 * language is, across languages, replaced by an existing mark and by names and numbers. It cannot see a negation that the passage does not have; the citation lets the reader look.
 */
import { detectLanguage } from "#embedded/routing/language";
import { FUNCTION_WORDS } from "#embedded/retrieval/function-words";
import { stemOf } from "#embedded/retrieval/stem";
import { wordsOf } from "#embedded/retrieval/words";
import type { Passage } from "#domain/knowledge";
import { remembered } from "#domain/remembered";
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

type Reading = { stems: ReadonlySet<string>; words: ReadonlySet<string> };
type Source = Reading & { n: number; text: string };

/** So many texts are remembered as they were read: about 4 KB for one of 350 characters. */
const mostReadings = 500;

export class Grounds {
  /** They have a number for the reader; what tools said has none. */
  readonly #passages: readonly Source[];
  readonly #sources: Source[];
  readonly #language: string;
  readonly #allowedLinkHosts: readonly string[];
  readonly #instructed: ReadonlySet<string>;
  #said: ReadonlySet<string> | null = null;

  constructor({ passages, allowedLinkHosts, instructions }: GroundsOptions) {
    this.#passages = passages.map(({ title, heading, text }, i) => sourceOf(i + 1, `${title}\n${heading}\n${text}`));
    this.#sources = [...this.#passages];
    const telling = passages.find(({ text }) => languageOf(text) !== "und");
    this.#language = telling ? languageOf(telling.text) : "und";
    this.#allowedLinkHosts = allowedLinkHosts;
    this.#instructed = runsOfInstructions(instructions);
  }

  /** grounded: some passage has this word, a number as it is; common: one of those that every text has; foreign: neither. */
  kindOf(word: string): "grounded" | "common" | "foreign" {
    const content = contentOf(word);
    if (content.length === 0) return "common";
    return content.every((part) => isIn(this.#passages, part)) ? "grounded" : "foreign";
  }

  /** From now on a sentence may also stand on what a tool said. */
  learn({ title, text, output }: Fact): void {
    this.#sources.push(sourceOf(this.#sources.length + 1, `${title}\n${text}\n${JSON.stringify(output)}`));
  }

  judge(raw: string): Verdict {
    const verdict = this.#judge(raw);
    if (!verdict.kept) return verdict;
    const shown = verdict.marks.filter((n) => n <= this.#passages.length);
    return { ...verdict, text: withMarks(withoutMarks(verdict.text), shown) };
  }

  #judge(raw: string): Verdict {
    const marked = marksIn(raw).filter((n) => n >= 1 && n <= this.#passages.length);
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
      const support = content.filter((word) => isIn(sources, word)).length / content.length;
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

const sourceOf = (n: number, text: string): Source => ({ n, text, ...readingOf(text) });

const readingOf = remembered(mostReadings, (text): Reading => {
  const words = wordsOf(text);
  return { words: new Set(words), stems: new Set(words.map(stemOf)) };
});

const languageOf = remembered(mostReadings, (text) => detectLanguage([text]));

/** Whether one of them has the word; a number as it is. */
function isIn(readings: readonly Reading[], word: string): boolean {
  if (/\p{N}/u.test(word)) return readings.some(({ words }) => words.has(word));
  const stem = stemOf(word);
  return readings.some(({ stems }) => stems.has(stem));
}

/** Words that say something. The number of a step ("2.") is no content. */
const contentOf = (text: string): string[] =>
  wordsOf(text.replace(/^\s*(?:\d{1,2}[.)]|[-*•])\s+/, "")).filter((word) => !FUNCTION_WORDS.has(word));

/** A desk's instructions are the same in every turn. */
const runsOfInstructions = remembered(1, runsOf);

function runsOf(text: string): Set<string> {
  const words = wordsOf(text);
  return new Set(words.slice(0, Math.max(0, words.length - quotedWords + 1)).map((_, at) => words.slice(at, at + quotedWords).join(" ")));
}
