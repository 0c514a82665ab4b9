/** The handoffs of a conversation and the tickets that were opened for them. */
import { z } from "zod";
import { type HandoffReason, HandoffReasonSchema, TicketReferenceSchema } from "#contracts/events";
import type { ObjectSql } from "#ports/object-storage";
import { Kept } from "#domain/kept";

const HandoffRowSchema = z
  .object({ n: z.int(), reason: HandoffReasonSchema, turn: z.int().nullable(), seq: z.int(), ticket: z.string().nullable() })
  .transform((row) => ({ ...row, ticket: row.ticket === null ? null : TicketReferenceSchema.parse(JSON.parse(row.ticket)) }));
export type HandoffRow = z.infer<typeof HandoffRowSchema>;

export class HandoffTable {
  readonly #sql: ObjectSql;
  readonly #latest = new Kept(() => this.#read("SELECT n, reason, turn, seq, ticket FROM handoff ORDER BY n DESC LIMIT 1"));

  constructor(sql: ObjectSql) {
    this.#sql = sql;
  }

  nextNumber(): number {
    return (this.latest()?.n ?? 0) + 1;
  }

  add(handoff: { n: number; reason: HandoffReason; turn: number | null; seq: number }): void {
    this.#sql.exec(
      "INSERT INTO handoff (n, reason, turn, seq, ticket) VALUES (?, ?, ?, ?, NULL)",
      handoff.n,
      handoff.reason,
      handoff.turn,
      handoff.seq,
    );
    this.#latest.forget();
  }

  get(n: number): HandoffRow | undefined {
    return this.#read("SELECT n, reason, turn, seq, ticket FROM handoff WHERE n = ?", n);
  }

  all(): HandoffRow[] {
    return this.#sql
      .exec("SELECT n, reason, turn, seq, ticket FROM handoff ORDER BY n")
      .toArray()
      .map((row) => HandoffRowSchema.parse(row));
  }

  latest(): HandoffRow | undefined {
    return this.#latest.get();
  }

  setTicket(n: number, ticket: { id: string; number: string }): void {
    this.#sql.exec("UPDATE handoff SET ticket = ? WHERE n = ?", JSON.stringify(ticket), n);
    this.#latest.forget();
  }

  /** To be called when a transaction was rolled back or the table emptied. */
  forget(): void {
    this.#latest.forget();
  }

  #read(query: string, ...values: number[]): HandoffRow | undefined {
    const row = this.#sql.exec(query, ...values).toArray()[0];
    return row && HandoffRowSchema.parse(row);
  }
}
