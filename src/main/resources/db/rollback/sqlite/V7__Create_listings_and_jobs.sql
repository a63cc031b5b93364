-- Takes away what is published over the API, sources and registries made over the API, and jobs.
DROP TABLE job;
DROP TABLE entry_remote;
DROP TABLE source_refusal;
DROP TABLE staged_entry;
DROP TABLE listing;
-- The former program knows sources of its configuration only; it would remove the others anyway.
DELETE FROM registry WHERE origin = 'api';
DELETE FROM source WHERE origin = 'api' OR kind = 'managed' OR removed_at IS NOT NULL;
DELETE FROM entry WHERE withdrawn_at IS NOT NULL;
ALTER TABLE source_lock DROP COLUMN configuration;
ALTER TABLE source_lock DROP COLUMN generation;
ALTER TABLE source DROP COLUMN definition;
ALTER TABLE source DROP COLUMN sync_state;
ALTER TABLE source DROP COLUMN failures;
ALTER TABLE source DROP COLUMN lease_owner;
ALTER TABLE source DROP COLUMN lease_until;
ALTER TABLE source DROP COLUMN removed_at;
ALTER TABLE source DROP COLUMN updated_at;
ALTER TABLE registry DROP COLUMN definition;
ALTER TABLE registry DROP COLUMN listed_at;
ALTER TABLE registry DROP COLUMN listed_for;
ALTER TABLE registry DROP COLUMN public_audience;
ALTER TABLE registry DROP COLUMN updated_at;
ALTER TABLE entry DROP COLUMN claims;
ALTER TABLE entry DROP COLUMN withdrawn_at;
ALTER TABLE source ADD COLUMN refusals TEXT;
