-- Takes away what is published over the API, sources and registries made over the API, and jobs.
-- The extension stays: others may use it.
DROP INDEX IF EXISTS ix_entry_search;
DROP TABLE job;
DROP TABLE entry_remote;
DROP TABLE source_refusal;
DROP TABLE staged_entry;
DROP TABLE listing;
-- The former program knows sources of its configuration only; it would remove the others anyway.
DELETE FROM registry WHERE origin = 'api';
DELETE FROM source WHERE origin = 'api' OR kind = 'managed' OR removed_at IS NOT NULL;
DELETE FROM entry WHERE withdrawn_at IS NOT NULL;
ALTER TABLE source_lock
  DROP COLUMN configuration,
  DROP COLUMN generation;
ALTER TABLE source
  DROP COLUMN definition,
  DROP COLUMN sync_state,
  DROP COLUMN failures,
  DROP COLUMN lease_owner,
  DROP COLUMN lease_until,
  DROP COLUMN removed_at,
  DROP COLUMN updated_at;
ALTER TABLE registry
  DROP COLUMN definition,
  DROP COLUMN listed_at,
  DROP COLUMN listed_for,
  DROP COLUMN public_audience,
  DROP COLUMN updated_at;
ALTER TABLE entry
  DROP COLUMN claims,
  DROP COLUMN withdrawn_at;
ALTER TABLE source ADD COLUMN refusals TEXT;
