/**
 * Articles whose changes are told to the workers that make vectors, after they are stored. A word that is lost costs nothing but time: the books know what is missing, and the next
 * import asks for it again.
 */
import type { Article, ArticleImportReport, ArticleSummary } from "#contracts/articles";
import type { ArticleChange, ArticleStore, KnowledgeExtent, StoredSection } from "#ports/articles";
import type { Telemetry } from "#ports/telemetry";
import type { ArticleQueue } from "#ports/vectors";

export class QueueingArticles implements ArticleStore {
  readonly #articles: ArticleStore;
  readonly #queue: ArticleQueue;
  readonly #telemetry: Telemetry;

  constructor({ articles, queue, telemetry }: { articles: ArticleStore; queue: ArticleQueue; telemetry: Telemetry }) {
    this.#articles = articles;
    this.#queue = queue;
    this.#telemetry = telemetry;
  }

  async import(change: ArticleChange): Promise<ArticleImportReport> {
    const report = await this.#articles.import(change);
    const touched = [...report.added, ...report.changed, ...report.removed];
    if (report.dryRun || touched.length === 0) return report;
    try {
      await this.#queue.send(touched);
    } catch (error) {
      this.#telemetry.log("warn", "vectors.not_queued", {
        count: touched.length,
        reason: error instanceof Error ? error.name : "unknown",
      });
    }
    return report;
  }

  get(id: string): Promise<Article | undefined> {
    return this.#articles.get(id);
  }

  list(): Promise<ArticleSummary[]> {
    return this.#articles.list();
  }

  sectionsOf(article: string): Promise<StoredSection[]> {
    return this.#articles.sectionsOf(article);
  }

  extent(): Promise<KnowledgeExtent> {
    return this.#articles.extent();
  }

  allSections(): AsyncIterable<StoredSection[]> {
    return this.#articles.allSections();
  }
}
