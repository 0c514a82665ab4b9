/**
 * The index that a desk answers from, held in memory: terms of every section and of every article as a whole, in typed arrays, and the
 * sections themselves. It is built anew when articles change; it has no state of its own.
 */
import type { TaggedSection } from "#embedded/articles/sections";
import { PostingsBuilder, type FieldPolicy, type Postings } from "./postings.ts";
import { Vocabulary } from "./vocabulary.ts";

/** Title, headings, tags, text. */
const SECTION_FIELDS: readonly FieldPolicy[] = [{ weight: 3, norm: 0.3 }, { weight: 2, norm: 0.3 }, { weight: 1, norm: 0.3 }, { weight: 1, norm: 0.75 }];
const ARTICLE_FIELDS = SECTION_FIELDS;
const SATURATION = 1.2;

export type SectionIndex = {
  sections: readonly TaggedSection[];
  /** Number of the article that a section belongs to. */
  articleOf: Uint32Array;
  articles: number;
  vocabulary: Vocabulary;
  bySection: Postings;
  byArticle: Postings;
};

export type IndexOptions = {
  /** Groups of words or phrases that mean the same here, such as ["2fa", "two-factor authentication"]. */
  synonyms?: readonly (readonly string[])[];
};

export function buildSectionIndex(sections: readonly TaggedSection[], _options: IndexOptions = {}): SectionIndex {
  const vocabulary = new Vocabulary();
  const articleNumbers = new Map<string, number>();
  const articleOf = new Uint32Array(sections.length);
  const articleFields: { title: number[]; headings: number[]; tags: number[]; text: number[] }[] = [];
  const bySection = new PostingsBuilder(SECTION_FIELDS, SATURATION);
  const byArticle = new PostingsBuilder(ARTICLE_FIELDS, SATURATION);
  for (const [at, section] of sections.entries()) {
    let article = articleNumbers.get(section.article);
    if (article === undefined) {
      article = articleFields.length;
      articleNumbers.set(section.article, article);
      articleFields.push({ title: vocabulary.addText(section.title), headings: [], tags: vocabulary.addText((section.tags ?? []).join(" ")), text: [] });
    }
    articleOf[at] = article;
    const fields = articleFields[article];
    if (fields === undefined) continue;
    const heading = vocabulary.addText(section.heading);
    const text = vocabulary.addText(section.text);
    bySection.add([fields.title, heading, fields.tags, text]);
    for (const term of heading) fields.headings.push(term);
    for (const term of text) fields.text.push(term);
  }
  for (const { title, headings, tags, text } of articleFields) byArticle.add([title, headings, tags, text]);
  const terms = vocabulary.terms.length;
  return { sections, articleOf, articles: articleFields.length, vocabulary, bySection: bySection.pack(terms), byArticle: byArticle.pack(terms) };
}
