-- Who may do what, who did what, which settings are the newest, what an article said before, and what nobody could answer.

-- People that an admin named. Whoever Cloudflare Access lets in and who is not listed is an agent.
CREATE TABLE operators (
  email TEXT PRIMARY KEY, -- lower case
  role TEXT NOT NULL CHECK (role IN ('agent', 'admin')),
  name TEXT,              -- as customers read it; null: made from the address
  set_by TEXT NOT NULL,
  set_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who read or did what to which thing. Ids and names of settings, never text. `once` makes many reads of one thing by one person one row.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  role TEXT NOT NULL,
  via TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  once TEXT UNIQUE
) STRICT;
CREATE INDEX audit_by_subject ON audit (subject, id);
CREATE INDEX audit_by_actor ON audit (actor, id);
CREATE INDEX audit_by_time ON audit (at);

CREATE TRIGGER audit_is_never_edited BEFORE UPDATE ON audit BEGIN
  SELECT RAISE (ABORT, 'the audit log is append-only');
END;

-- Retention removes what is old; nothing removes what happened in the last 30 days.
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit WHEN old.at > (unixepoch () - 30 * 86400) * 1000 BEGIN
  SELECT RAISE (ABORT, 'the audit log is kept for 30 days at least');
END;

-- One row. `writer` is the change that made this version, so that a second statement of the same batch knows that its first one went through.
CREATE TABLE settings_version (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  version INTEGER NOT NULL,
  writer TEXT NOT NULL
) STRICT;
INSERT INTO settings_version (one, version, writer) VALUES (1, 1, '');

-- Every version of every article, written by triggers in whatever transaction changes the articles. A removal is a version without text.
CREATE TABLE article_versions (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  article TEXT NOT NULL,
  version TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  tags TEXT NOT NULL,
  body TEXT NOT NULL,
  updated TEXT,
  stored_at TEXT NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX article_versions_of ON article_versions (article, n);

INSERT INTO article_versions (article, version, title, summary, tags, body, updated, stored_at)
  SELECT id, version, title, summary, tags, body, updated, stored_at FROM articles ORDER BY id;

CREATE TRIGGER articles_added AFTER INSERT ON articles BEGIN
  INSERT INTO article_versions (article, version, title, summary, tags, body, updated, stored_at)
    VALUES (new.id, new.version, new.title, new.summary, new.tags, new.body, new.updated, new.stored_at);
END;

CREATE TRIGGER articles_changed AFTER UPDATE ON articles WHEN new.version <> old.version BEGIN
  INSERT INTO article_versions (article, version, title, summary, tags, body, updated, stored_at)
    VALUES (new.id, new.version, new.title, new.summary, new.tags, new.body, new.updated, new.stored_at);
END;

CREATE TRIGGER articles_removed AFTER DELETE ON articles BEGIN
  INSERT INTO article_versions (article, version, title, summary, tags, body, updated, stored_at, removed)
    VALUES (old.id, old.version, old.title, old.summary, old.tags, '', old.updated, strftime ('%Y-%m-%dT%H:%M:%fZ', 'now'), 1);
END;

-- Questions that the articles did not answer, with personal data taken out before they are stored; one row for a turn.
CREATE TABLE gaps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  turn TEXT NOT NULL UNIQUE,
  conversation TEXT NOT NULL,
  question TEXT NOT NULL,
  intent TEXT,
  outcome TEXT NOT NULL,  -- offer, question or handoff
  asked_at INTEGER NOT NULL,
  settled_at INTEGER,     -- null: still open
  settled_by TEXT         -- the article that answers it now; null: it was put aside
) STRICT;
CREATE INDEX gaps_open ON gaps (settled_at, id);
CREATE INDEX gaps_by_conversation ON gaps (conversation);
