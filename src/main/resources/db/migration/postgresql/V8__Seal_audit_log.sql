-- A change writes its event into audit_pending, in its own transaction and without a lock. A sealer moves what is there into
-- audit_log, numbered and chained, and notes where the log ends in audit_checkpoint, signed with a key of audit_key
-- (docs/audit.md). event_id is the id that the event had in audit_pending; rows from before have none. log_size is the number of
-- the last row at that time, row_hash its hash. Points in time are microseconds since 1970-01-01T00:00Z.

CREATE TABLE audit_pending (
  id CHAR(36) COLLATE "C" NOT NULL PRIMARY KEY,
  occurred_at BIGINT NOT NULL,
  actor_kind VARCHAR(16) COLLATE "C" NOT NULL,
  actor_id VARCHAR(255) COLLATE "C" NOT NULL,
  actor_name VARCHAR(255) COLLATE "C" NOT NULL,
  key_id VARCHAR(36) COLLATE "C",
  address VARCHAR(64) COLLATE "C",
  user_agent VARCHAR(255) COLLATE "C",
  action VARCHAR(64) COLLATE "C" NOT NULL,
  target_type VARCHAR(32) COLLATE "C",
  target_id VARCHAR(512) COLLATE "C",
  outcome VARCHAR(16) COLLATE "C" NOT NULL,
  request_id VARCHAR(64) COLLATE "C",
  details TEXT COLLATE "C" NOT NULL
);

CREATE TABLE audit_checkpoint (
  log_size BIGINT NOT NULL PRIMARY KEY,
  row_hash CHAR(64) COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  key_id VARCHAR(36) COLLATE "C",
  signature VARCHAR(128) COLLATE "C"
);

CREATE TABLE audit_key (
  id CHAR(36) COLLATE "C" NOT NULL PRIMARY KEY,
  public_key VARCHAR(255) COLLATE "C" NOT NULL,
  private_key VARCHAR(512) COLLATE "C" NOT NULL,
  data_key VARCHAR(16) COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL
);

ALTER TABLE audit_log ADD COLUMN event_id CHAR(36) COLLATE "C";
