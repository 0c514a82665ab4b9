/** An ArticleStore in memory, for tests of what stands on it. Kept honest by the suite of the port. */
import { articleVersion } from "#adapters/knowledge/article-version";
import { instructionWarnings } from "#adapters/knowledge/instruction-warnings";
import type { Article, ArticleImportReport, ArticleSummary } from "#contracts/articles";
import { cutIntoSections } from "#embedded/articles/sections";
import type { ArticleChange, ArticleStore, KnowledgeExtent, StoredSection } from "#ports/articles";
import type { Clock } from "#ports/clock";

export class MemoryArticles implements ArticleStore {
  private readonly clock: Clock;
  private readonly articles = new Map<string, Article>();
  private revision = 0;

  constructor({ clock }: { clock: Clock }) {
    this.clock = clock;
  }

  async get(id: string): Promise<Article | undefined> {
    return this.articles.get(id);
  }

  async list(): Promise<ArticleSummary[]> {
    return this.sorted().map(({ id, title, tags, version, storedAt }) => ({ id, title, tags, version, storedAt }));
  }

  async sectionsOf(article: string): Promise<StoredSection[]> {
    const stored = this.articles.get(article);
    return stored === undefined ? [] : sectionsOf(stored);
  }

  async import({ articles, remove, dryRun }: ArticleChange): Promise<ArticleImportReport> {
    const report: ArticleImportReport = { added: [], changed: [], unchanged: 0, removed: [], dryRun, warnings: [] };
    const storedAt = new Date(this.clock.now()).toISOString();
    const arriving: Article[] = [];
    for (const draft of articles) {
      const version = await articleVersion(draft);
      const before = this.articles.get(draft.id);
      if (before?.version === version) {
        report.unchanged += 1;
        continue;
      }
      (before === undefined ? report.added : report.changed).push(draft.id);
      arriving.push({ ...draft, version, storedAt });
    }
    const kept = new Set(articles.map(({ id }) => id));
    report.removed = [...new Set(remove)].filter((id) => this.articles.has(id) && !kept.has(id));
    report.warnings = instructionWarnings(arriving);
    if (!dryRun) this.apply(arriving, report.removed);
    return report;
  }

  async extent(): Promise<KnowledgeExtent> {
    const sections = this.sorted().flatMap(sectionsOf);
    const characters = sections.reduce((sum, { text }) => sum + [...text].length, 0);
    return { revision: this.revision, sections: sections.length, characters };
  }

  async *allSections(): AsyncIterable<StoredSection[]> {
    for (const article of this.sorted()) yield sectionsOf(article);
  }

  private apply(arriving: readonly Article[], removed: readonly string[]): void {
    for (const id of removed) this.articles.delete(id);
    for (const article of arriving) this.articles.set(article.id, article);
    this.revision += arriving.length + removed.length;
  }

  private sorted(): Article[] {
    return [...this.articles.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}

function sectionsOf(article: Article): StoredSection[] {
  return cutIntoSections(article).map((section) => ({ ...section, summary: section.summary ?? "", tags: article.tags }));
}
