-- Who may call and what they may do (docs/authentication.md, docs/permissions.md): users with local passwords, their sessions
-- and API keys, custom roles, teams, and grants of namespaces. No password, session token or API key can be read here: a password
-- is a scrypt hash; a token or key is 256 or more random bits, of which its SHA-256 is kept (api_key.prefix is for finding it).
-- Points in time are microseconds since 1970-01-01T00:00Z. usernames and name_key are in lower case.
-- Every statement can run again, since MySQL keeps the half of a step that was cut short.

-- One row: processes that change users, roles or grants take turns on it, so that rules about all of them (the last admin) hold.
CREATE TABLE IF NOT EXISTS identity_lock (
  id INTEGER NOT NULL PRIMARY KEY,
  taken BIGINT NOT NULL
) CHARACTER SET utf8mb4 COLLATE ${collation};

INSERT IGNORE INTO identity_lock (id, taken) VALUES (1, 0);

CREATE TABLE IF NOT EXISTS custom_role (
  name VARCHAR(30) NOT NULL PRIMARY KEY,
  description VARCHAR(255) NOT NULL,
  permissions MEDIUMTEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
) CHARACTER SET utf8mb4 COLLATE ${collation};

CREATE TABLE IF NOT EXISTS user_account (
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  username VARCHAR(50) NOT NULL,
  password_hash VARCHAR(255) NOT NULL,
  role_name VARCHAR(30) NOT NULL,
  must_change_password INTEGER NOT NULL,
  disabled INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  last_login_at BIGINT,
  CONSTRAINT uq_user_account_username UNIQUE (username),
  INDEX ix_user_account_role (role_name)
) CHARACTER SET utf8mb4 COLLATE ${collation};

-- Failed logins by SHA-256 of username and address, whether there is such a user or not.
CREATE TABLE IF NOT EXISTS login_attempt (
  id CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  failures INTEGER NOT NULL,
  last_failed_at BIGINT NOT NULL,
  INDEX ix_login_attempt_failed (last_failed_at)
) CHARACTER SET utf8mb4 COLLATE ${collation};

CREATE TABLE IF NOT EXISTS login_session (
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  user_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  token_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at BIGINT NOT NULL,
  last_used_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  address VARCHAR(64) NOT NULL,
  user_agent VARCHAR(255) NOT NULL,
  CONSTRAINT uq_login_session_token UNIQUE (token_hash),
  INDEX ix_login_session_user (user_id),
  INDEX ix_login_session_expires (expires_at),
  CONSTRAINT fk_login_session_user FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE CASCADE
) CHARACTER SET utf8mb4 COLLATE ${collation};

CREATE TABLE IF NOT EXISTS api_key (
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  user_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(100) NOT NULL,
  prefix VARCHAR(16) NOT NULL,
  key_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  permissions MEDIUMTEXT,
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  last_used_at BIGINT,
  CONSTRAINT uq_api_key_prefix UNIQUE (prefix),
  CONSTRAINT uq_api_key_name UNIQUE (user_id, name),
  CONSTRAINT fk_api_key_user FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE CASCADE
) CHARACTER SET utf8mb4 COLLATE ${collation};

CREATE TABLE IF NOT EXISTS team (
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  name VARCHAR(50) NOT NULL,
  name_key VARCHAR(50) NOT NULL,
  description VARCHAR(255) NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CONSTRAINT uq_team_name UNIQUE (name_key)
) CHARACTER SET utf8mb4 COLLATE ${collation};

CREATE TABLE IF NOT EXISTS team_member (
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  team_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  user_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT uq_team_member UNIQUE (team_id, user_id),
  INDEX ix_team_member_user (user_id),
  CONSTRAINT fk_team_member_team FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE CASCADE,
  CONSTRAINT fk_team_member_user FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE CASCADE
) CHARACTER SET utf8mb4 COLLATE ${collation};

-- grantee is a user's or team's id, or claim=value.
CREATE TABLE IF NOT EXISTS namespace_grant (
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  namespace VARCHAR(200) NOT NULL,
  grantee_kind VARCHAR(16) NOT NULL,
  grantee VARCHAR(255) NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT uq_namespace_grant UNIQUE (namespace, grantee_kind, grantee),
  INDEX ix_namespace_grant_grantee (grantee_kind, grantee)
) CHARACTER SET utf8mb4 COLLATE ${collation};

-- Keys that registry tokens are signed with; private_key is encrypted under data_key.
CREATE TABLE IF NOT EXISTS signing_key (
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  public_key VARCHAR(255) NOT NULL,
  private_key VARCHAR(512) NOT NULL,
  data_key VARCHAR(16) NOT NULL,
  created_at BIGINT NOT NULL,
  retired_at BIGINT
) CHARACTER SET utf8mb4 COLLATE ${collation};
