-- How satisfied customers were, told by their conversations: one row for a conversation that was closed and rated. The comment is the customer's own words and goes
-- when the conversation is erased.
CREATE TABLE ratings (
  conversation TEXT PRIMARY KEY,
  at INTEGER NOT NULL, -- ms since 1970
  score INTEGER NOT NULL CHECK (score BETWEEN 1 AND 5),
  comment TEXT,
  spoken_by TEXT NOT NULL CHECK (spoken_by IN ('ai', 'person')) -- person: somebody at the desk had written in it
) STRICT, WITHOUT ROWID;
CREATE INDEX ratings_by_time ON ratings (at);
