-- Takes the audit log away; export it first (docs/audit.md).
-- Every statement can run again, since MySQL keeps the half of a step that was cut short.
DROP TABLE IF EXISTS audit_log;
DROP TABLE IF EXISTS audit_chain;
