-- Drops entries, registries and sources with everything in them.
DROP TABLE entry;
DROP TABLE registry_source;
DROP TABLE registry;
DROP TABLE source;
DROP TABLE source_lock;
