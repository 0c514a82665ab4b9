/** What the index consists of. Documents are sections or whole articles, both numbered from 0 in the order in which they came. */
import type { TaggedSection } from "#embedded/articles/sections";
import type { Postings } from "./postings.ts";
import type { Spelling } from "./spelling.ts";
import type { Synonyms } from "./synonyms.ts";
import type { Vocabulary } from "./vocabulary.ts";

export type IndexParts = {
  sections: readonly TaggedSection[];
  /** Number of a section by `sectionKey`. */
  numberOf: ReadonlyMap<string, number>;
  /** Number of the article that a section belongs to. */
  articleOf: Uint32Array;
  articles: number;
  vocabulary: Vocabulary;
  synonyms: Synonyms;
  spelling: Spelling;
  bySection: Postings;
  byArticle: Postings;
  /** Content terms of each article's title and of each section's own heading. */
  titles: Names;
  headings: Names;
};

/** Short texts as sets of terms: those of name n are at [start[n], start[n + 1]); `weight` is the sum of their idf. */
export type Names = { start: Uint32Array; term: Uint32Array; weight: Float32Array };

export function sectionKey({ article, section }: { article: string; section: string }): string {
  return `${article}#${section}`;
}
