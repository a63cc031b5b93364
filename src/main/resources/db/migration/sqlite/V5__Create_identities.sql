-- Who may call and what they may do (docs/authentication.md, docs/permissions.md): users with local passwords, their sessions
-- and API keys, custom roles, teams, and grants of namespaces. No password, session token or API key can be read here: a password
-- is a scrypt hash; a token or key is 256 or more random bits, of which its SHA-256 is kept (api_key.prefix is for finding it).
-- Points in time are microseconds since 1970-01-01T00:00Z. usernames and name_key are in lower case.

-- One row: processes that change users, roles or grants take turns on it, so that rules about all of them (the last admin) hold.
CREATE TABLE identity_lock (
  id INTEGER NOT NULL PRIMARY KEY,
  taken BIGINT NOT NULL
);

INSERT INTO identity_lock (id, taken) VALUES (1, 0);

CREATE TABLE custom_role (
  name TEXT NOT NULL PRIMARY KEY,
  description TEXT NOT NULL,
  permissions TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE user_account (
  id TEXT NOT NULL PRIMARY KEY,
  username TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  role_name TEXT NOT NULL,
  must_change_password INTEGER NOT NULL,
  disabled INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  last_login_at BIGINT,
  CONSTRAINT uq_user_account_username UNIQUE (username)
);

CREATE INDEX ix_user_account_role ON user_account (role_name);

-- Failed logins by SHA-256 of username and address, whether there is such a user or not.
CREATE TABLE login_attempt (
  id TEXT NOT NULL PRIMARY KEY,
  failures INTEGER NOT NULL,
  last_failed_at BIGINT NOT NULL
);

CREATE INDEX ix_login_attempt_failed ON login_attempt (last_failed_at);

CREATE TABLE login_session (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  last_used_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  address TEXT NOT NULL,
  user_agent TEXT NOT NULL,
  CONSTRAINT uq_login_session_token UNIQUE (token_hash),
  CONSTRAINT fk_login_session_user FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE CASCADE
);

CREATE INDEX ix_login_session_user ON login_session (user_id);
CREATE INDEX ix_login_session_expires ON login_session (expires_at);

CREATE TABLE api_key (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL,
  name TEXT NOT NULL,
  prefix TEXT NOT NULL,
  key_hash TEXT NOT NULL,
  permissions TEXT,
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  last_used_at BIGINT,
  CONSTRAINT uq_api_key_prefix UNIQUE (prefix),
  CONSTRAINT uq_api_key_name UNIQUE (user_id, name),
  CONSTRAINT fk_api_key_user FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE CASCADE
);

CREATE TABLE team (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  description TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CONSTRAINT uq_team_name UNIQUE (name_key)
);

CREATE TABLE team_member (
  id TEXT NOT NULL PRIMARY KEY,
  team_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT uq_team_member UNIQUE (team_id, user_id),
  CONSTRAINT fk_team_member_team FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE CASCADE,
  CONSTRAINT fk_team_member_user FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE CASCADE
);

CREATE INDEX ix_team_member_user ON team_member (user_id);

-- grantee is a user's or team's id, or claim=value.
CREATE TABLE namespace_grant (
  id TEXT NOT NULL PRIMARY KEY,
  namespace TEXT NOT NULL,
  grantee_kind TEXT NOT NULL,
  grantee TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT uq_namespace_grant UNIQUE (namespace, grantee_kind, grantee)
);

CREATE INDEX ix_namespace_grant_grantee ON namespace_grant (grantee_kind, grantee);

-- Keys that registry tokens are signed with; private_key is encrypted under data_key.
CREATE TABLE signing_key (
  id TEXT NOT NULL PRIMARY KEY,
  public_key TEXT NOT NULL,
  private_key TEXT NOT NULL,
  data_key TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  retired_at BIGINT
);
