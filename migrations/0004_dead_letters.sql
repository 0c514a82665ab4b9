-- Queue messages that the consumer could not work off in all its tries. Ids only, as on the queue. One row for each handoff: dying again counts up.
CREATE TABLE dead_letters (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  handoff TEXT NOT NULL UNIQUE,
  conversation TEXT NOT NULL,
  deaths INTEGER NOT NULL,
  died_at INTEGER NOT NULL,
  replayed_at INTEGER -- null: nobody has sent it again since it died
);
CREATE INDEX dead_letters_by_conversation ON dead_letters (conversation);
