-- Encryption: data keys, each wrapped under the master key, which is nowhere in the database, and how
-- the master key is made (docs/encryption.md). One row of master_key; processes that change keys take
-- turns on it. metadata.data_key is the key that item_value is encrypted under, NULL where it is in clear;
-- value_bytes is then still the length of the value itself.
CREATE TABLE master_key (
  id INTEGER NOT NULL PRIMARY KEY,
  origin VARCHAR(16) NOT NULL,
  salt VARCHAR(64) NOT NULL,
  iterations INTEGER NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE TABLE data_key (
  id CHAR(16) NOT NULL PRIMARY KEY,
  wrapped VARCHAR(255) NOT NULL,
  active INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  retired_at BIGINT
);

ALTER TABLE metadata ADD COLUMN data_key CHAR(16);
