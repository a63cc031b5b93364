-- Publishing and aggregation (docs/registry.md): sources and registries that are made over the API, what each registry shows,
-- and work that takes long. Points in time are microseconds since 1970-01-01T00:00Z.

-- taken counts every change of a source or registry, so that processes notice each other's. generation counts changes of the
-- configuration file; configuration is SHA-256 of the sources and registries that it names.
ALTER TABLE source_lock ADD COLUMN configuration TEXT;
ALTER TABLE source_lock ADD COLUMN generation BIGINT NOT NULL DEFAULT 0;

-- definition is JSON as the API shows it, without secrets. sync_state is what the next sync builds on (a commit, a time). Only
-- lease_owner may sync before lease_until. removed_at: kept for its entries, which mirrors must see as deleted.
ALTER TABLE source ADD COLUMN definition TEXT;
ALTER TABLE source ADD COLUMN sync_state TEXT;
ALTER TABLE source ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN lease_owner TEXT;
ALTER TABLE source ADD COLUMN lease_until BIGINT;
ALTER TABLE source ADD COLUMN removed_at BIGINT;
ALTER TABLE source ADD COLUMN updated_at BIGINT;

-- listed_at: the time of the last change of its listing, which never goes back; listed_for: the sources that the listing was made of,
-- in order; NULL before the first time. public_audience: which rows of it everybody sees.
ALTER TABLE registry ADD COLUMN definition TEXT;
ALTER TABLE registry ADD COLUMN listed_at BIGINT;
ALTER TABLE registry ADD COLUMN listed_for TEXT;
ALTER TABLE registry ADD COLUMN public_audience INTEGER NOT NULL DEFAULT 0;
ALTER TABLE registry ADD COLUMN updated_at BIGINT;

-- claims is JSON: whose tokens see it; NULL for all. withdrawn_at: when the source no longer had it; it is kept for a while, so
-- that mirrors see it as deleted.
ALTER TABLE entry ADD COLUMN claims TEXT;
ALTER TABLE entry ADD COLUMN withdrawn_at BIGINT;

-- Their place is source_refusal now, one row for each.
ALTER TABLE source DROP COLUMN refusals;

-- What each registry shows, one row per version, ready to be read in one range. audience 0: to those who see all its sources;
-- 1: to everybody, in registries where the two differ. entry_updated_at: the entry's, as of when this row was written. withdrawn: no
-- longer shown, kept for a while so that mirrors see it as deleted.
CREATE TABLE listing (
  id TEXT NOT NULL PRIMARY KEY,
  registry_id TEXT NOT NULL,
  audience INTEGER NOT NULL,
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  entry_updated_at BIGINT NOT NULL,
  status TEXT NOT NULL,
  status_changed_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  is_latest INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL,
  CONSTRAINT uq_listing_version UNIQUE (registry_id, audience, type, name, version),
  CONSTRAINT fk_listing_registry FOREIGN KEY (registry_id) REFERENCES registry (id) ON DELETE CASCADE,
  CONSTRAINT fk_listing_entry FOREIGN KEY (entry_id) REFERENCES entry (id) ON DELETE CASCADE
);
CREATE INDEX ix_listing_updated ON listing (registry_id, audience, type, updated_at);
CREATE INDEX ix_listing_entry ON listing (entry_id);

-- What a running sync has read of a source, until one transaction puts it in the place of what the source had.
CREATE TABLE staged_entry (
  id TEXT NOT NULL PRIMARY KEY,
  source_id TEXT NOT NULL,
  place TEXT NOT NULL,
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  document TEXT NOT NULL,
  search_text TEXT NOT NULL,
  status TEXT NOT NULL,
  status_message TEXT,
  status_changed_at BIGINT,
  published_at BIGINT,
  claims TEXT,
  CONSTRAINT uq_staged_entry_version UNIQUE (source_id, type, name, version),
  CONSTRAINT fk_staged_entry_source FOREIGN KEY (source_id) REFERENCES source (id) ON DELETE CASCADE
);

-- What the last sync of a source left out (severity error) or took with a warning, in the order of the catalog.
CREATE TABLE source_refusal (
  id TEXT NOT NULL PRIMARY KEY,
  source_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  severity TEXT NOT NULL,
  place TEXT NOT NULL,
  name TEXT NOT NULL,
  reason TEXT NOT NULL,
  CONSTRAINT uq_source_refusal_position UNIQUE (source_id, position),
  CONSTRAINT fk_source_refusal_source FOREIGN KEY (source_id) REFERENCES source (id) ON DELETE CASCADE
);

-- The URLs of the remotes of published servers, as SHA-256: no two names may have the same one.
CREATE TABLE entry_remote (
  id TEXT NOT NULL PRIMARY KEY,
  entry_id TEXT NOT NULL,
  source_id TEXT NOT NULL,
  url_hash TEXT NOT NULL,
  CONSTRAINT fk_entry_remote_entry FOREIGN KEY (entry_id) REFERENCES entry (id) ON DELETE CASCADE
);
CREATE INDEX ix_entry_remote_url ON entry_remote (source_id, url_hash);
CREATE INDEX ix_entry_remote_entry ON entry_remote (entry_id);

-- Work that takes long, for people who wait for it (docs/jobs.md). progress is in thousandths; instance is the process at work,
-- which renews heartbeat_at.
CREATE TABLE job (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  target TEXT NOT NULL,
  status TEXT NOT NULL,
  progress INTEGER NOT NULL,
  message TEXT,
  error TEXT,
  requested_by TEXT NOT NULL,
  instance TEXT,
  cancel_requested INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  started_at BIGINT,
  ended_at BIGINT,
  heartbeat_at BIGINT
);
CREATE INDEX ix_job_status ON job (status, created_at);
CREATE INDEX ix_job_created ON job (created_at);

-- Searches look for a part of search_text: entry_search finds it by its trigrams. Its rows are named by entry.search_row, because the rowids
-- of a table without an integer key change with VACUUM. The program writes them, some at a time (package registry.search); search_row is
-- NULL where it has not yet, and such an entry is looked at by every search. What is changed or deleted, the triggers take out.
ALTER TABLE entry ADD COLUMN search_row INTEGER;
CREATE UNIQUE INDEX uq_entry_search_row ON entry (search_row);
CREATE VIRTUAL TABLE entry_search USING fts5 (
  search_text, content = 'entry', content_rowid = 'search_row', detail = none, tokenize = 'trigram case_sensitive 1'
);
CREATE TRIGGER tr_entry_search_changed AFTER UPDATE OF search_text ON entry
WHEN old.search_row IS NOT NULL AND old.search_text <> new.search_text
BEGIN
  INSERT INTO entry_search (entry_search, rowid, search_text) VALUES ('delete', old.search_row, old.search_text);
  UPDATE entry SET search_row = NULL WHERE id = old.id;
END;
CREATE TRIGGER tr_entry_search_deleted AFTER DELETE ON entry
WHEN old.search_row IS NOT NULL
BEGIN
  INSERT INTO entry_search (entry_search, rowid, search_text) VALUES ('delete', old.search_row, old.search_text);
END;
