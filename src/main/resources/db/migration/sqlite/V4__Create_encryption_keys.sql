-- Encryption: data keys, each wrapped under the master key, which is nowhere in the database, and how
-- the master key is made (docs/encryption.md). One row of master_key; processes that change keys take
-- turns on it. metadata.data_key is the key that item_value is encrypted under, NULL where it is in clear;
-- value_bytes is then still the length of the value itself.
CREATE TABLE master_key (
  id INTEGER NOT NULL PRIMARY KEY,
  origin TEXT NOT NULL,
  salt TEXT NOT NULL,
  iterations INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
);

CREATE TABLE data_key (
  id TEXT NOT NULL PRIMARY KEY,
  wrapped TEXT NOT NULL,
  active INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  retired_at INTEGER
);

ALTER TABLE metadata ADD COLUMN data_key TEXT;
