-- How every turn ended, in figures: what the desk's pages, usage and the list of runs are made of. No text of anybody. Written by the conversation once the turn has
-- ended; a row of the same run takes the place of the one before it.
CREATE TABLE turn_facts (
  run TEXT PRIMARY KEY, -- the turn's id: <conversation>-t<n>
  conversation TEXT NOT NULL,
  turn INTEGER NOT NULL,
  at INTEGER NOT NULL, -- when the customer's message was stored, ms since 1970
  intent TEXT,
  confidence REAL,
  language TEXT,
  outcome TEXT NOT NULL, -- answered, asked_back, offered_person, courtesy, notice, handed_off, failed, stopped
  reason TEXT, -- why it was handed off, failed or was stopped
  rung TEXT,
  model TEXT,
  starts INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  tokens_in INTEGER NOT NULL,
  tokens_out INTEGER NOT NULL,
  cost_micros INTEGER NOT NULL, -- millionths of a US dollar
  own_ms INTEGER NOT NULL,
  model_ms INTEGER NOT NULL,
  took_ms INTEGER NOT NULL,
  articles TEXT NOT NULL -- JSON array of the ids that were cited
) WITHOUT ROWID;
CREATE INDEX turn_facts_by_time ON turn_facts (at);
CREATE INDEX turn_facts_by_conversation ON turn_facts (conversation);

-- What the brief of a handoff has cost, which belongs to no turn. One row a handoff; none when no model wrote it.
CREATE TABLE brief_costs (
  run TEXT PRIMARY KEY, -- the handoff's id: <conversation>-h<n>
  conversation TEXT NOT NULL,
  at INTEGER NOT NULL,
  model TEXT,
  tokens_in INTEGER NOT NULL,
  tokens_out INTEGER NOT NULL,
  cost_micros INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX brief_costs_by_time ON brief_costs (at);
CREATE INDEX brief_costs_by_conversation ON brief_costs (conversation);

-- Answers that somebody at the desk found bad, with what should have come where they said it. Their words go when the conversation goes.
CREATE TABLE turn_flags (
  run TEXT PRIMARY KEY,
  conversation TEXT NOT NULL,
  at INTEGER NOT NULL, -- when it was flagged
  why TEXT NOT NULL,
  wanted TEXT NOT NULL -- JSON: { kind?, article? }
) WITHOUT ROWID;
CREATE INDEX turn_flags_by_time ON turn_flags (at);
CREATE INDEX turn_flags_by_conversation ON turn_flags (conversation);

-- Conversations that were erased: facts of them that were still on their way are refused. Kept for as long as anything can be on its way.
CREATE TABLE forgotten_conversations (conversation TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX forgotten_conversations_by_time ON forgotten_conversations (at);
