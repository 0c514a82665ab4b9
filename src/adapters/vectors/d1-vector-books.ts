/**
 * The books of the vectors in D1 (migrations/0006_vectors.sql): nothing is planned, everything follows from comparing what has a vector with the sections in force. So work that
 * broke off anywhere is found again, and a message that comes twice finds nothing to do.
 */
import { z } from "zod";
import type { VectorProgress } from "#contracts/vectors";
import type { Clock } from "#ports/clock";
import type { MissingVector, SectionVector, VectorBooks } from "#ports/vectors";
import { chunked } from "./chunked.ts";
import { packVector } from "./packed-vector.ts";
import { sectionIdSql } from "./section-ids.ts";

export type D1VectorBooksOptions = {
  database: D1Database;
  /** What a vector depends on beside its text: store, model, wording. Vectors of another recipe count as missing. */
  recipe: string;
  /** The vectors lie in the books themselves, because no index keeps them. */
  keepsVectors: boolean;
  clock: Clock;
};

const ID = sectionIdSql("sections");

const MISSING = `
  SELECT ${ID} AS id, sections.article, sections.section, sections.title, sections.heading, sections.text, sections.summary
  FROM sections LEFT JOIN section_vectors ON section_vectors.id = ${ID} AND section_vectors.recipe = ?1
  WHERE section_vectors.id IS NULL`;

const LEFT_OVER = `
  SELECT section_vectors.id, section_vectors.article FROM section_vectors
  WHERE NOT EXISTS (SELECT 1 FROM sections WHERE sections.article = section_vectors.article AND ${ID} = section_vectors.id)`;

const MADE = `
  INSERT INTO section_vectors (id, article, recipe, vector)
  SELECT value ->> 'id', value ->> 'article', ?2, value ->> 'vector' FROM json_each(?1) WHERE true
  ON CONFLICT (id) DO UPDATE SET article = excluded.article, recipe = excluded.recipe, vector = excluded.vector`;

const PROGRESS = `
  SELECT (SELECT count(*) FROM sections) AS sections,
    (SELECT count(*) FROM sections JOIN section_vectors ON section_vectors.id = ${ID} AND section_vectors.recipe = ?1) AS ready,
    (SELECT count(*) FROM (${LEFT_OVER})) AS leftOver`;

/** Well under the 2 MB that D1 takes for a value, at 1,536 dimensions. */
const VECTORS_A_STATEMENT = 100;
const FAILURES_SHOWN = 50;

const IdRows = z.array(z.object({ id: z.string() }));
const ArticleRows = z.array(z.object({ article: z.string() }));
const MissingRows = z.array(
  z.object({
    id: z.string(),
    article: z.string(),
    section: z.string(),
    title: z.string(),
    heading: z.string(),
    text: z.string(),
    summary: z.string(),
  }),
);
const ProgressRow = z.object({ sections: z.int(), ready: z.int(), leftOver: z.int() });

export class D1VectorBooks implements VectorBooks {
  readonly #options: D1VectorBooksOptions;

  constructor(options: D1VectorBooksOptions) {
    this.#options = options;
  }

  async missing(articles: readonly string[]): Promise<MissingVector[]> {
    const { database, recipe } = this.#options;
    const query = database.prepare(`${MISSING} AND sections.article IN (SELECT value FROM json_each(?2)) ORDER BY sections.id`);
    const rows = MissingRows.parse((await query.bind(recipe, JSON.stringify(articles)).all()).results);
    return rows.map(({ id, article, section, title, heading, text, summary }) => {
      // A section without text of its own is found by what its article is about.
      const parts = [heading === "" ? title : `${title} › ${heading}`, text === "" ? summary : text];
      return { id, article, section, text: parts.filter((part) => part !== "").join("\n") };
    });
  }

  async leftOver(articles: readonly string[]): Promise<string[]> {
    const query = this.#options.database.prepare(`${LEFT_OVER} AND section_vectors.article IN (SELECT value FROM json_each(?1))`);
    return IdRows.parse((await query.bind(JSON.stringify(articles)).all()).results).map(({ id }) => id);
  }

  async made(vectors: readonly SectionVector[]): Promise<void> {
    const { database, recipe, keepsVectors } = this.#options;
    if (vectors.length === 0) return;
    const rows = vectors.map(({ id, article, values }) => ({ id, article, vector: keepsVectors ? packVector(values) : null }));
    const articles = JSON.stringify([...new Set(vectors.map(({ article }) => article))]);
    await database.batch([
      ...chunked(rows, VECTORS_A_STATEMENT).map((some) => database.prepare(MADE).bind(JSON.stringify(some), recipe)),
      database.prepare("DELETE FROM vector_failures WHERE article IN (SELECT value FROM json_each(?1))").bind(articles),
    ]);
  }

  async removed(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const query = this.#options.database.prepare("DELETE FROM section_vectors WHERE id IN (SELECT value FROM json_each(?1))");
    await query.bind(JSON.stringify(ids)).run();
  }

  async gaveUp(article: string): Promise<void> {
    const { database, clock } = this.#options;
    const query = database.prepare(
      "INSERT INTO vector_failures (article, failed_at) VALUES (?1, ?2) ON CONFLICT (article) DO UPDATE SET failed_at = excluded.failed_at",
    );
    await query.bind(article, clock.now()).run();
  }

  async unfinished(): Promise<string[]> {
    const { database, recipe } = this.#options;
    const query = database.prepare(`SELECT article FROM (${MISSING}) UNION SELECT article FROM (${LEFT_OVER}) ORDER BY article`);
    return ArticleRows.parse((await query.bind(recipe).all()).results).map(({ article }) => article);
  }

  async progress(): Promise<VectorProgress> {
    const { database, recipe } = this.#options;
    const failures = database.prepare(
      `SELECT article FROM vector_failures WHERE article IN (SELECT article FROM (${MISSING})) ORDER BY article LIMIT ?2`,
    );
    const [sums, failed] = await database.batch([database.prepare(PROGRESS).bind(recipe), failures.bind(recipe, FAILURES_SHOWN)]);
    return {
      ...ProgressRow.parse(sums?.results[0]),
      failed: ArticleRows.parse(failed?.results).map(({ article }) => article),
    };
  }
}
