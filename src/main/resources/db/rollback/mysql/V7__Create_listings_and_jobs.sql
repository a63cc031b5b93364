-- Takes away what is published over the API, sources and registries made over the API, and jobs.
-- Every statement can run again, since MySQL keeps the half of a step that was cut short.
SET @there = (SELECT COUNT(*) > 0 FROM information_schema.statistics
  WHERE table_schema = DATABASE() AND table_name = 'entry' AND index_name = 'ix_entry_search');
SET @change = IF(@there, 'ALTER TABLE entry DROP INDEX ix_entry_search', 'DO 0');
PREPARE step FROM @change;
EXECUTE step;
DEALLOCATE PREPARE step;
DROP TABLE IF EXISTS job;
DROP TABLE IF EXISTS entry_remote;
DROP TABLE IF EXISTS source_refusal;
DROP TABLE IF EXISTS staged_entry;
DROP TABLE IF EXISTS listing;
-- The former program knows sources of its configuration only; it would remove the others anyway.
DELETE FROM registry WHERE origin = 'api';
DELETE FROM source WHERE origin = 'api' OR kind = 'managed';
SET @there = (SELECT COUNT(*) FROM information_schema.columns
  WHERE table_schema = DATABASE() AND table_name = 'entry' AND column_name = 'withdrawn_at');
SET @change = IF(@there, 'DELETE FROM entry WHERE withdrawn_at IS NOT NULL', 'DO 0');
PREPARE step FROM @change;
EXECUTE step;
DEALLOCATE PREPARE step;
SET @there = (SELECT COUNT(*) FROM information_schema.columns
  WHERE table_schema = DATABASE() AND table_name = 'source' AND column_name = 'removed_at');
SET @change = IF(@there, 'DELETE FROM source WHERE removed_at IS NOT NULL', 'DO 0');
PREPARE step FROM @change;
EXECUTE step;
DEALLOCATE PREPARE step;
SET @there = (SELECT COUNT(*) FROM information_schema.columns
  WHERE table_schema = DATABASE() AND table_name = 'source_lock' AND column_name = 'configuration');
SET @change = IF(@there, 'ALTER TABLE source_lock DROP COLUMN configuration, DROP COLUMN generation', 'DO 0');
PREPARE step FROM @change;
EXECUTE step;
DEALLOCATE PREPARE step;
SET @there = (SELECT COUNT(*) FROM information_schema.columns
  WHERE table_schema = DATABASE() AND table_name = 'source' AND column_name = 'definition');
SET @change = IF(@there, 'ALTER TABLE source DROP COLUMN definition, DROP COLUMN sync_state, DROP COLUMN failures, DROP COLUMN lease_owner, DROP COLUMN lease_until, DROP COLUMN removed_at, DROP COLUMN updated_at', 'DO 0');
PREPARE step FROM @change;
EXECUTE step;
DEALLOCATE PREPARE step;
SET @there = (SELECT COUNT(*) FROM information_schema.columns
  WHERE table_schema = DATABASE() AND table_name = 'registry' AND column_name = 'definition');
SET @change = IF(@there, 'ALTER TABLE registry DROP COLUMN definition, DROP COLUMN listed_at, DROP COLUMN listed_for, DROP COLUMN public_audience, DROP COLUMN updated_at', 'DO 0');
PREPARE step FROM @change;
EXECUTE step;
DEALLOCATE PREPARE step;
SET @there = (SELECT COUNT(*) FROM information_schema.columns
  WHERE table_schema = DATABASE() AND table_name = 'entry' AND column_name = 'claims');
SET @change = IF(@there, 'ALTER TABLE entry DROP COLUMN claims, DROP COLUMN withdrawn_at', 'DO 0');
PREPARE step FROM @change;
EXECUTE step;
DEALLOCATE PREPARE step;
SET @missing = (SELECT COUNT(*) = 0 FROM information_schema.columns
  WHERE table_schema = DATABASE() AND table_name = 'source' AND column_name = 'refusals');
SET @change = IF(@missing, 'ALTER TABLE source ADD COLUMN refusals MEDIUMTEXT', 'DO 0');
PREPARE step FROM @change;
EXECUTE step;
DEALLOCATE PREPARE step;
