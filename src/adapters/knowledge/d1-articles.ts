/**
 * Articles in D1 (migrations/0001_knowledge.sql). A change is one batch, which D1 runs as one transaction: articles, their sections, the
 * full-text index and the revision move together. Every row is parsed when it is read.
 */
import { z } from "zod";
import type { Article, ArticleDraft, ArticleImportReport, ArticleSummary } from "#contracts/articles";
import { cutIntoSections } from "#embedded/articles/sections";
import type { ArticleChange, ArticleStore, KnowledgeExtent, StoredSection } from "#ports/articles";
import type { Clock } from "#ports/clock";
import { articleVersion } from "./article-version.ts";
import { instructionWarnings } from "./instruction-warnings.ts";
import { ArticleRow, ArticleSummaryRow, ExtentRow, PageEnd, SectionRow, pack } from "./rows.ts";

const PUT_ARTICLES = `
  INSERT INTO articles (id, title, summary, tags, body, version, updated, stored_at)
  SELECT value ->> 'id', value ->> 'title', value ->> 'summary', value ->> 'tags', value ->> 'body', value ->> 'version', value ->> 'updated', value ->> 'storedAt'
  FROM json_each(?1) WHERE true
  ON CONFLICT (id) DO UPDATE SET title = excluded.title, summary = excluded.summary, tags = excluded.tags, body = excluded.body,
    version = excluded.version, updated = excluded.updated, stored_at = excluded.stored_at`;

const PUT_SECTIONS = `
  INSERT INTO sections (article, version, ordinal, section, title, heading, text, summary, tags)
  SELECT value ->> 'article', value ->> 'version', value ->> 'ordinal', value ->> 'section', value ->> 'title', value ->> 'heading', value ->> 'text', value ->> 'summary', value ->> 'tags'
  FROM json_each(?1)`;

const REMOVE_SECTIONS = "DELETE FROM sections WHERE article IN (SELECT value FROM json_each(?1))";
const REMOVE_ARTICLES = "DELETE FROM articles WHERE id IN (SELECT value FROM json_each(?1))";

/** A page ends with the section that takes it past ?4 characters, so that it holds at least one. */
const PAGE_OF_SECTIONS = `
  SELECT * FROM (
    SELECT *, sum(length(text)) OVER (ORDER BY article, ordinal) - length(text) AS before
    FROM sections WHERE (article, ordinal) > (?1, ?2) ORDER BY article, ordinal LIMIT ?3
  ) WHERE before < ?4 ORDER BY article, ordinal`;

/** Few round trips for a large corpus, and a page that is small beside an isolate's 128 MB. */
const PAGE = { sections: 4_000, characters: 4_000_000 } as const;

type Draft = { draft: ArticleDraft; version: string };

export class D1Articles implements ArticleStore {
  private readonly database: D1Database;
  private readonly clock: Clock;

  constructor({ database, clock }: { database: D1Database; clock: Clock }) {
    this.database = database;
    this.clock = clock;
  }

  async get(id: string): Promise<Article | undefined> {
    const row = await this.database.prepare("SELECT * FROM articles WHERE id = ?1").bind(id).first();
    return row === null ? undefined : ArticleRow.parse(row);
  }

  async list(): Promise<ArticleSummary[]> {
    const { results } = await this.database.prepare("SELECT id, title, tags, version, stored_at FROM articles ORDER BY id").all();
    return z.array(ArticleSummaryRow).parse(results);
  }

  async sectionsOf(article: string): Promise<StoredSection[]> {
    const { results } = await this.database.prepare("SELECT * FROM sections WHERE article = ?1 ORDER BY ordinal").bind(article).all();
    return z.array(SectionRow).parse(results);
  }

  async import({ articles, remove, dryRun }: ArticleChange): Promise<ArticleImportReport> {
    const stored = await this.storedVersions();
    const drafts = await Promise.all(articles.map(async (draft) => ({ draft, version: await articleVersion(draft) })));
    const changing = drafts.filter(({ draft, version }) => stored.get(draft.id) !== version);
    const kept = new Set(drafts.map(({ draft }) => draft.id));
    const removed = [...new Set(remove)].filter((id) => stored.has(id) && !kept.has(id));
    const report: ArticleImportReport = {
      added: changing.filter(({ draft }) => !stored.has(draft.id)).map(({ draft }) => draft.id),
      changed: changing.filter(({ draft }) => stored.has(draft.id)).map(({ draft }) => draft.id),
      unchanged: drafts.length - changing.length,
      removed,
      dryRun,
      warnings: instructionWarnings(changing.map(({ draft }) => draft)),
    };
    if (!dryRun && changing.length + removed.length > 0) await this.database.batch(this.statements(changing, removed));
    return report;
  }

  async extent(): Promise<KnowledgeExtent> {
    return ExtentRow.parse(await this.database.prepare("SELECT revision, sections, characters FROM knowledge_revision").first());
  }

  async *allSections(): AsyncIterable<StoredSection[]> {
    let after = { article: "", ordinal: -1 };
    while (true) {
      const page = this.database.prepare(PAGE_OF_SECTIONS).bind(after.article, after.ordinal, PAGE.sections, PAGE.characters);
      const { results } = await page.all();
      const last = results.at(-1);
      if (last === undefined) return;
      yield z.array(SectionRow).parse(results);
      const { article, ordinal, text, before } = PageEnd.parse(last);
      const wasCut = results.length === PAGE.sections || before + text.length >= PAGE.characters;
      if (!wasCut) return;
      after = { article, ordinal };
    }
  }

  private async storedVersions(): Promise<Map<string, string>> {
    const { results } = await this.database.prepare("SELECT id, version FROM articles").all();
    const rows = z.array(z.object({ id: z.string(), version: z.string() })).parse(results);
    return new Map(rows.map(({ id, version }) => [id, version]));
  }

  private statements(changing: readonly Draft[], removed: readonly string[]): D1PreparedStatement[] {
    const storedAt = new Date(this.clock.now()).toISOString();
    const articles = changing.map(({ draft, version }) => ({ ...draft, version, storedAt }));
    const sections = changing.flatMap(({ draft, version }) =>
      cutIntoSections({ ...draft, version }).map((section, ordinal) => ({
        ...section,
        ordinal,
        summary: section.summary ?? "",
        tags: draft.tags,
      })),
    );
    const replaced = [...changing.map(({ draft }) => draft.id), ...removed];
    const one = (sql: string, value: string): D1PreparedStatement => this.database.prepare(sql).bind(value);
    return [
      one(REMOVE_SECTIONS, JSON.stringify(replaced)),
      one(REMOVE_ARTICLES, JSON.stringify(removed)),
      ...pack(articles).map((rows) => one(PUT_ARTICLES, rows)),
      ...pack(sections).map((rows) => one(PUT_SECTIONS, rows)),
    ];
  }
}
