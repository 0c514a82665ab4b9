/** Ratings in D1 (migrations/0012_ratings.sql). */
import { z } from "zod";
import type { RatedConversation, Ratings } from "#contracts/ratings";
import type { RatingsPeriod, RatingStore } from "#ports/ratings";

const RowSchema = z
  .object({ conversation: z.string(), at: z.int(), score: z.int(), comment: z.string().nullable(), spoken_by: z.enum(["ai", "person"]) })
  .transform(({ at, spoken_by, ...row }): RatedConversation => ({ ...row, at: new Date(at).toISOString(), spokenBy: spoken_by }));

const ShareSchema = z.object({ score: z.int(), n: z.int() });

const KEEP = "INSERT OR REPLACE INTO ratings (conversation, at, score, comment, spoken_by) VALUES (?1, ?2, ?3, ?4, ?5)";
const PERIOD = "FROM ratings WHERE (?1 IS NULL OR at >= ?1) AND (?2 IS NULL OR at < ?2)";

export class D1Ratings implements RatingStore {
  readonly #database: D1Database;

  constructor({ database }: { database: D1Database }) {
    this.#database = database;
  }

  async keep({ conversation, at, score, comment, spokenBy }: RatedConversation): Promise<void> {
    await this.#database.prepare(KEEP).bind(conversation, Date.parse(at), score, comment, spokenBy).run();
  }

  async read({ from, before, limit }: RatingsPeriod): Promise<Ratings> {
    const period = [from, before].map((moment) => (moment === null ? null : Date.parse(moment)));
    const [shares, rows] = await this.#database.batch([
      this.#database.prepare(`SELECT score, count(*) AS n ${PERIOD} GROUP BY score`).bind(...period),
      this.#database.prepare(`SELECT * ${PERIOD} ORDER BY at DESC LIMIT ?3`).bind(...period, limit),
    ]);
    const given = z.array(ShareSchema).parse(shares?.results);
    const byScore = [1, 2, 3, 4, 5].map((score) => given.find((share) => share.score === score)?.n ?? 0);
    const count = byScore.reduce((sum, n) => sum + n, 0);
    const mean = count === 0 ? null : byScore.reduce((sum, n, i) => sum + n * (i + 1), 0) / count;
    return { count, mean, byScore, ratings: z.array(RowSchema).parse(rows?.results) };
  }

  async forget(conversation: string): Promise<void> {
    await this.#database.prepare("DELETE FROM ratings WHERE conversation = ?1").bind(conversation).run();
  }
}
