/**
 * The index that a desk answers from, held in memory: terms of every section and of every article as a whole, in typed arrays, and the
 * sections themselves. It is built anew when articles change; it has no state of its own.
 */
import type { TaggedSection } from "#embedded/articles/sections";
import { measureChance, type ChanceLevel } from "./chance-level.ts";
import { EVERYDAY_SYNONYMS } from "./everyday-synonyms.ts";
import { sectionKey, type IndexParts, type Names } from "./index-parts.ts";
import { documentFrequency, inverseFrequency, packPostings, type FieldPolicy, type Fields } from "./postings.ts";
import { Spelling } from "./spelling.ts";
import { Synonyms } from "./synonyms.ts";
import { Vocabulary } from "./vocabulary.ts";

/** Title; headings; summary and tags; text. A title says in six words what a text says in three hundred. */
const FIELDS: readonly FieldPolicy[] = [
  { weight: 3, norm: 0.5 },
  { weight: 1, norm: 0.5 },
  { weight: 3, norm: 0.5 },
  { weight: 1, norm: 0.75 },
];
/** BM25's k1. Above the usual 1.2 because the weights of titles and headings add up before they saturate. */
const SATURATION = 3;

export type SectionIndex = IndexParts & { chance: ChanceLevel };

export type IndexOptions = {
  /** Groups of words or phrases that mean the same here, such as ["2fa", "two-factor authentication"]. */
  synonyms?: readonly (readonly string[])[];
};

type ArticleTerms = { title: number[]; headings: number[]; tags: number[]; text: number[] };

export function buildSectionIndex(sections: readonly TaggedSection[], { synonyms: groups = [] }: IndexOptions = {}): SectionIndex {
  const vocabulary = new Vocabulary();
  const synonyms = new Synonyms(vocabulary, [...EVERYDAY_SYNONYMS, ...groups]);
  const read = (text: string): number[] => {
    const terms = vocabulary.addText(text);
    for (const phrase of synonyms.phrasesIn(terms)) terms.push(phrase.term);
    return terms;
  };
  const numbers = new Map<string, number>();
  const articleOf = new Uint32Array(sections.length);
  const articles: ArticleTerms[] = [];
  const ownHeadings: number[][] = [];
  const sectionFields = sections.map((section, at): Fields => {
    const number = numbers.get(section.article) ?? articles.length;
    const article = articles[number] ?? {
      title: read(section.title),
      headings: [],
      tags: read(`${section.summary ?? ""} ${(section.tags ?? []).join(" . ")}`),
      text: [],
    };
    numbers.set(section.article, number);
    articles[number] = article;
    articleOf[at] = number;
    const headings = read(section.heading);
    const text = read(section.text);
    ownHeadings.push(read(section.heading.split(" › ").at(-1) ?? ""));
    for (const term of headings) article.headings.push(term);
    for (const term of text) article.text.push(term);
    return [article.title, headings, article.tags, text];
  });
  const terms = vocabulary.terms.length;
  const byArticle = packPostings(
    articles.map(({ title, headings, tags, text }) => [title, headings, tags, text]),
    FIELDS,
    SATURATION,
    terms,
  );
  const idf = (term: number): number => inverseFrequency(documentFrequency(byArticle, term), articles.length);
  const parts: IndexParts = {
    sections,
    numberOf: new Map(sections.map((section, at) => [sectionKey(section), at])),
    articleOf,
    articles: articles.length,
    vocabulary,
    synonyms,
    spelling: new Spelling(vocabulary.terms),
    bySection: packPostings(sectionFields, FIELDS, SATURATION, terms),
    byArticle,
    titles: packNames(
      articles.map((article) => article.title),
      vocabulary.functionTerms,
      idf,
    ),
    headings: packNames(ownHeadings, vocabulary.functionTerms, idf),
  };
  return { ...parts, chance: measureChance(parts) };
}

function packNames(names: readonly (readonly number[])[], functionTerms: ReadonlySet<number>, idf: (term: number) => number): Names {
  const sets = names.map((terms) => [...new Set(terms)].filter((term) => !functionTerms.has(term)));
  const start = new Uint32Array(sets.length + 1);
  for (const [at, set] of sets.entries()) start[at + 1] = (start[at] ?? 0) + set.length;
  return {
    start,
    term: Uint32Array.from(sets.flat()),
    weight: Float32Array.from(sets, (set) => set.reduce((sum, term) => sum + idf(term), 0)),
  };
}
