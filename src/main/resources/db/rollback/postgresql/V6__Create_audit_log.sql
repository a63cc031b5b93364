-- Takes the audit log away; export it first (docs/audit.md).
DROP TABLE audit_log;
DROP TABLE audit_chain;
