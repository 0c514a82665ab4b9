/**
 * What the desk keeps of a conversation beside its log: internal notes, why a person closed it, how far the inbox knows it, and when the person who has it last did something. Notes are
 * apart from the log on purpose: what a customer reads is the log, so a note cannot reach a customer by a filter that somebody forgot.
 */
import { z } from "zod";
import { type Settled, SettledSchema } from "#contracts/desk";
import { type Note, NoteSchema } from "#contracts/notes";
import type { ObjectSql } from "#ports/object-storage";
import { Kept } from "#domain/kept";

const RowSchema = z.object({ pushed: z.int(), attempts: z.int(), active_at: z.int() });

/** Up to which seq the inbox has taken the summary, pushes in a row that failed, and when the person who has the conversation last did something. */
export type DeskRow = { pushed: number; attempts: number; activeAtMs: number };

export class DeskTable {
  readonly #sql: ObjectSql;
  readonly #row = new Kept(() => this.#stored());
  readonly #settled = new Kept(() => this.#settledRow());

  constructor(sql: ObjectSql) {
    this.#sql = sql;
  }

  notes(): Note[] {
    return this.#sql
      .exec("SELECT id, after_seq AS after, at, operator, text FROM note ORDER BY at, id")
      .toArray()
      .map(({ at, ...row }) => NoteSchema.parse({ ...row, at: new Date(Number(at)).toISOString() }));
  }

  note(id: string): Note | undefined {
    return this.notes().find((one) => one.id === id);
  }

  addNote(note: { id: string; after: number; operator: string; text: string }, nowMs: number): void {
    this.#sql.exec(
      "INSERT INTO note (id, after_seq, at, operator, text) VALUES (?, ?, ?, ?, ?)",
      note.id,
      note.after,
      nowMs,
      note.operator,
      note.text,
    );
  }

  /** Who of the desk closed the conversation, and why; null: nobody did. */
  settled(): Settled | null {
    return this.#settled.get();
  }

  settle({ operator, reason }: Settled): void {
    this.#sql.exec("INSERT OR REPLACE INTO settled (one, operator, reason) VALUES (1, ?, ?)", operator, reason);
    this.#settled.set({ operator, reason });
  }

  read(): DeskRow {
    return this.#row.get();
  }

  /** A push that was under way while the conversation was erased leaves nothing behind. */
  write(change: Partial<DeskRow>): void {
    const row = { ...this.read(), ...change };
    const written = this.#sql.exec(
      "INSERT OR REPLACE INTO desk (one, pushed, attempts, active_at) SELECT 1, ?, ?, ? WHERE EXISTS (SELECT 1 FROM standing) RETURNING one",
      row.pushed,
      row.attempts,
      row.activeAtMs,
    );
    if (written.toArray().length > 0) this.#row.set(row);
  }

  /** To be called when a transaction was rolled back or the tables emptied. */
  forget(): void {
    this.#row.forget();
    this.#settled.forget();
  }

  #stored(): DeskRow {
    const row = this.#sql.exec("SELECT pushed, attempts, active_at FROM desk").toArray()[0];
    const { pushed, attempts, active_at } = row ? RowSchema.parse(row) : { pushed: 0, attempts: 0, active_at: 0 };
    return { pushed, attempts, activeAtMs: active_at };
  }

  #settledRow(): Settled | null {
    const row = this.#sql.exec("SELECT operator, reason FROM settled").toArray()[0];
    return row ? SettledSchema.parse(row) : null;
  }
}
