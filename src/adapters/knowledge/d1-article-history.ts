/** Versions of articles in D1 (migrations/0011), which triggers write in whatever transaction changes the articles. */
import { z } from "zod";
import { type ArticleVersion, type OldArticle, OldArticleSchema } from "#contracts/article-versions";
import type { ArticleHistory } from "#ports/article-history";
import { TagsColumn } from "./rows.ts";

const VersionRow = z
  .object({
    n: z.int(),
    version: z.string(),
    title: z.string(),
    stored_at: z.string(),
    characters: z.int(),
    removed: z.int(),
    in_force: z.int(),
  })
  .transform(({ stored_at, removed, in_force, ...row }): ArticleVersion => ({
    ...row,
    storedAt: stored_at,
    removed: removed === 1,
    inForce: in_force === 1,
  }));

const OldRow = z
  .object({
    n: z.int(),
    article: z.string(),
    version: z.string(),
    title: z.string(),
    summary: z.string(),
    tags: TagsColumn,
    body: z.string(),
    updated: z.string().nullable(),
    stored_at: z.string(),
  })
  .transform(({ article, updated, stored_at, ...row }): unknown => ({
    ...row,
    id: article,
    storedAt: stored_at,
    ...(updated === null ? {} : { updated }),
  }))
  .pipe(OldArticleSchema);

/** In force is the newest row, unless it is a removal. */
const LIST = `
  SELECT n, version, title, stored_at, length(body) AS characters, removed,
    removed = 0 AND n = (SELECT max(n) FROM article_versions WHERE article = ?1) AS in_force
  FROM article_versions WHERE article = ?1 ORDER BY n DESC LIMIT 200`;

export class D1ArticleHistory implements ArticleHistory {
  readonly #database: D1Database;

  constructor({ database }: { database: D1Database }) {
    this.#database = database;
  }

  async versionsOf(article: string): Promise<ArticleVersion[]> {
    const { results } = await this.#database.prepare(LIST).bind(article).all();
    return z.array(VersionRow).parse(results);
  }

  async read(article: string, n: number): Promise<OldArticle | undefined> {
    const row = await this.#database
      .prepare("SELECT * FROM article_versions WHERE article = ?1 AND n = ?2 AND removed = 0")
      .bind(article, n)
      .first();
    return row === null ? undefined : OldRow.parse(row);
  }
}
