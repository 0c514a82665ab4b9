/**
 * What a conversation must still tell the outside, kept in the same SQLite as its log and written in the same transaction as the decision. A row
 * stays, and is sent again, until the far end has confirmed: queues lose and repeat, so sending once is not telling.
 */
import { z } from "zod";
import { conversationOf } from "#domain/ids";
import type { ObjectSql } from "#ports/object-storage";
import { NextDue } from "./next-due.ts";

/**
 * Waits between sends of one row. Jittered downwards by up to half, so that many conversations do not re-send in step. The longest is what a customer waits for a
 * ticket at most once everything works again, however long it did not.
 */
export const resend = { firstMs: 4_000, factor: 2, longestMs: 60_000 } as const;

const telling = "+tell";
const following = "+follow";

/** The row that has a ticket's twin told what was said. One a handoff, however much there is to tell. */
export const tellingRow = (handoff: string): string => `${handoff}${telling}`;

/** The row that has a handoff's ticket follow the conversation. One a handoff: what the ticket should say is read when it is told. */
export const followingRow = (handoff: string): string => `${handoff}${following}`;

/** What a row is about, and what is to be done: a handoff is opened, told or followed; an erased conversation, whose row has its own id, is forgotten. */
export function rowOf(id: string): { of: string; kind: "open" | "tell" | "follow" | "forget" } {
  if (id.endsWith(telling)) return { of: id.slice(0, -telling.length), kind: "tell" };
  if (id.endsWith(following)) return { of: id.slice(0, -following.length), kind: "follow" };
  return { of: id, kind: id === conversationOf(id) ? "forget" : "open" };
}

const DueSchema = z.object({ id: z.string(), attempts: z.int() });
export type DueRow = z.infer<typeof DueSchema>;

export class Outbox {
  readonly #sql: ObjectSql;
  readonly #next: NextDue;

  constructor(sql: ObjectSql) {
    this.#sql = sql;
    this.#next = new NextDue(sql, "outbox");
  }

  /** @param id see `rowOf`; writing it twice keeps one row. */
  put(id: string, nowMs: number): void {
    this.#sql.exec("INSERT OR IGNORE INTO outbox (id, attempts, next_at) VALUES (?, 0, ?)", id, nowMs);
    this.#next.forget();
  }

  /** Writes the row, or makes the one that waits due now. */
  hurry(id: string, nowMs: number): void {
    this.#sql.exec(
      "INSERT INTO outbox (id, attempts, next_at) VALUES (?, 0, ?) ON CONFLICT (id) DO UPDATE SET attempts = 0, next_at = excluded.next_at",
      id,
      nowMs,
    );
    this.#next.forget();
  }

  due(nowMs: number): DueRow[] {
    if (!this.#next.hasCome(nowMs)) return [];
    const rows = this.#sql.exec("SELECT id, attempts FROM outbox WHERE next_at <= ? ORDER BY next_at", nowMs).toArray();
    return rows.map((row) => DueSchema.parse(row));
  }

  /** Counts a send and sets the time of the next one, whether or not this one gets through. */
  sent(row: DueRow, nowMs: number, unit: number): void {
    this.#sql.exec(
      "UPDATE outbox SET attempts = attempts + 1, next_at = ? WHERE id = ?",
      Math.ceil(nowMs + waitMs(row.attempts, unit)),
      row.id,
    );
    this.#next.forget();
  }

  confirm(id: string): void {
    this.#sql.exec("DELETE FROM outbox WHERE id = ?", id);
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

/** Milliseconds until the next send after `attempts` earlier ones. `unit` is uniform in [0, 1). */
export function waitMs(attempts: number, unit: number): number {
  const longest = Math.min(resend.longestMs, resend.firstMs * resend.factor ** attempts);
  return longest * (1 - unit / 2);
}
