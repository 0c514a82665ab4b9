-- What the desk knows. An article is cut into sections when it is stored; sections are what is searched and quoted.
-- Triggers keep the full-text index and the revision in step with the sections, inside whatever transaction changes them, so that neither
-- can be forgotten, not even by a statement typed by hand.

CREATE TABLE articles (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  tags TEXT NOT NULL,       -- JSON array of strings
  body TEXT NOT NULL,       -- Markdown
  version TEXT NOT NULL,    -- SHA-256 of the draft's canonical JSON, first 16 hexadecimal digits
  updated TEXT,             -- ISO date, as its author wrote it
  stored_at TEXT NOT NULL   -- ISO time, UTC
) STRICT;

CREATE TABLE sections (
  id INTEGER PRIMARY KEY,
  article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  version TEXT NOT NULL,
  ordinal INTEGER NOT NULL, -- place in the article, from 0
  section TEXT NOT NULL,    -- anchor; '' before the first heading
  title TEXT NOT NULL,
  heading TEXT NOT NULL,
  text TEXT NOT NULL,
  summary TEXT NOT NULL,    -- the article's, in plain text: searched, never quoted
  tags TEXT NOT NULL,       -- the article's, JSON: searched, never quoted
  UNIQUE (article, ordinal)
) STRICT;

CREATE VIRTUAL TABLE sections_fts USING fts5 (
  title, heading, text, summary, tags,
  content = 'sections', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);

-- One row. `revision` rises with every change of what is searched; the sums let a reader decide what fits its memory before reading it.
CREATE TABLE knowledge_revision (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  revision INTEGER NOT NULL,
  sections INTEGER NOT NULL,
  characters INTEGER NOT NULL -- of the sections' text
) STRICT;

INSERT INTO knowledge_revision (only, revision, sections, characters) VALUES (1, 0, 0, 0);

CREATE TRIGGER sections_added AFTER INSERT ON sections BEGIN
  INSERT INTO sections_fts (rowid, title, heading, text, summary, tags)
    VALUES (new.id, new.title, new.heading, new.text, new.summary, new.tags);
  UPDATE knowledge_revision SET revision = revision + 1, sections = sections + 1, characters = characters + length(new.text);
END;

CREATE TRIGGER sections_removed AFTER DELETE ON sections BEGIN
  INSERT INTO sections_fts (sections_fts, rowid, title, heading, text, summary, tags)
    VALUES ('delete', old.id, old.title, old.heading, old.text, old.summary, old.tags);
  UPDATE knowledge_revision SET revision = revision + 1, sections = sections - 1, characters = characters - length(old.text);
END;

CREATE TRIGGER sections_are_replaced_not_edited BEFORE UPDATE ON sections BEGIN
  SELECT RAISE (ABORT, 'sections are replaced, not edited');
END;
