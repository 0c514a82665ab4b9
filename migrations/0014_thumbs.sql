-- What customers thought of single answers, told by their conversations: the newest word on each. The reason is the customer's own words and goes when the conversation is erased.
CREATE TABLE thumbs (
  run TEXT PRIMARY KEY, -- the turn's id: <conversation>-t<n>
  conversation TEXT NOT NULL,
  at INTEGER NOT NULL, -- when it was given, ms since 1970
  rating TEXT NOT NULL CHECK (rating IN ('up', 'down')),
  reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX thumbs_by_time ON thumbs (at);
CREATE INDEX thumbs_by_conversation ON thumbs (conversation);
