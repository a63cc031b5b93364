package dev.cartulary.config;

import java.time.Duration;

/** Which database, how it is reached and verified, and who changes its schema. */
final class DatabaseDefinitions {

  static final SettingDefinition DATABASE_URL =
      of(new Kind.Text(), "the database as a URL")
          .yaml("database.url")
          .or("sqlite:./cartulary.db")
          .hidden();

  static final SettingDefinition DATABASE_READ_URL =
      of(new Kind.Text(), "a replica of the database as a URL; reads go there while it can be used")
          .yaml("database.readUrl")
          .hidden();

  static final SettingDefinition DB_ENGINE =
      of(Kind.choice("sqlite", "postgresql", "mysql"), "the engine of the database block")
          .yaml("database.engine")
          .inBlock("postgresql");

  static final SettingDefinition DB_HOST =
      of(new Kind.Text(), "the server's host name or address").yaml("database.host");

  static final SettingDefinition DB_PORT =
      of(
              new Kind.Whole(1, 65535),
              "the server's port; by default 5432 for postgresql, 3306 for mysql")
          .yaml("database.port");

  static final SettingDefinition DB_NAME =
      of(new Kind.Text(), "the database's name; with engine sqlite the path of its file")
          .yaml("database.database");

  static final SettingDefinition DB_SSL_MODE =
      of(
              Kind.choice("disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
              "whether the connection is encrypted and the server verified")
          .yaml("database.sslMode")
          .url("sslmode")
          .or("prefer")
          .inBlock("require");

  static final SettingDefinition DB_SSL_ROOT_CERT =
      of(new Kind.FilePath(), "PEM file of the certificate authorities trusted for the server")
          .yaml("database.sslRootCert")
          .url("sslrootcert");

  static final SettingDefinition DB_SSL_CERT =
      of(new Kind.FilePath(), "PEM file of the client certificate")
          .yaml("database.sslCert")
          .url("sslcert");

  static final SettingDefinition DB_SSL_KEY =
      of(new Kind.FilePath(), "PEM file of the client certificate's key, PKCS #8, not encrypted")
          .yaml("database.sslKey")
          .url("sslkey");

  static final SettingDefinition DB_TARGET_SESSION_ATTRS =
      of(
              Kind.choice("any", "read-write", "primary", "standby", "prefer-standby"),
              "which of several hosts is taken; by default read-write when there are several")
          .yaml("database.targetSessionAttrs")
          .url("target_session_attrs");

  static final SettingDefinition DB_TRANSACTION_POOLER =
      of(
              Kind.choice("true", "false"),
              "whether a pooler in transaction mode, such as PgBouncer, stands before PostgreSQL;"
                  + " by default Cartulary looks")
          .yaml("database.transactionPooler")
          .url("pgbouncer");

  static final SettingDefinition DB_SCHEMA =
      of(
              new Kind.Text(),
              "the PostgreSQL schema of the tables, for both users; by default the one that holds"
                  + " them, else the first of the user's search_path")
          .yaml("database.schema")
          .url("schema");

  static final SettingDefinition DB_APPLICATION_NAME =
      of(new Kind.Text(), "the name the server shows for our sessions")
          .yaml("database.applicationName")
          .url("application_name")
          .or("cartulary");

  static final SettingDefinition DB_CHANNEL_BINDING =
      of(
              Kind.choice("disable", "prefer", "require"),
              "PostgreSQL: whether the login must prove that nobody intercepts the encrypted connection;"
                  + " by default where the server can")
          .yaml("database.channelBinding")
          .url("channel_binding");

  static final SettingDefinition DB_OPTIONS =
      of(
              new Kind.Text(),
              "PostgreSQL: options at the start of a session, such as -c search_path=registry, or what"
                  + " a provider asks for")
          .yaml("database.options")
          .url("options");

  static final SettingDefinition DB_AUTO_MIGRATE =
      of(
              Kind.choice("true", "false", "embedded"),
              "whether serve brings the schema up to date: always, never, or with SQLite only")
          .yaml("database.autoMigrate")
          .or("true");

  static final SettingDefinition DB_MIGRATION_LOCK_TIMEOUT =
      of(
              new Kind.Span(Duration.ofMillis(1), Duration.ofHours(1)),
              "how long a migration waits for another process that is migrating")
          .yaml("database.migrationLockTimeout")
          .or("60s");

  static final SettingDefinition MIGRATE_COMMAND =
      of(
          Kind.choice("up", "down", "status", "reset"),
          "runs this migration command instead of the server");

  private DatabaseDefinitions() {}

  private static SettingDefinition of(Kind kind, String description) {
    return new SettingDefinition("Database", kind, description);
  }
}
