-- Takes the keys away. What they encrypted could never be read again, so it goes too.
DELETE FROM metadata WHERE data_key IS NOT NULL;
ALTER TABLE metadata DROP COLUMN data_key;
DROP TABLE data_key;
DROP TABLE master_key;
