/** Where the conversation stands: who owns it, and what the next decision must remember. One row; null until the conversation has begun. */
import { z } from "zod";
import { ConversationStateSchema, type Ownership } from "#domain/ownership";
import type { ObjectSql } from "#ports/object-storage";

const RowSchema = z
  .object({
    state: ConversationStateSchema,
    epoch: z.int(),
    offered: z.int(),
    unanswered: z.int(),
    assignee: z.string().nullable(),
  })
  .transform(({ offered, ...row }) => ({ ...row, offered: offered === 1 }));

export type StandingRow = Ownership & {
  /** The assistant's last words offered a person. */
  offered: boolean;
  /** Turns in a row that ended without an answer. */
  unanswered: number;
  /** The person who speaks, while one does. */
  assignee: string | null;
};

/** What was read is kept: the object is the only writer, and asks several times a turn. */
export class StandingTable {
  readonly #sql: ObjectSql;
  #known: { row: StandingRow | null } | null = null;

  constructor(sql: ObjectSql) {
    this.#sql = sql;
  }

  read(): StandingRow | null {
    this.#known ??= { row: this.#stored() };
    return this.#known.row;
  }

  /** Writes nothing when it stands so already. */
  write(next: StandingRow): void {
    const before = this.read();
    const { state, epoch, offered, unanswered, assignee } = next;
    if (
      before?.state === state &&
      before.epoch === epoch &&
      before.offered === offered &&
      before.unanswered === unanswered &&
      before.assignee === assignee
    )
      return;
    this.#sql.exec(
      "INSERT OR REPLACE INTO standing (one, state, epoch, offered, unanswered, assignee) VALUES (1, ?, ?, ?, ?, ?)",
      state,
      epoch,
      offered ? 1 : 0,
      unanswered,
      assignee,
    );
    this.#known = { row: { state, epoch, offered, unanswered, assignee } };
  }

  /** To be called when a transaction was rolled back or the table emptied. */
  forget(): void {
    this.#known = null;
  }

  #stored(): StandingRow | null {
    const row = this.#sql.exec("SELECT state, epoch, offered, unanswered, assignee FROM standing").toArray()[0];
    return row ? RowSchema.parse(row) : null;
  }
}
