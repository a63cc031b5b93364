-- Metadata: text values under an owner and a key (docs/metadata.md).
-- Times are microseconds since 1970-01-01T00:00Z. value_bytes is the length of item_value in UTF-8: a
-- page of a list is cut by it without reading the values first.
-- Text compares by code point, case and trailing spaces included, the same on every engine: the
-- collation is utf8mb4_0900_bin on MySQL and utf8mb4_nopad_bin on MariaDB.
CREATE TABLE IF NOT EXISTS metadata (
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  owner VARCHAR(133) NOT NULL,
  item_key VARCHAR(255) NOT NULL,
  item_value MEDIUMTEXT NOT NULL,
  value_bytes INTEGER NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CONSTRAINT metadata_pk PRIMARY KEY (id),
  CONSTRAINT metadata_owner_key UNIQUE (owner, item_key)
) CHARACTER SET utf8mb4 COLLATE ${collation};
