-- Sources (where entries come from), registries (ordered lists of sources) and entries: one version of
-- one server, skill or plugin with its JSON document as it came.
-- Texts compare byte by byte (SQLite's default collation), so that order and equality are the same on every
-- engine; points in time are microseconds since 1970-01-01T00:00Z.

-- One row, so that processes that set up their configuration at the same time wait for each other even
-- while the tables are empty.
CREATE TABLE source_lock (
  id INTEGER NOT NULL PRIMARY KEY,
  taken BIGINT NOT NULL
);

INSERT INTO source_lock (id, taken) VALUES (1, 0);

CREATE TABLE source (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  origin TEXT NOT NULL,
  content_hash TEXT,
  entry_count INTEGER NOT NULL,
  refused_count INTEGER NOT NULL,
  refusals TEXT,
  loaded_at BIGINT,
  last_attempt_at BIGINT,
  last_error TEXT,
  created_at BIGINT NOT NULL,
  CONSTRAINT uq_source_name UNIQUE (name)
);

CREATE TABLE registry (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  origin TEXT NOT NULL,
  position INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT uq_registry_name UNIQUE (name)
);

CREATE TABLE registry_source (
  id TEXT NOT NULL PRIMARY KEY,
  registry_id TEXT NOT NULL,
  source_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  CONSTRAINT uq_registry_source_position UNIQUE (registry_id, position),
  CONSTRAINT uq_registry_source UNIQUE (registry_id, source_id),
  CONSTRAINT fk_registry_source_registry FOREIGN KEY (registry_id) REFERENCES registry (id) ON DELETE CASCADE,
  CONSTRAINT fk_registry_source_source FOREIGN KEY (source_id) REFERENCES source (id) ON DELETE CASCADE
);

CREATE INDEX ix_registry_source_source ON registry_source (source_id);

CREATE TABLE entry (
  id TEXT NOT NULL PRIMARY KEY,
  source_id TEXT NOT NULL,
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  document TEXT NOT NULL,
  search_text TEXT NOT NULL,
  status TEXT NOT NULL,
  status_message TEXT,
  status_changed_at BIGINT NOT NULL,
  published_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  is_latest INTEGER NOT NULL,
  CONSTRAINT uq_entry_version UNIQUE (source_id, type, name, version),
  CONSTRAINT fk_entry_source FOREIGN KEY (source_id) REFERENCES source (id) ON DELETE CASCADE
);

-- Lists over several sources walk (name, version); mirrors ask what changed since a point in time.
CREATE INDEX ix_entry_name ON entry (type, name, version);
CREATE INDEX ix_entry_updated ON entry (source_id, updated_at);
