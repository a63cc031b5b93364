-- Publishing and aggregation (docs/registry.md): sources and registries that are made over the API, what each registry shows,
-- and work that takes long. Points in time are microseconds since 1970-01-01T00:00Z.

-- taken counts every change of a source or registry, so that processes notice each other's. generation counts changes of the
-- configuration file; configuration is SHA-256 of the sources and registries that it names.
ALTER TABLE source_lock
  ADD COLUMN configuration CHAR(64) COLLATE "C",
  ADD COLUMN generation BIGINT NOT NULL DEFAULT 0;

-- definition is JSON as the API shows it, without secrets. sync_state is what the next sync builds on (a commit, a time). Only
-- lease_owner may sync before lease_until. removed_at: kept for its entries, which mirrors must see as deleted.
ALTER TABLE source
  ADD COLUMN definition TEXT COLLATE "C",
  ADD COLUMN sync_state TEXT COLLATE "C",
  ADD COLUMN failures INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN lease_owner VARCHAR(64) COLLATE "C",
  ADD COLUMN lease_until BIGINT,
  ADD COLUMN removed_at BIGINT,
  ADD COLUMN updated_at BIGINT;

-- listed_at: the time of the last change of its listing, which never goes back; listed_for: the sources that the listing was made of,
-- in order; NULL before the first time. public_audience: which rows of it everybody sees.
ALTER TABLE registry
  ADD COLUMN definition TEXT COLLATE "C",
  ADD COLUMN listed_at BIGINT,
  ADD COLUMN listed_for TEXT COLLATE "C",
  ADD COLUMN public_audience INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN updated_at BIGINT;

-- claims is JSON: whose tokens see it; NULL for all. withdrawn_at: when the source no longer had it; it is kept for a while, so
-- that mirrors see it as deleted.
ALTER TABLE entry
  ADD COLUMN claims TEXT COLLATE "C",
  ADD COLUMN withdrawn_at BIGINT;

-- Their place is source_refusal now, one row for each.
ALTER TABLE source DROP COLUMN refusals;

-- What each registry shows, one row per version, ready to be read in one range. audience 0: to those who see all its sources;
-- 1: to everybody, in registries where the two differ. entry_updated_at: the entry's, as of when this row was written. withdrawn: no
-- longer shown, kept for a while so that mirrors see it as deleted.
CREATE TABLE listing (
  id CHAR(36) COLLATE "C" NOT NULL PRIMARY KEY,
  registry_id CHAR(36) COLLATE "C" NOT NULL,
  audience INTEGER NOT NULL,
  type VARCHAR(32) COLLATE "C" NOT NULL,
  name VARCHAR(200) COLLATE "C" NOT NULL,
  version VARCHAR(255) COLLATE "C" NOT NULL,
  entry_id CHAR(36) COLLATE "C" NOT NULL,
  entry_updated_at BIGINT NOT NULL,
  status VARCHAR(32) COLLATE "C" NOT NULL,
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
  id CHAR(36) COLLATE "C" NOT NULL PRIMARY KEY,
  source_id CHAR(36) COLLATE "C" NOT NULL,
  place VARCHAR(255) COLLATE "C" NOT NULL,
  type VARCHAR(32) COLLATE "C" NOT NULL,
  name VARCHAR(200) COLLATE "C" NOT NULL,
  version VARCHAR(255) COLLATE "C" NOT NULL,
  document TEXT COLLATE "C" NOT NULL,
  search_text TEXT COLLATE "C" NOT NULL,
  status VARCHAR(32) COLLATE "C" NOT NULL,
  status_message VARCHAR(500) COLLATE "C",
  status_changed_at BIGINT,
  published_at BIGINT,
  claims TEXT COLLATE "C",
  CONSTRAINT uq_staged_entry_version UNIQUE (source_id, type, name, version),
  CONSTRAINT fk_staged_entry_source FOREIGN KEY (source_id) REFERENCES source (id) ON DELETE CASCADE
);

-- What the last sync of a source left out (severity error) or took with a warning, in the order of the catalog.
CREATE TABLE source_refusal (
  id CHAR(36) COLLATE "C" NOT NULL PRIMARY KEY,
  source_id CHAR(36) COLLATE "C" NOT NULL,
  position INTEGER NOT NULL,
  severity VARCHAR(32) COLLATE "C" NOT NULL,
  place VARCHAR(255) COLLATE "C" NOT NULL,
  name VARCHAR(500) COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  CONSTRAINT uq_source_refusal_position UNIQUE (source_id, position),
  CONSTRAINT fk_source_refusal_source FOREIGN KEY (source_id) REFERENCES source (id) ON DELETE CASCADE
);

-- The URLs of the remotes of published servers, as SHA-256: no two names may have the same one.
CREATE TABLE entry_remote (
  id CHAR(36) COLLATE "C" NOT NULL PRIMARY KEY,
  entry_id CHAR(36) COLLATE "C" NOT NULL,
  source_id CHAR(36) COLLATE "C" NOT NULL,
  url_hash CHAR(64) COLLATE "C" NOT NULL,
  CONSTRAINT fk_entry_remote_entry FOREIGN KEY (entry_id) REFERENCES entry (id) ON DELETE CASCADE
);
CREATE INDEX ix_entry_remote_url ON entry_remote (source_id, url_hash);
CREATE INDEX ix_entry_remote_entry ON entry_remote (entry_id);

-- Work that takes long, for people who wait for it (docs/jobs.md). progress is in thousandths; instance is the process at work,
-- which renews heartbeat_at.
CREATE TABLE job (
  id CHAR(36) COLLATE "C" NOT NULL PRIMARY KEY,
  kind VARCHAR(32) COLLATE "C" NOT NULL,
  target VARCHAR(255) COLLATE "C" NOT NULL,
  status VARCHAR(32) COLLATE "C" NOT NULL,
  progress INTEGER NOT NULL,
  message TEXT COLLATE "C",
  error TEXT COLLATE "C",
  requested_by VARCHAR(255) COLLATE "C" NOT NULL,
  instance VARCHAR(64) COLLATE "C",
  cancel_requested INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  started_at BIGINT,
  ended_at BIGINT,
  heartbeat_at BIGINT
);
CREATE INDEX ix_job_status ON job (status, created_at);
CREATE INDEX ix_job_created ON job (created_at);

-- Searches look for a part of a text. Where the extension is there, or this user may create it, an index of trigrams finds it; else
-- every entry is looked at, with the same result.
DO $$
DECLARE
  home TEXT;
BEGIN
  BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public;
  EXCEPTION WHEN OTHERS THEN
    RAISE NOTICE 'no pg_trgm: searches look at every entry (%)', SQLERRM;
  END;
  SELECT quote_ident(n.nspname) INTO home
    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname = 'pg_trgm';
  IF home IS NOT NULL THEN
    EXECUTE 'CREATE INDEX ix_entry_search ON entry USING gin (search_text ' || home || '.gin_trgm_ops)';
  END IF;
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'no index of trigrams: searches look at every entry (%)', SQLERRM;
END
$$;
