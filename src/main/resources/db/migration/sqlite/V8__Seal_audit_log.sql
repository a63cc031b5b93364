-- A change writes its event into audit_pending, in its own transaction and without a lock. A sealer moves what is there into
-- audit_log, numbered and chained, and notes where the log ends in audit_checkpoint, signed with a key of audit_key
-- (docs/audit.md). event_id is the id that the event had in audit_pending; rows from before have none. log_size is the number of
-- the last row at that time, row_hash its hash. Points in time are microseconds since 1970-01-01T00:00Z.

CREATE TABLE audit_pending (
  id TEXT NOT NULL PRIMARY KEY,
  occurred_at BIGINT NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  key_id TEXT,
  address TEXT,
  user_agent TEXT,
  action TEXT NOT NULL,
  target_type TEXT,
  target_id TEXT,
  outcome TEXT NOT NULL,
  request_id TEXT,
  details TEXT NOT NULL
);

CREATE TABLE audit_checkpoint (
  log_size BIGINT NOT NULL PRIMARY KEY,
  row_hash TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  key_id TEXT,
  signature TEXT
);

CREATE TABLE audit_key (
  id TEXT NOT NULL PRIMARY KEY,
  public_key TEXT NOT NULL,
  private_key TEXT NOT NULL,
  data_key TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

ALTER TABLE audit_log ADD COLUMN event_id TEXT;
