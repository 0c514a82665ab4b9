/** When the next row of a table is due, remembered until the table is written: nearly every time that somebody asks, nothing waits. */
import { Kept } from "#domain/kept";
import type { ObjectSql } from "#ports/object-storage";

export class NextDue {
  readonly #atMs: Kept<number | null>;

  /** @param table has a column `next_at`, in ms since 1970; null in rows that wait for nothing. */
  constructor(sql: ObjectSql, table: string) {
    this.#atMs = new Kept(() => {
      const { next } = sql.exec(`SELECT min(next_at) AS next FROM ${table}`).one();
      return next === null ? null : Number(next);
    });
  }

  /** In ms since 1970; null when nothing waits. */
  get atMs(): number | null {
    return this.#atMs.get();
  }

  hasCome(nowMs: number): boolean {
    return this.atMs !== null && this.atMs <= nowMs;
  }

  /** The table was written, or a transaction that wrote it was rolled back. */
  forget(): void {
    this.#atMs.forget();
  }
}
