-- The audit log: who did what (docs/audit.md). Each row has a hash over itself and the hash of the row before; audit_chain holds
-- the last one, and its one row is locked by whoever appends. Points in time are microseconds since 1970-01-01T00:00Z.
-- Every statement can run again, since MySQL keeps the half of a step that was cut short.

CREATE TABLE IF NOT EXISTS audit_chain (
  id INTEGER NOT NULL PRIMARY KEY,
  last_sequence BIGINT NOT NULL,
  last_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
) CHARACTER SET utf8mb4 COLLATE ${collation};

INSERT IGNORE INTO audit_chain (id, last_sequence, last_hash) VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

CREATE TABLE IF NOT EXISTS audit_log (
  sequence_number BIGINT NOT NULL PRIMARY KEY,
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
  details MEDIUMTEXT NOT NULL,
  previous_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  row_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  INDEX ix_audit_log_occurred (occurred_at),
  INDEX ix_audit_log_actor (actor_id, sequence_number),
  INDEX ix_audit_log_action (action, sequence_number),
  INDEX ix_audit_log_target (target_type, target_id, sequence_number)
) CHARACTER SET utf8mb4 COLLATE ${collation};
