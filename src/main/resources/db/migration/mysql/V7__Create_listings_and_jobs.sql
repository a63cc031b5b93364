-- Publishing and aggregation (docs/registry.md): sources and registries that are made over the API, what each registry shows,
-- and work that takes long. Points in time are microseconds since 1970-01-01T00:00Z.
-- Every statement can run again, since MySQL keeps the half of a step that was cut short.

-- taken counts every change of a source or registry, so that processes notice each other's. generation counts changes of the
-- configuration file; configuration is SHA-256 of the sources and registries that it names.
SET @missing = (SELECT COUNT(*) = 0 FROM information_schema.columns
  WHERE table_schema = DATABASE() AND table_name = 'source_lock' AND column_name = 'configuration');
SET @change = IF(@missing, 'ALTER TABLE source_lock ADD COLUMN configuration CHAR(64), ADD COLUMN generation BIGINT NOT NULL DEFAULT 0', 'DO 0');
PREPARE step FROM @change;
EXECUTE step;
DEALLOCATE PREPARE step;

-- definition is JSON as the API shows it, without secrets. sync_state is what the next sync builds on (a commit, a time). Only
-- lease_owner may sync before lease_until. removed_at: kept for its entries, which mirrors must see as deleted.
SET @missing = (SELECT COUNT(*) = 0 FROM information_schema.columns
  WHERE table_schema = DATABASE() AND table_name = 'source' AND column_name = 'definition');
SET @change = IF(@missing, 'ALTER TABLE source ADD COLUMN definition MEDIUMTEXT, ADD COLUMN sync_state MEDIUMTEXT, ADD COLUMN failures INTEGER NOT NULL DEFAULT 0, ADD COLUMN lease_owner VARCHAR(64), ADD COLUMN lease_until BIGINT, ADD COLUMN removed_at BIGINT, ADD COLUMN updated_at BIGINT', 'DO 0');
PREPARE step FROM @change;
EXECUTE step;
DEALLOCATE PREPARE step;

-- listed_at: the time of the last change of its listing, which never goes back; listed_for: the sources that the listing was made of,
-- in order; NULL before the first time. public_audience: which rows of it everybody sees.
SET @missing = (SELECT COUNT(*) = 0 FROM information_schema.columns
  WHERE table_schema = DATABASE() AND table_name = 'registry' AND column_name = 'definition');
SET @change = IF(@missing, 'ALTER TABLE registry ADD COLUMN definition MEDIUMTEXT, ADD COLUMN listed_at BIGINT, ADD COLUMN listed_for MEDIUMTEXT, ADD COLUMN public_audience INTEGER NOT NULL DEFAULT 0, ADD COLUMN updated_at BIGINT', 'DO 0');
PREPARE step FROM @change;
EXECUTE step;
DEALLOCATE PREPARE step;

-- claims is JSON: whose tokens see it; NULL for all. withdrawn_at: when the source no longer had it; it is kept for a while, so
-- that mirrors see it as deleted.
SET @missing = (SELECT COUNT(*) = 0 FROM information_schema.columns
  WHERE table_schema = DATABASE() AND table_name = 'entry' AND column_name = 'claims');
SET @change = IF(@missing, 'ALTER TABLE entry ADD COLUMN claims MEDIUMTEXT, ADD COLUMN withdrawn_at BIGINT', 'DO 0');
PREPARE step FROM @change;
EXECUTE step;
DEALLOCATE PREPARE step;

-- Their place is source_refusal now, one row for each.
SET @there = (SELECT COUNT(*) FROM information_schema.columns
  WHERE table_schema = DATABASE() AND table_name = 'source' AND column_name = 'refusals');
SET @change = IF(@there, 'ALTER TABLE source DROP COLUMN refusals', 'DO 0');
PREPARE step FROM @change;
EXECUTE step;
DEALLOCATE PREPARE step;

-- What each registry shows, one row per version, ready to be read in one range. audience 0: to those who see all its sources;
-- 1: to everybody, in registries where the two differ. entry_updated_at: the entry's, as of when this row was written. withdrawn: no
-- longer shown, kept for a while so that mirrors see it as deleted.
CREATE TABLE IF NOT EXISTS listing (
  id CHAR(36) NOT NULL PRIMARY KEY,
  registry_id CHAR(36) NOT NULL,
  audience INTEGER NOT NULL,
  type VARCHAR(32) NOT NULL,
  name VARCHAR(200) NOT NULL,
  version VARCHAR(255) NOT NULL,
  entry_id CHAR(36) NOT NULL,
  entry_updated_at BIGINT NOT NULL,
  status VARCHAR(32) NOT NULL,
  status_changed_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  is_latest INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL,
  CONSTRAINT uq_listing_version UNIQUE (registry_id, audience, type, name, version),
  CONSTRAINT fk_listing_registry FOREIGN KEY (registry_id) REFERENCES registry (id) ON DELETE CASCADE,
  CONSTRAINT fk_listing_entry FOREIGN KEY (entry_id) REFERENCES entry (id) ON DELETE CASCADE,
  INDEX ix_listing_updated (registry_id, audience, type, updated_at),
  INDEX ix_listing_entry (entry_id)
) CHARACTER SET utf8mb4 COLLATE ${collation};

