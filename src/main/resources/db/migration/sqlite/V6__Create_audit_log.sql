-- The audit log: who did what (docs/audit.md). Each row has a hash over itself and the hash of the row before; audit_chain holds
-- the last one, and its one row is locked by whoever appends. Points in time are microseconds since 1970-01-01T00:00Z.

CREATE TABLE audit_chain (
  id INTEGER NOT NULL PRIMARY KEY,
  last_sequence BIGINT NOT NULL,
  last_hash TEXT NOT NULL
);

INSERT INTO audit_chain (id, last_sequence, last_hash) VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

CREATE TABLE audit_log (
  sequence_number BIGINT NOT NULL PRIMARY KEY,
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
  details TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  row_hash TEXT NOT NULL
);

CREATE INDEX ix_audit_log_occurred ON audit_log (occurred_at);
CREATE INDEX ix_audit_log_actor ON audit_log (actor_id, sequence_number);
CREATE INDEX ix_audit_log_action ON audit_log (action, sequence_number);
CREATE INDEX ix_audit_log_target ON audit_log (target_type, target_id, sequence_number);
