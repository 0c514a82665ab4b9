-- The embedded ticket desk: one row for each handoff. `handoff` is the idempotency key: however often a ticket is asked for, there is one.
CREATE TABLE tickets (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  handoff TEXT NOT NULL UNIQUE,
  conversation TEXT NOT NULL,
  reason TEXT NOT NULL,
  status TEXT NOT NULL,
  assignee TEXT,
  brief TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
);
CREATE INDEX tickets_by_status ON tickets (status, id);
CREATE INDEX tickets_by_conversation ON tickets (conversation);
-- People read numbers out; four digits from the start look like a desk that exists.
INSERT INTO sqlite_sequence (name, seq) VALUES ('tickets', 1000);
