-- Which sections have a vector, and by which recipe (store, model, wording). What is missing and what is left over follow from comparing with `sections`,
-- so that work which broke off at any point is found again. Vectors themselves lie here only on a desk without Vectorize.
CREATE TABLE section_vectors (
  id TEXT PRIMARY KEY,    -- version and place of the section, as in the index
  article TEXT NOT NULL,
  recipe TEXT NOT NULL,
  vector TEXT             -- 32-bit floats, little-endian, length 1, in base64; null where Vectorize keeps it
) STRICT;
CREATE INDEX section_vectors_by_article ON section_vectors (article);

-- Articles whose vectors were given up after all tries. Cleared when they succeed.
CREATE TABLE vector_failures (
  article TEXT PRIMARY KEY,
  failed_at INTEGER NOT NULL
) STRICT;

-- One row. Rises with every change of the vectors that lie here, so that an isolate knows when to read them again.
CREATE TABLE vector_revision (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  revision INTEGER NOT NULL
) STRICT;
INSERT INTO vector_revision (only, revision) VALUES (1, 0);

CREATE TRIGGER section_vectors_added AFTER INSERT ON section_vectors BEGIN
  UPDATE vector_revision SET revision = revision + 1;
END;
CREATE TRIGGER section_vectors_changed AFTER UPDATE ON section_vectors BEGIN
  UPDATE vector_revision SET revision = revision + 1;
END;
CREATE TRIGGER section_vectors_removed AFTER DELETE ON section_vectors BEGIN
  UPDATE vector_revision SET revision = revision + 1;
END;
