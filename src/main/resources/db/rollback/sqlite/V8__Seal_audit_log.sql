-- Takes the sealer's tables away. What audit_log has stays as it is, and its chain can be verified by the former program too.
ALTER TABLE audit_log DROP COLUMN event_id;
DROP TABLE audit_key;
DROP TABLE audit_checkpoint;
DROP TABLE audit_pending;
