-- A ticket that has a twin in another system: where the twin is, and how far the conversation was told there.
ALTER TABLE tickets ADD COLUMN remote TEXT; -- JSON { desk, id, number, url }; null: no twin
ALTER TABLE tickets ADD COLUMN told INTEGER NOT NULL DEFAULT 0; -- seq of the last event that the twin has
ALTER TABLE tickets ADD COLUMN telling INTEGER; -- seq of the event that was being told: after a crash it may be there already
ALTER TABLE tickets ADD COLUMN told_until INTEGER NOT NULL DEFAULT 0; -- ms since 1970: until then one teller has the floor
CREATE UNIQUE INDEX tickets_by_remote ON tickets (json_extract(remote, '$.desk'), json_extract(remote, '$.id')) WHERE remote IS NOT NULL;

-- What another system has told us already. Signed messages may be repeated, by their sender or by whoever overheard one.
CREATE TABLE deliveries (
  desk TEXT NOT NULL,
  id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (desk, id)
) WITHOUT ROWID;
CREATE INDEX deliveries_by_age ON deliveries (at);
