/** What the hand-written server keeps: one SQLite file for everybody, as one process would. A commit is on disk when it returns. */
import { DatabaseSync } from "node:sqlite";

export type Logged = { seq: number; at: string; event: { type: string } & Record<string, unknown> };

export class Store {
  readonly #database: DatabaseSync;
  readonly #insertMessage;
  readonly #insertEvent;
  readonly #head;

  constructor(file: string) {
    this.#database = new DatabaseSync(file);
    // Full: the log is flushed at every commit, as workerd's is.
    this.#database.exec(`
      PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
      CREATE TABLE message (conversation TEXT, id TEXT, seq INTEGER, PRIMARY KEY (conversation, id)) WITHOUT ROWID;
      CREATE TABLE event (conversation TEXT, seq INTEGER, at INTEGER, type TEXT, body TEXT, PRIMARY KEY (conversation, seq)) WITHOUT ROWID;`);
    this.#insertMessage = this.#database.prepare("INSERT OR IGNORE INTO message (conversation, id, seq) VALUES (?, ?, ?)");
    this.#insertEvent = this.#database.prepare("INSERT INTO event (conversation, seq, at, type, body) VALUES (?, ?, ?, ?, ?)");
    this.#head = this.#database.prepare("SELECT coalesce(max(seq), 0) AS head FROM event WHERE conversation = ?");
  }

  /** Appends events in one transaction; with `message`, only when its id is new. @returns them with their numbers, or null for a repeated message. */
  commit(conversation: string, events: readonly Logged["event"][], message?: string): Logged[] | null {
    const nowMs = Date.now();
    const head = Number(this.#head.get(conversation)?.["head"]);
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      const isNew = message === undefined || this.#insertMessage.run(conversation, message, head + 1).changes === 1;
      const logged = events.map((event, i) => ({ seq: head + 1 + i, at: new Date(nowMs).toISOString(), event }));
      if (isNew) for (const { seq, event } of logged) this.#insertEvent.run(conversation, seq, nowMs, event.type, JSON.stringify(event));
      this.#database.exec("COMMIT");
      return isNew ? logged : null;
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }
}
