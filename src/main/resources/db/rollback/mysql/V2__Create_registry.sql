-- Drops entries, registries and sources with everything in them.
DROP TABLE IF EXISTS entry;
DROP TABLE IF EXISTS registry_source;
DROP TABLE IF EXISTS registry;
DROP TABLE IF EXISTS source;
DROP TABLE IF EXISTS source_lock;
