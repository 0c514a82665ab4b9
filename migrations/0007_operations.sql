-- What the desk looks after by the clock (src/scheduled): handoffs on their way, conversations that were erased, and how each job went.

-- One row for each handoff that the queue has brought. Ids only. It outlives the handoff by a month, so that a message that comes twice finds it ended.
CREATE TABLE handoffs (
  handoff TEXT PRIMARY KEY,
  conversation TEXT NOT NULL,
  seen_at INTEGER NOT NULL,
  looks INTEGER NOT NULL DEFAULT 0,
  next_look_at INTEGER, -- null: there is nothing to look after
  told_at INTEGER,      -- the conversation has heard of its ticket
  ended_at INTEGER,     -- the workflow has come to its end
  last_failure TEXT     -- why the last try came to nothing; never what a customer wrote
) WITHOUT ROWID;
CREATE INDEX handoffs_to_look_after ON handoffs (next_look_at) WHERE next_look_at IS NOT NULL;
CREATE INDEX handoffs_by_conversation ON handoffs (conversation);
CREATE INDEX handoffs_ended ON handoffs (ended_at) WHERE ended_at IS NOT NULL;

-- Conversations that were erased a while ago: what comes late for them is swept away once more. A row goes after its last sweep.
CREATE TABLE erasures (
  conversation TEXT PRIMARY KEY,
  sweeps INTEGER NOT NULL DEFAULT 0,
  next_sweep_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX erasures_to_sweep ON erasures (next_sweep_at);

-- The last run of each job.
CREATE TABLE job_runs (
  job TEXT PRIMARY KEY,
  started_at INTEGER NOT NULL,
  took_ms INTEGER NOT NULL,
  outcome TEXT NOT NULL, -- done | failed
  counts TEXT NOT NULL   -- JSON: what it did, by name
) WITHOUT ROWID;

-- Who gave it up: the queue after its tries, or the reconciler after hours without a ticket.
ALTER TABLE dead_letters ADD COLUMN given_up_by TEXT NOT NULL DEFAULT 'queue';
