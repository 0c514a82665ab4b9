/** The rating of this conversation until the desk's database has it. Written in the transaction that logs it; taking it twice is harmless. */
import { z } from "zod";
import { type RatedConversation, RatedConversationSchema } from "#contracts/ratings";
import type { ObjectSql } from "#ports/object-storage";
import { NextDue } from "./next-due.ts";
import { waitMs } from "./outbox.ts";

const RowSchema = z.object({ rating: z.string(), attempts: z.int() });

export class RatingOutbox {
  readonly #sql: ObjectSql;
  readonly #next: NextDue;

  constructor(sql: ObjectSql) {
    this.#sql = sql;
    this.#next = new NextDue(sql, "rating");
  }

  /** Within the transaction that logs it. */
  put(rating: RatedConversation, nowMs: number): void {
    this.#sql.exec("INSERT INTO rating (one, rating, attempts, next_at) VALUES (1, ?, 0, ?)", JSON.stringify(rating), nowMs);
    this.#next.forget();
  }

  due(nowMs: number): { rating: RatedConversation; attempts: number } | null {
    if (!this.#next.hasCome(nowMs)) return null;
    const row = this.#sql.exec("SELECT rating, attempts FROM rating WHERE next_at <= ?", nowMs).toArray()[0];
    if (row === undefined) return null;
    const { rating, attempts } = RowSchema.parse(row);
    return { rating: RatedConversationSchema.parse(JSON.parse(rating)), attempts };
  }

  told(): void {
    this.#sql.exec("UPDATE rating SET next_at = NULL");
    this.#next.forget();
  }

  /** Not taken: due again later. `unit` is uniform in [0, 1). */
  later(attempts: number, nowMs: number, unit: number): void {
    this.#sql.exec("UPDATE rating SET attempts = attempts + 1, next_at = ?", Math.ceil(nowMs + waitMs(attempts, unit)));
    this.#next.forget();
  }

  /** In ms since 1970; null when nothing waits. */
  nextDueMs(): number | null {
    return this.#next.atMs;
  }

  /** To be called when a transaction was rolled back or the table emptied. */
  forget(): void {
    this.#next.forget();
  }
}
