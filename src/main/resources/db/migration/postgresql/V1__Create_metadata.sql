-- Metadata: text values under an owner and a key (docs/metadata.md).
-- Times are microseconds since 1970-01-01T00:00Z. value_bytes is the length of item_value in UTF-8: a
-- page of a list is cut by it without reading the values first.
-- Text compares byte by byte (COLLATE "C"), which is by code point and the same on every engine.
CREATE TABLE metadata (
  id CHAR(36) NOT NULL,
  owner VARCHAR(133) COLLATE "C" NOT NULL,
  item_key VARCHAR(255) COLLATE "C" NOT NULL,
  item_value TEXT NOT NULL,
  value_bytes INTEGER NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CONSTRAINT metadata_pk PRIMARY KEY (id),
  CONSTRAINT metadata_owner_key UNIQUE (owner, item_key)
);
