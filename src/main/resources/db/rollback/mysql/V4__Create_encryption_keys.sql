-- Takes the keys away. What they encrypted could never be read again, so it goes too.
-- Every statement can run again, since MySQL keeps the half of a step that was cut short.
SET @there = (SELECT COUNT(*) FROM information_schema.columns
  WHERE table_schema = DATABASE() AND table_name = 'metadata' AND column_name = 'data_key');
SET @change = IF(@there, 'DELETE FROM metadata WHERE data_key IS NOT NULL', 'DO 0');
PREPARE step FROM @change;
EXECUTE step;
SET @change = IF(@there, 'ALTER TABLE metadata DROP COLUMN data_key', 'DO 0');
PREPARE step FROM @change;
EXECUTE step;
DEALLOCATE PREPARE step;
DROP TABLE IF EXISTS data_key;
DROP TABLE IF EXISTS master_key;
