-- Takes users, sessions, API keys, roles, teams and grants away. The first start after that makes a new administrator.
-- Every statement can run again, since MySQL keeps the half of a step that was cut short.
DROP TABLE IF EXISTS signing_key;
DROP TABLE IF EXISTS namespace_grant;
DROP TABLE IF EXISTS team_member;
DROP TABLE IF EXISTS team;
DROP TABLE IF EXISTS api_key;
DROP TABLE IF EXISTS login_session;
DROP TABLE IF EXISTS login_attempt;
DROP TABLE IF EXISTS user_account;
DROP TABLE IF EXISTS custom_role;
DROP TABLE IF EXISTS identity_lock;
