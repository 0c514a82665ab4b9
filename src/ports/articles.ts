/**
 * Where help articles are kept. A change is atomic: an article, its sections, what the full-text index knows of them and the revision move
 * together or not at all. Methods throw when the store does not answer.
 */
import type { Article, ArticleDraft, ArticleImportReport, ArticleSummary } from "#contracts/articles";
import type { Section } from "#domain/knowledge";

/** A section with what is searched but never quoted: its article's summary, as plain text, and its tags. */
export type StoredSection = Section & { summary: string; tags: readonly string[] };

/** What is stored at one moment. */
export type KnowledgeExtent = {
  /** Rises with every change of what can be searched; 0 for a store that never held anything. */
  revision: number;
  /** Number of sections. */
  sections: number;
  /** Sum of the lengths of the sections' text, in characters. */
  characters: number;
};

export type ArticleChange = {
  /** Drafts to add or to put in the place of what has their id; each id at most once. */
  articles: readonly ArticleDraft[];
  /** Ids to remove; unknown ones are passed over. */
  remove: readonly string[];
  /** Report what would happen, and change nothing. */
  dryRun: boolean;
};

export interface ArticleStore {
  get(id: string): Promise<Article | undefined>;
  /** Every article without its text, by id. */
  list(): Promise<ArticleSummary[]>;
  /** In the order of the article; empty when there is no such article. */
  sectionsOf(article: string): Promise<StoredSection[]>;
  /** One atomic change. An article whose version is already stored is left untouched and keeps its `storedAt`. */
  import(change: ArticleChange): Promise<ArticleImportReport>;
  extent(): Promise<KnowledgeExtent>;
  /**
   * All sections, by article and place within it, in pages of a few MB at most. Pages are read one after another: compare `extent()` from
   * before and after to know that nothing changed in between.
   */
  allSections(): AsyncIterable<StoredSection[]>;
}
