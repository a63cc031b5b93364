-- Requests with an Idempotency-Key and their answers (docs/decisions/0008-idempotency-keys.md).
-- id is SHA-256 of the scope (whose key it is) and the key; fingerprint is SHA-256 of the key and the
-- request, both in hexadecimal digits. answer_headers has one line per header; answer_body lacks what the
-- answer repeats of the request, which belongs at echo_at. expires_at is in microseconds since
-- 1970-01-01T00:00Z, and has an index because expired rows are deleted oldest first.
CREATE TABLE idempotency_key (
  id CHAR(64) COLLATE "C" NOT NULL PRIMARY KEY,
  scope VARCHAR(255) COLLATE "C" NOT NULL,
  fingerprint CHAR(64) COLLATE "C" NOT NULL,
  answer_status INTEGER NOT NULL,
  answer_headers TEXT COLLATE "C" NOT NULL,
  answer_body TEXT COLLATE "C",
  echo_at INTEGER,
  expires_at BIGINT NOT NULL
);

CREATE INDEX ix_idempotency_key_expires ON idempotency_key (expires_at);
