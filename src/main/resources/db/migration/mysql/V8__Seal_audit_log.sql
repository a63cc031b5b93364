-- A change writes its event into audit_pending, in its own transaction and without a lock. A sealer moves what is there into
-- audit_log, numbered and chained, and notes where the log ends in audit_checkpoint, signed with a key of audit_key
-- (docs/audit.md). event_id is the id that the event had in audit_pending; rows from before have none. log_size is the number of
-- the last row at that time, row_hash its hash. Points in time are microseconds since 1970-01-01T00:00Z.
-- Every statement can run again, since MySQL keeps the half of a step that was cut short.

CREATE TABLE IF NOT EXISTS audit_pending (
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  occurred_at BIGINT NOT NULL,
  actor_kind VARCHAR(16) NOT NULL,
  actor_id VARCHAR(255) NOT NULL,
  actor_name VARCHAR(255) NOT NULL,
  key_id VARCHAR(36),
  address VARCHAR(64),
  user_agent VARCHAR(255),
  action VARCHAR(64) NOT NULL,
  target_type VARCHAR(32),
  target_id VARCHAR(512),
  outcome VARCHAR(16) NOT NULL,
  request_id VARCHAR(64),
  details MEDIUMTEXT NOT NULL
) CHARACTER SET utf8mb4 COLLATE ${collation};

CREATE TABLE IF NOT EXISTS audit_checkpoint (
  log_size BIGINT NOT NULL PRIMARY KEY,
  row_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at BIGINT NOT NULL,
  key_id VARCHAR(36),
  signature VARCHAR(128)
) CHARACTER SET utf8mb4 COLLATE ${collation};

CREATE TABLE IF NOT EXISTS audit_key (
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  public_key VARCHAR(255) NOT NULL,
  private_key VARCHAR(512) NOT NULL,
  data_key VARCHAR(16) NOT NULL,
  created_at BIGINT NOT NULL
) CHARACTER SET utf8mb4 COLLATE ${collation};

SET @missing = (SELECT COUNT(*) = 0 FROM information_schema.columns
  WHERE table_schema = DATABASE() AND table_name = 'audit_log' AND column_name = 'event_id');
SET @change = IF(@missing, 'ALTER TABLE audit_log ADD COLUMN event_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin', 'DO 0');
PREPARE step FROM @change;
EXECUTE step;
DEALLOCATE PREPARE step;