-- What a running sync has read of a source, until one transaction puts it in the place of what the source had.
CREATE TABLE IF NOT EXISTS staged_entry (
  id CHAR(36) NOT NULL PRIMARY KEY,
  source_id CHAR(36) NOT NULL,
  place VARCHAR(255) NOT NULL,
  type VARCHAR(32) NOT NULL,
  name VARCHAR(200) NOT NULL,
  version VARCHAR(255) NOT NULL,
  document MEDIUMTEXT NOT NULL,
  search_text MEDIUMTEXT NOT NULL,
  status VARCHAR(32) NOT NULL,
  status_message VARCHAR(500),
  status_changed_at BIGINT,
  published_at BIGINT,
  claims MEDIUMTEXT,
  CONSTRAINT uq_staged_entry_version UNIQUE (source_id, type, name, version),
  CONSTRAINT fk_staged_entry_source FOREIGN KEY (source_id) REFERENCES source (id) ON DELETE CASCADE
) CHARACTER SET utf8mb4 COLLATE ${collation};

-- What the last sync of a source left out (severity error) or took with a warning, in the order of the catalog.
CREATE TABLE IF NOT EXISTS source_refusal (
  id CHAR(36) NOT NULL PRIMARY KEY,
  source_id CHAR(36) NOT NULL,
  position INTEGER NOT NULL,
  severity VARCHAR(32) NOT NULL,
  place VARCHAR(255) NOT NULL,
  name VARCHAR(500) NOT NULL,
  reason MEDIUMTEXT NOT NULL,
  CONSTRAINT uq_source_refusal_position UNIQUE (source_id, position),
  CONSTRAINT fk_source_refusal_source FOREIGN KEY (source_id) REFERENCES source (id) ON DELETE CASCADE
) CHARACTER SET utf8mb4 COLLATE ${collation};

-- The URLs of the remotes of published servers, as SHA-256: no two names may have the same one.
CREATE TABLE IF NOT EXISTS entry_remote (
  id CHAR(36) NOT NULL PRIMARY KEY,
  entry_id CHAR(36) NOT NULL,
  source_id CHAR(36) NOT NULL,
  url_hash CHAR(64) NOT NULL,
  CONSTRAINT fk_entry_remote_entry FOREIGN KEY (entry_id) REFERENCES entry (id) ON DELETE CASCADE,
  INDEX ix_entry_remote_url (source_id, url_hash),
  INDEX ix_entry_remote_entry (entry_id)
) CHARACTER SET utf8mb4 COLLATE ${collation};

-- Work that takes long, for people who wait for it (docs/jobs.md). progress is in thousandths; instance is the process at work,
-- which renews heartbeat_at.
CREATE TABLE IF NOT EXISTS job (
  id CHAR(36) NOT NULL PRIMARY KEY,
  kind VARCHAR(32) NOT NULL,
  target VARCHAR(255) NOT NULL,
  status VARCHAR(32) NOT NULL,
  progress INTEGER NOT NULL,
  message MEDIUMTEXT,
  error MEDIUMTEXT,
  requested_by VARCHAR(255) NOT NULL,
  instance VARCHAR(64),
  cancel_requested INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  started_at BIGINT,
  ended_at BIGINT,
  heartbeat_at BIGINT,
  INDEX ix_job_status (status, created_at),
  INDEX ix_job_created (created_at)
) CHARACTER SET utf8mb4 COLLATE ${collation};

-- Searches look for a part of search_text. Where the server has the parser for it (MariaDB has none), an index finds the places by parts
-- of ngram_token_size characters; else every entry is looked at, with the same result.
SET @missing = (SELECT COUNT(*) = 0 FROM information_schema.statistics
  WHERE table_schema = DATABASE() AND table_name = 'entry' AND index_name = 'ix_entry_search');
SET @parser = (SELECT COUNT(*) FROM information_schema.plugins
  WHERE plugin_name = 'ngram' AND plugin_type = 'FTPARSER' AND plugin_status = 'ACTIVE');
SET @change = IF(@missing AND @parser, 'ALTER TABLE entry ADD FULLTEXT INDEX ix_entry_search (search_text) WITH PARSER ngram', 'DO 0');
PREPARE step FROM @change;
EXECUTE step;
DEALLOCATE PREPARE step;
