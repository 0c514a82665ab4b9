-- What operators set on the running desk, and what they taught its router.
CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL, -- JSON
  changed_at INTEGER NOT NULL
) WITHOUT ROWID;

-- Corrections and additions to the examples in support/intents. A text has one label; the last word counts.
CREATE TABLE intent_examples (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  text TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  added_at INTEGER NOT NULL
);

-- The model trained from both. `base` names the shipped model whose examples it includes: after a release with other examples it no longer counts.
CREATE TABLE intent_model (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  revision INTEGER NOT NULL,
  base TEXT NOT NULL,
  bytes BLOB NOT NULL,
  trained_at INTEGER NOT NULL
);
