/** The ledger of what tools would write: one row a proposal, from the card to the end of the deed. */
import { z } from "zod";
import { type ToolCard, ToolCardSchema } from "#contracts/tools";
import { type ProposalStatus, ProposalStatusSchema } from "#domain/proposals";
import type { ObjectSql } from "#ports/object-storage";
import { Kept } from "#domain/kept";

const RowSchema = z
  .object({
    n: z.int(),
    card: z.string(),
    turn: z.int(),
    epoch: z.int(),
    status: ProposalStatusSchema,
    attempts: z.int(),
    next_at: z.int(),
    expires_at: z.int(),
    seq: z.int(),
    output: z.string().nullable(),
  })
  .transform(({ card, next_at, expires_at, output, ...row }) => ({
    ...row,
    card: ToolCardSchema.parse(JSON.parse(card)),
    nextAtMs: next_at,
    expiresAtMs: expires_at,
    output: output === null ? null : z.unknown().parse(JSON.parse(output)),
  }));
/** `seq`: of the event that the row's present state was told with. `output`: what the tool answered with when it was done; null before, and of rows of releases that did not keep it. */
export type ProposalRow = z.infer<typeof RowSchema>;

const columns = "n, card, turn, epoch, status, attempts, next_at, expires_at, seq, output";

export class ProposalTable {
  readonly #sql: ObjectSql;
  readonly #nextDue = new Kept(
    () => this.#read(`SELECT ${columns} FROM proposal WHERE status IN ('confirmed', 'running') ORDER BY next_at, n LIMIT 1`)[0],
  );

  constructor(sql: ObjectSql) {
    this.#sql = sql;
  }

  nextNumber(): number {
    return Number(this.#sql.exec("SELECT coalesce(max(n), 0) + 1 AS n FROM proposal").one().n);
  }

  add({
    n,
    card,
    turn,
    epoch,
    expiresAtMs,
    seq,
  }: {
    n: number;
    card: ToolCard;
    turn: number;
    epoch: number;
    expiresAtMs: number;
    seq: number;
  }): void {
    this.#sql.exec(
      `INSERT INTO proposal (${columns}) VALUES (?, ?, ?, ?, 'open', 0, 0, ?, ?, NULL)`,
      n,
      JSON.stringify(card),
      turn,
      epoch,
      expiresAtMs,
      seq,
    );
  }

  get(n: number): ProposalRow | undefined {
    return this.#read(`SELECT ${columns} FROM proposal WHERE n = ?`, n)[0];
  }

  open(): ProposalRow[] {
    return this.#read(`SELECT ${columns} FROM proposal WHERE status = 'open' ORDER BY n`);
  }

  all(): ProposalRow[] {
    return this.#read(`SELECT ${columns} FROM proposal ORDER BY n`);
  }

  /** The one that is confirmed and not ended, whose turn it is first. */
  nextDue(): ProposalRow | undefined {
    return this.#nextDue.get();
  }

  set(n: number, status: ProposalStatus, seq: number): void {
    this.#sql.exec("UPDATE proposal SET status = ?, seq = ? WHERE n = ?", status, seq, n);
    this.#nextDue.forget();
  }

  /** What the other side answered with. */
  keep(n: number, output: unknown): void {
    this.#sql.exec("UPDATE proposal SET output = ? WHERE n = ?", JSON.stringify(output ?? null), n);
    this.#nextDue.forget();
  }

  /** Another attempt begins. */
  begin(n: number): void {
    this.#sql.exec("UPDATE proposal SET status = 'running', attempts = attempts + 1, next_at = 0 WHERE n = ?", n);
    this.#nextDue.forget();
  }

  /** The attempt was not answered: again at that time. */
  postpone(n: number, nextAtMs: number): void {
    this.#sql.exec("UPDATE proposal SET next_at = ? WHERE n = ?", nextAtMs, n);
    this.#nextDue.forget();
  }

  /** To be called when a transaction was rolled back or the table emptied. */
  forget(): void {
    this.#nextDue.forget();
  }

  #read(query: string, ...values: number[]): ProposalRow[] {
    return this.#sql
      .exec(query, ...values)
      .toArray()
      .map((row) => RowSchema.parse(row));
  }
}
