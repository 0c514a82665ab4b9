/**
 * Answers a question with sentences of the passages found for it, word for word. Nothing is added but citation marks, spaces and line breaks, so
 * that whatever the customer reads stands in an article. One passage answers; a second one is quoted only for a part of the question that the
 * first says nothing about.
 */
import type { Citation, Passage } from "#domain/knowledge";
import { askedIn, readAsked, weightOf, type Asked } from "./asked.ts";
import { unitsOf, type Unit } from "./passage-units.ts";
import { countWords, MOST_WORDS, pickUnits, type Picked } from "./pick-units.ts";

export type ExtractedAnswer = {
  /** The sentences with their marks, lines as they should be shown. */
  text: string;
  /** In order; `text` is verbatim from its source, `n` the citation that it belongs to. */
  sentences: readonly { text: string; n: number }[];
  citations: readonly Citation[];
};

export type ExtractOptions = {
  /** Path of a section on this desk. */
  urlOf?: (passage: Passage) => string;
};

/** `merit`: how well the picked units answer, their headings considered; in units of `weightOf`. */
type Quoted = { passage: Passage; picked: Picked; merit: number };

/** Passages after this many are too far from the question to be quoted. */
const READ_AT_MOST = 6;
/** Share of the first passage's score that another needs. */
const RIVAL_SCORE = 0.8;
const COMPANION_SCORE = 0.6;
/** How much better a lower passage must answer before it is preferred, in units of `weightOf`: one of the same article, and of another. */
const RIVAL_MERIT = { sameArticle: 0.1, otherArticle: 0.4 };
/** What a word of the question counts in a heading, next to 1 in the sentence itself. */
const HEADING_SHARE = 0.5;
/** Weight of question words that only a second passage has, from which on it is quoted too. */
const COMPANION_WEIGHT = 0.3;

/** An answer of at most about 90 words or 7 steps; null when no passage has text for the question. */
export function extractAnswer(
  question: string,
  passages: readonly Passage[],
  { urlOf = articlePath }: ExtractOptions = {},
): ExtractedAnswer | null {
  const asked = readAsked(question);
  const quotable = passages.slice(0, READ_AT_MOST).flatMap((passage): Quoted[] => {
    const picked = pickUnits(unitsOf(passage.text), asked);
    if (picked === null || picked.units.every((unit) => countWords(unit) > 2 * MOST_WORDS)) return [];
    return [
      { passage, picked, merit: picked.merit + HEADING_SHARE * weightOf(askedIn(`${passage.title} ${passage.heading}`, asked), asked) },
    ];
  });
  const main = mainOf(quotable);
  if (main === undefined) return null;
  const companion = companionOf(quotable, main, asked);
  return compose(companion === undefined ? [main] : [main, companion], urlOf);
}

/** Where the article stands on the desk: `/articles/<id>#<anchor>`. */
export function articlePath({ article, section }: { article: string; section: string }): string {
  const path = `/articles/${article
    .split("/")
    .map((part) => encodeURIComponent(part.toWellFormed()))
    .join("/")}`;
  return section === "" ? path : `${path}#${encodeURIComponent(section.toWellFormed())}`;
}

/** The best passage, unless one that ranks nearly as high has sentences that answer clearly better. */
function mainOf(quotable: readonly Quoted[]): Quoted | undefined {
  const [first, ...others] = quotable;
  if (first === undefined) return undefined;
  const rivals = others.filter(({ passage, merit }) => {
    const ahead = passage.article === first.passage.article ? RIVAL_MERIT.sameArticle : RIVAL_MERIT.otherArticle;
    return passage.score >= RIVAL_SCORE * first.passage.score && merit >= first.merit + ahead;
  });
  return rivals.toSorted((a, b) => b.merit - a.merit)[0] ?? first;
}

/** A passage that speaks of what the main one leaves out, cut down to the words that are left. */
function companionOf(quotable: readonly Quoted[], main: Quoted, asked: Asked): Quoted | undefined {
  if (!asked.hasParts) return undefined;
  const said = askedIn(`${main.passage.title} ${main.passage.heading} ${main.passage.text}`, asked);
  const room = MOST_WORDS - main.picked.units.reduce((sum, unit) => sum + countWords(unit), 0);
  for (const { passage } of quotable) {
    if (passage === main.passage || passage.score < COMPANION_SCORE * main.passage.score) continue;
    const rest: Asked = { ...asked, words: new Map([...asked.words].filter(([word]) => !said.has(word))), wantsSteps: "no" };
    const picked = pickUnits(unitsOf(passage.text), rest, room);
    const words = picked?.units.reduce((sum, unit) => sum + countWords(unit), 0) ?? Infinity;
    const added = picked === null ? 0 : weightOf(askedIn(picked.units.map((unit) => unit.text).join("\n"), rest), rest);
    if (picked !== null && words <= room && added >= COMPANION_WEIGHT) return { passage, picked, merit: added };
  }
  return undefined;
}

function compose(quoted: readonly Quoted[], urlOf: (passage: Passage) => string): ExtractedAnswer {
  const sentences = quoted.flatMap(({ picked }, at) => picked.units.map(({ text }) => ({ text, n: at + 1 })));
  const citations = quoted.map(({ passage, picked }, at): Citation => {
    const { article, version, section, title, text } = passage;
    return { n: at + 1, article, version, section, title, quote: quoteOf(picked.units, text), url: urlOf(passage) };
  });
  return { text: quoted.map(({ picked }, at) => `${layOut(picked.units)} [${at + 1}]`).join("\n\n"), sentences, citations };
}

/** Sentences of a paragraph follow each other, paragraphs and lists start a line, steps and items have a line each. */
function layOut(units: readonly Unit[]): string {
  return units.reduce((text, unit, at) => {
    const before = units[at - 1];
    if (before === undefined) return unit.text;
    return `${text}${before.kind === "sentence" && unit.kind === "sentence" && before.block === unit.block ? " " : "\n"}${unit.text}`;
  }, "");
}

/** The stretch of the source from the first to the last unit if all of it is quoted, otherwise the first unit. */
function quoteOf(units: readonly Unit[], source: string): string {
  const first = units[0]?.text ?? "";
  const from = source.indexOf(first);
  let end = from + first.length;
  for (const { text } of units.slice(1)) {
    const gap = /^\s*/.exec(source.slice(end, end + 4))?.[0].length ?? 0;
    if (!source.startsWith(text, end + gap)) return first;
    end += gap + text.length;
  }
  return source.slice(from, end);
}
