-- Requests with an Idempotency-Key and their answers (docs/decisions/0008-idempotency-keys.md).
-- id is SHA-256 of the scope (whose key it is) and the key; fingerprint is SHA-256 of the key and the
-- request, both in hexadecimal digits. answer_headers has one line per header; answer_body lacks what the
-- answer repeats of the request, which belongs at echo_at. expires_at is in microseconds since
-- 1970-01-01T00:00Z, and has an index because expired rows are deleted oldest first.
CREATE TABLE IF NOT EXISTS idempotency_key (
  id CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  scope VARCHAR(255) NOT NULL,
  fingerprint CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  answer_status INTEGER NOT NULL,
  answer_headers TEXT NOT NULL,
  answer_body MEDIUMTEXT,
  echo_at INTEGER,
  expires_at BIGINT NOT NULL,
  INDEX ix_idempotency_key_expires (expires_at)
) CHARACTER SET utf8mb4 COLLATE ${collation};
