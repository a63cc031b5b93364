-- Takes the metadata away with all its items.
DROP TABLE IF EXISTS metadata;
