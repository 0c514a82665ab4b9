/** The rating of this conversation until the desk's database has it. Written in the transaction that logs it; taking it twice is harmless. */
import { z } from "zod";
import { type RatedConversation, RatedConversationSchema } from "#contracts/ratings";
import type { ObjectSql } from "#ports/object-storage";
import { waitMs } from "./outbox.ts";

const RowSchema = z.object({ rating: z.string(), attempts: z.int() });

export class RatingOutbox {
  readonly #sql: ObjectSql;

  constructor(sql: ObjectSql) {
    this.#sql = sql;
  }

  /** Within the transaction that logs it. */
  put(rating: RatedConversation, nowMs: number): void {
    this.#sql.exec("INSERT INTO rating (one, rating, attempts, next_at) VALUES (1, ?, 0, ?)", JSON.stringify(rating), nowMs);
  }

  due(nowMs: number): { rating: RatedConversation; attempts: number } | null {
    const row = this.#sql.exec("SELECT rating, attempts FROM rating WHERE next_at <= ?", nowMs).toArray()[0];
    if (row === undefined) return null;
    const { rating, attempts } = RowSchema.parse(row);
    return { rating: RatedConversationSchema.parse(JSON.parse(rating)), attempts };
  }

  told(): void {
    this.#sql.exec("UPDATE rating SET next_at = NULL");
  }

  /** Not taken: due again later. `unit` is uniform in [0, 1). */
  later(attempts: number, nowMs: number, unit: number): void {
    this.#sql.exec("UPDATE rating SET attempts = attempts + 1, next_at = ?", Math.ceil(nowMs + waitMs(attempts, unit)));
  }

  /** In ms since 1970; null when nothing waits. */
  nextDueMs(): number | null {
    const next = this.#sql.exec("SELECT min(next_at) AS next FROM rating").one().next;
    return next === null ? null : Number(next);
  }
}
