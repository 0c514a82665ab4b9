/** Every version of every article. Methods throw when the store does not answer. */
import type { ArticleVersion, OldArticle } from "#contracts/article-versions";

export interface ArticleHistory {
  /** Newest first, at most 200; empty for an id that never was. */
  versionsOf(article: string): Promise<ArticleVersion[]>;
  /** Undefined for a version that is not this article's, or is its removal. */
  read(article: string, n: number): Promise<OldArticle | undefined>;
}
