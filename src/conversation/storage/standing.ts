/** Where the conversation stands: who owns it, and what the next decision must remember. One row; null until the conversation has begun. */
import { z } from "zod";
import { ConversationStateSchema, type Ownership } from "#domain/ownership";
import type { ObjectSql } from "#ports/object-storage";
import { Kept } from "#domain/kept";

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

export class StandingTable {
  readonly #sql: ObjectSql;
  readonly #row = new Kept(() => this.#stored());

  constructor(sql: ObjectSql) {
    this.#sql = sql;
  }

  read(): StandingRow | null {
    return this.#row.get();
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
    this.#row.set({ state, epoch, offered, unanswered, assignee });
  }

  /** To be called when a transaction was rolled back or the table emptied. */
  forget(): void {
    this.#row.forget();
  }

  #stored(): StandingRow | null {
    const row = this.#sql.exec("SELECT state, epoch, offered, unanswered, assignee FROM standing").toArray()[0];
    return row ? RowSchema.parse(row) : null;
  }
}
