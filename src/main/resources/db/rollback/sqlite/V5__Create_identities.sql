-- Takes users, sessions, API keys, roles, teams and grants away. The first start after that makes a new administrator.
DROP TABLE signing_key;
DROP TABLE namespace_grant;
DROP TABLE team_member;
DROP TABLE team;
DROP TABLE api_key;
DROP TABLE login_session;
DROP TABLE login_attempt;
DROP TABLE user_account;
DROP TABLE custom_role;
DROP TABLE identity_lock;
