/**
 * Facts of ended turns that the desk's database does not have yet, kept in the conversation's own SQLite and written in the same transaction as the end of the turn. A row stays
 * until the database has taken it; taking one twice is harmless, so sending needs no count of its own beforehand.
 */
import { z } from "zod";
import { type ToldFacts, ToldFactsSchema } from "#contracts/turn-facts";
import type { ObjectSql } from "#ports/object-storage";
import { NextDue } from "./next-due.ts";
import { waitMs } from "./outbox.ts";

/** Rows of one write: a conversation that could not tell anything for long tells it in pieces. */
const rowsAtOnce = 50;

const RowSchema = z.object({ run: z.string(), attempts: z.int(), facts: z.string() });

/** `stored`: the row as it was read, so that one that was written anew meanwhile is not taken for told. */
export type WaitingFacts = { stored: string; attempts: number; facts: ToldFacts };

export class TurnFactsOutbox {
  readonly #sql: ObjectSql;
  readonly #next: NextDue;

  constructor(sql: ObjectSql) {
    this.#sql = sql;
    this.#next = new NextDue(sql, "turn_facts");
  }

  /** Within the transaction that ends the turn, or writes the brief down. */
  put(facts: ToldFacts, nowMs: number): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO turn_facts (run, attempts, next_at, facts) VALUES (?, 0, ?, ?)",
      facts.run,
      nowMs,
      JSON.stringify(facts),
    );
    this.#next.forget();
  }

  /** Oldest first. What today's code cannot read is dropped: no later try could read it. */
  due(nowMs: number): WaitingFacts[] {
    if (!this.#next.hasCome(nowMs)) return [];
    const rows = this.#sql.exec("SELECT run, attempts, facts FROM turn_facts WHERE next_at <= ? LIMIT ?", nowMs, rowsAtOnce).toArray();
    return rows.flatMap((row) => {
      const { run, attempts, facts } = RowSchema.parse(row);
      const parsed = ToldFactsSchema.safeParse(JSON.parse(facts));
      if (parsed.success) return { stored: facts, attempts, facts: parsed.data };
      this.#sql.exec("DELETE FROM turn_facts WHERE run = ?", run);
      this.#next.forget();
      return [];
    });
  }

  told(rows: readonly WaitingFacts[]): void {
    for (const { facts, stored } of rows) this.#sql.exec("DELETE FROM turn_facts WHERE run = ? AND facts = ?", facts.run, stored);
    this.#next.forget();
  }

  /** Not taken: due again later. `unit` is uniform in [0, 1). */
  later(rows: readonly WaitingFacts[], nowMs: number, unit: number): void {
    for (const { facts, attempts } of rows) {
      this.#sql.exec(
        "UPDATE turn_facts SET attempts = attempts + 1, next_at = ? WHERE run = ?",
        Math.ceil(nowMs + waitMs(attempts, unit)),
        facts.run,
      );
    }
    this.#next.forget();
  }

  /** When the next row is due, in ms since 1970; null when nothing waits. */
  nextDueMs(): number | null {
    return this.#next.atMs;
  }

  /** To be called when a transaction was rolled back or the table emptied. */
  forget(): void {
    this.#next.forget();
  }
}
