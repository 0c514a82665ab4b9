/**
 * The tables of a conversation's own SQLite. A schema change is a new entry at the end of `changes`, never an edit of an old one: objects that slept through a
 * release wake up with whatever they had.
 */
import type { ObjectStorage } from "#ports/object-storage";

const changes: readonly string[] = [
  `CREATE TABLE event (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL);
   CREATE TABLE message (id TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE standing (
     one INTEGER PRIMARY KEY CHECK (one = 1), state TEXT NOT NULL, epoch INTEGER NOT NULL,
     offered INTEGER NOT NULL, unanswered INTEGER NOT NULL, assignee TEXT
   );
   CREATE TABLE turn (
     n INTEGER PRIMARY KEY, message TEXT NOT NULL, seq INTEGER NOT NULL, epoch INTEGER NOT NULL, status TEXT NOT NULL,
     starts INTEGER NOT NULL, due_at INTEGER NOT NULL
   );
   CREATE INDEX turn_unfinished ON turn (n) WHERE status IN ('pending', 'running');
   CREATE TABLE step (run TEXT NOT NULL, step TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (run, step)) WITHOUT ROWID;
   CREATE TABLE handoff (n INTEGER PRIMARY KEY, reason TEXT NOT NULL, turn INTEGER, seq INTEGER NOT NULL, ticket TEXT);
   CREATE TABLE outbox (id TEXT PRIMARY KEY, attempts INTEGER NOT NULL, next_at INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE erased (at INTEGER NOT NULL);`,
  `CREATE TABLE customer (one INTEGER PRIMARY KEY CHECK (one = 1), subject TEXT NOT NULL, name TEXT, email TEXT);`,
  `CREATE TABLE turn_facts (run TEXT PRIMARY KEY, attempts INTEGER NOT NULL, next_at INTEGER NOT NULL, facts TEXT NOT NULL) WITHOUT ROWID;`,
  `CREATE TABLE rating (one INTEGER PRIMARY KEY CHECK (one = 1), rating TEXT NOT NULL, attempts INTEGER NOT NULL, next_at INTEGER);`,
  `CREATE TABLE tool_call (n INTEGER PRIMARY KEY, turn INTEGER NOT NULL, use TEXT NOT NULL, output TEXT NOT NULL);
   CREATE INDEX tool_call_turn ON tool_call (turn);
   CREATE TABLE proposal (
     n INTEGER PRIMARY KEY, card TEXT NOT NULL, turn INTEGER NOT NULL, epoch INTEGER NOT NULL, status TEXT NOT NULL,
     attempts INTEGER NOT NULL, next_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, seq INTEGER NOT NULL
   );
   CREATE INDEX proposal_unfinished ON proposal (next_at) WHERE status IN ('confirmed', 'running');`,
  `CREATE TABLE note (id TEXT PRIMARY KEY, after_seq INTEGER NOT NULL, at INTEGER NOT NULL, operator TEXT NOT NULL, text TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE desk (one INTEGER PRIMARY KEY CHECK (one = 1), pushed INTEGER NOT NULL, attempts INTEGER NOT NULL, active_at INTEGER NOT NULL);`,
  `ALTER TABLE erased ADD COLUMN handoffs INTEGER NOT NULL DEFAULT 0;`,
  `CREATE TABLE settled (one INTEGER PRIMARY KEY CHECK (one = 1), operator TEXT NOT NULL, reason TEXT NOT NULL);`,
  `ALTER TABLE proposal ADD COLUMN output TEXT;`,
];

/** Brings the object's tables up to date. Runs in the constructor, so that nothing ever sees an older schema. */
export function openStorage(storage: ObjectStorage): void {
  const { sql } = storage;
  sql.exec("CREATE TABLE IF NOT EXISTS schema_change (n INTEGER PRIMARY KEY)");
  const applied = Number(sql.exec("SELECT coalesce(max(n), 0) AS n FROM schema_change").one().n);
  for (const [i, change] of changes.entries()) {
    if (i < applied) continue;
    storage.transactionSync(() => {
      sql.exec(change);
      sql.exec("INSERT INTO schema_change (n) VALUES (?)", i + 1);
    });
  }
}
