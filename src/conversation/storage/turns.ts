/** The turns of a conversation: one a customer message that the AI is to answer. An unfinished row is work that a crash must not lose. */
import { z } from "zod";
import type { ObjectSql } from "#ports/object-storage";
import { Kept } from "#domain/kept";

export const TurnStatusSchema = z.enum(["pending", "running", "done", "failed", "stopped"]);
export type TurnStatus = z.infer<typeof TurnStatusSchema>;

const TurnRowSchema = z
  .object({
    n: z.int(),
    message: z.string(),
    seq: z.int(),
    epoch: z.int(),
    status: TurnStatusSchema,
    starts: z.int(),
    due_at: z.int(),
  })
  .transform(({ due_at, ...row }) => ({ ...row, dueAtMs: due_at }));

export type TurnRow = {
  n: number;
  /** The customer's message id, and its place in the log. */
  message: string;
  seq: number;
  /** The ownership epoch under which it began; see `agentMaySpeak`. */
  epoch: number;
  status: TurnStatus;
  /** How often it was started: more than once after a crash. */
  starts: number;
  /** When the customer must have an answer, a person or an explicit failure. */
  dueAtMs: number;
};

const columns = "n, message, seq, epoch, status, starts, due_at";

export class TurnTable {
  readonly #sql: ObjectSql;
  readonly #unfinished = new Kept(() => this.#read(`SELECT ${columns} FROM turn WHERE status IN ('pending', 'running') ORDER BY n`));
  readonly #count = new Kept(() => Number(this.#sql.exec("SELECT coalesce(max(n), 0) AS n FROM turn").one().n));

  constructor(sql: ObjectSql) {
    this.#sql = sql;
  }

  /** Adds a pending turn; gives its number. */
  add(turn: { message: string; seq: number; epoch: number; dueAtMs: number }): number {
    const { message, seq, epoch, dueAtMs } = turn;
    const n = this.count() + 1;
    this.#sql.exec(
      "INSERT INTO turn (n, message, seq, epoch, status, starts, due_at) VALUES (?, ?, ?, ?, 'pending', 0, ?)",
      n,
      message,
      seq,
      epoch,
      dueAtMs,
    );
    this.#count.set(n);
    this.#unfinished.change((rows) => [...rows, { n, message, seq, epoch, status: "pending", starts: 0, dueAtMs }]);
    return n;
  }

  /** They are numbered from 1 without gaps. */
  count(): number {
    return this.#count.get();
  }

  /** The oldest turn that is not finished. */
  nextUnfinished(): TurnRow | undefined {
    return this.unfinished()[0];
  }

  get(n: number): TurnRow | undefined {
    return this.unfinished().find((row) => row.n === n) ?? this.#read(`SELECT ${columns} FROM turn WHERE n = ?`, n)[0];
  }

  ofMessage(message: string): TurnRow | undefined {
    return this.#read(`SELECT ${columns} FROM turn WHERE message = ? ORDER BY n LIMIT 1`, message)[0];
  }

  all(): TurnRow[] {
    return this.#read(`SELECT ${columns} FROM turn ORDER BY n`);
  }

  unfinished(): readonly TurnRow[] {
    return this.#unfinished.get();
  }

  begin(n: number): void {
    this.#sql.exec("UPDATE turn SET status = 'running', starts = starts + 1 WHERE n = ?", n);
    this.#unfinished.change((rows) => rows.map((row) => (row.n === n ? { ...row, status: "running", starts: row.starts + 1 } : row)));
  }

  finish(n: number, status: "done" | "failed" | "stopped"): void {
    this.#sql.exec("UPDATE turn SET status = ? WHERE n = ?", status, n);
    this.#unfinished.change((rows) => rows.filter((row) => row.n !== n));
  }

  /** To be called when a transaction was rolled back or the table emptied. */
  forget(): void {
    this.#unfinished.forget();
    this.#count.forget();
  }

  #read(query: string, ...values: (string | number)[]): TurnRow[] {
    return this.#sql
      .exec(query, ...values)
      .toArray()
      .map((row) => TurnRowSchema.parse(row));
  }
}
