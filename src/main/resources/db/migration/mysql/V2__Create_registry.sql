-- Sources (where entries come from), registries (ordered lists of sources) and entries: one version of
-- one server, skill or plugin with its JSON document as it came.
-- Texts compare byte by byte (a binary collation without padding), so that order and equality are the same on every
-- engine; points in time are microseconds since 1970-01-01T00:00Z.
-- Every statement can run again, since MySQL keeps the half of a step that was cut short.

-- One row, so that processes that set up their configuration at the same time wait for each other even
-- while the tables are empty.
CREATE TABLE IF NOT EXISTS source_lock (
  id INTEGER NOT NULL PRIMARY KEY,
  taken BIGINT NOT NULL
) CHARACTER SET utf8mb4 COLLATE ${collation};

INSERT IGNORE INTO source_lock (id, taken) VALUES (1, 0);

CREATE TABLE IF NOT EXISTS source (
  id CHAR(36) NOT NULL PRIMARY KEY,
  name VARCHAR(63) NOT NULL,
  kind VARCHAR(32) NOT NULL,
  origin VARCHAR(32) NOT NULL,
  content_hash VARCHAR(64),
  entry_count INTEGER NOT NULL,
  refused_count INTEGER NOT NULL,
  refusals MEDIUMTEXT,
  loaded_at BIGINT,
  last_attempt_at BIGINT,
  last_error MEDIUMTEXT,
  created_at BIGINT NOT NULL,
  CONSTRAINT uq_source_name UNIQUE (name)
) CHARACTER SET utf8mb4 COLLATE ${collation};

CREATE TABLE IF NOT EXISTS registry (
  id CHAR(36) NOT NULL PRIMARY KEY,
  name VARCHAR(63) NOT NULL,
  origin VARCHAR(32) NOT NULL,
  position INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT uq_registry_name UNIQUE (name)
) CHARACTER SET utf8mb4 COLLATE ${collation};

CREATE TABLE IF NOT EXISTS registry_source (
  id CHAR(36) NOT NULL PRIMARY KEY,
  registry_id CHAR(36) NOT NULL,
  source_id CHAR(36) NOT NULL,
  position INTEGER NOT NULL,
  CONSTRAINT uq_registry_source_position UNIQUE (registry_id, position),
  CONSTRAINT uq_registry_source UNIQUE (registry_id, source_id),
  INDEX ix_registry_source_source (source_id),
  CONSTRAINT fk_registry_source_registry FOREIGN KEY (registry_id) REFERENCES registry (id) ON DELETE CASCADE,
  CONSTRAINT fk_registry_source_source FOREIGN KEY (source_id) REFERENCES source (id) ON DELETE CASCADE
) CHARACTER SET utf8mb4 COLLATE ${collation};

CREATE TABLE IF NOT EXISTS entry (
  id CHAR(36) NOT NULL PRIMARY KEY,
  source_id CHAR(36) NOT NULL,
  type VARCHAR(64) NOT NULL,
  name VARCHAR(200) NOT NULL,
  version VARCHAR(255) NOT NULL,
  document MEDIUMTEXT NOT NULL,
  search_text MEDIUMTEXT NOT NULL,
  status VARCHAR(32) NOT NULL,
  status_message VARCHAR(500),
  status_changed_at BIGINT NOT NULL,
  published_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  is_latest INTEGER NOT NULL,
  CONSTRAINT uq_entry_version UNIQUE (source_id, type, name, version),
  -- Lists over several sources walk (name, version); mirrors ask what changed since a point in time.
  INDEX ix_entry_name (type, name, version),
  INDEX ix_entry_updated (source_id, updated_at),
  CONSTRAINT fk_entry_source FOREIGN KEY (source_id) REFERENCES source (id) ON DELETE CASCADE
) CHARACTER SET utf8mb4 COLLATE ${collation};
