-- Takes the metadata away with all its items.
DROP TABLE metadata;
