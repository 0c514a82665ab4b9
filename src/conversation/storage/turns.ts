/** The turns of a conversation: one a customer message that the AI is to answer. An unfinished row is work that a crash must not lose. */
import { z } from "zod";
import type { ObjectSql } from "#ports/object-storage";

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

  constructor(sql: ObjectSql) {
    this.#sql = sql;
  }

  /** Adds a pending turn; gives its number. */
  add(turn: { message: string; seq: number; epoch: number; dueAtMs: number }): number {
    const added = this.#sql.exec(
      `INSERT INTO turn (n, message, seq, epoch, status, starts, due_at)
       SELECT coalesce(max(n), 0) + 1, ?, ?, ?, 'pending', 0, ? FROM turn RETURNING n`,
      turn.message,
      turn.seq,
      turn.epoch,
      turn.dueAtMs,
    );
    return Number(added.one().n);
  }

  /** They are numbered from 1 without gaps. */
  count(): number {
    return Number(this.#sql.exec("SELECT coalesce(max(n), 0) AS n FROM turn").one().n);
  }

  /** The oldest turn that is not finished. */
  nextUnfinished(): TurnRow | undefined {
    return this.#read(`SELECT ${columns} FROM turn WHERE status IN ('pending', 'running') ORDER BY n LIMIT 1`)[0];
  }

  get(n: number): TurnRow | undefined {
    return this.#read(`SELECT ${columns} FROM turn WHERE n = ?`, n)[0];
  }

  ofMessage(message: string): TurnRow | undefined {
    return this.#read(`SELECT ${columns} FROM turn WHERE message = ? ORDER BY n LIMIT 1`, message)[0];
  }

  all(): TurnRow[] {
    return this.#read(`SELECT ${columns} FROM turn ORDER BY n`);
  }

  unfinished(): TurnRow[] {
    return this.#read(`SELECT ${columns} FROM turn WHERE status IN ('pending', 'running') ORDER BY n`);
  }

  begin(n: number): void {
    this.#sql.exec("UPDATE turn SET status = 'running', starts = starts + 1 WHERE n = ?", n);
  }

  finish(n: number, status: "done" | "failed" | "stopped"): void {
    this.#sql.exec("UPDATE turn SET status = ? WHERE n = ?", status, n);
  }

  #read(query: string, ...values: (string | number)[]): TurnRow[] {
    return this.#sql
      .exec(query, ...values)
      .toArray()
      .map((row) => TurnRowSchema.parse(row));
  }
}
