package dev.cartulary.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Every setting that is one value. The flag of a setting is its variable in lower case with dashes;
 * passwords have no flag, because a command line shows in the process list.
 */
public enum Setting {
  CONFIG(
      of(new Kind.FilePath(), "a .env file, read instead of ./.env, or a YAML file")
          .env("CARTULARY_CONFIG")),
  PORT(of(new Kind.Whole(0, 65535), "the HTTP port; 0 picks a free one").yaml("port").or("8080")),
  HOST(of(new Kind.Text(), "the address the HTTP server binds to").yaml("host").or("0.0.0.0")),
  LOG_LEVEL(
      of(choice("debug", "info", "warn", "error"), "how much is logged")
          .yaml("logLevel")
          .or("info")),
  LOG_FORMAT(of(choice("text", "json"), "how a log line looks").yaml("logFormat").or("text")),
  SHUTDOWN_DELAY(
      of(span(0, 600), "how long a stopping server still takes requests, with readiness DOWN")
          .yaml("shutdownDelay")
          .or("0s")),
  SHUTDOWN_TIMEOUT(
      of(span(0, 600), "how long a stopping server lets running requests finish")
          .yaml("shutdownTimeout")
          .or("10s")),
  IDEMPOTENCY_KEY_LIFETIME(
      of(span(60, 604_800), "how long a repeated request gets the answer of the first one")
          .yaml("idempotencyKeyLifetime")
          .or("24h")),
  TRUSTED_PROXIES(
      of(
              new Kind.Text(),
              "the reverse proxies whose word on the client's address and TLS counts: addresses and"
                  + " ranges such as 10.0.0.0/8, separated by commas")
          .yaml("trustedProxies")),
  FORWARDED_HEADERS(
      of(choice("x-forwarded", "forwarded"), "the headers that the trusted proxies write")
          .yaml("forwardedHeaders")
          .or("x-forwarded")),
  CORS_ORIGINS(
      of(
              new Kind.Text(),
              "the origins whose pages may call /v1 in a browser, such as https://app.example.com,"
                  + " separated by commas")
          .yaml("corsOrigins")),
  ALLOWED_HOSTS(
      of(
              new Kind.Text(),
              "the host names under which /v1 answers with AUTH_MODE=anonymous, besides addresses"
                  + " and local names, separated by commas")
          .yaml("allowedHosts")),
  HSTS_MAX_AGE(
      of(span(0, 63_072_000), "how long browsers keep to TLS after an answer over TLS; 0 for never")
          .yaml("hstsMaxAge")
          .or("365d")),
  SWAGGER_UI(
      of(choice("true", "false"), "whether there is a page to try the API at /q/swagger-ui/")
          .yaml("swaggerUi")
          .or("true")),
  RATE_LIMIT_WINDOW(
      of(span(1, 3600), "the time in which the rate limits count")
          .yaml("rateLimit.window")
          .or("1m")),
  RATE_LIMIT_ADDRESS(
      of(rate(), "requests per window from one address; 0 for no limit")
          .yaml("rateLimit.address")
          .or("6000")),
  RATE_LIMIT_READS(
      of(rate(), "requests per window from one address that only read a registry; 0 for no limit")
          .yaml("rateLimit.reads")
          .or("600000")),
  RATE_LIMIT_PRINCIPAL(
      of(rate(), "requests per window of one signed-in principal; 0 for no limit")
          .yaml("rateLimit.principal")
          .or("12000")),
  RATE_LIMIT_CREDENTIALS(
      of(
              rate(),
              "requests per window from one address to the paths that take credentials; 0 for no"
                  + " limit")
          .yaml("rateLimit.credentials")
          .or("120")),
  METADATA_QUOTA_ITEMS(
      of(
              new Kind.Whole(0, 10_000_000),
              "how many metadata items one owner has at most; 0 for no limit")
          .yaml("metadataQuota.items")
          .or("100000")),
  METADATA_QUOTA_SIZE(
      of(
              new Kind.Size(0, 1 << 30),
              "how many bytes one owner's values have at most; 0 for no limit")
          .yaml("metadataQuota.size")
          .or("1G")),
  MAX_BODY_SIZE(
      of(new Kind.Size(1 << 20, 1 << 30), "the largest body of a request")
          .yaml("maxBodySize")
          .or("16M")),
  MAX_BODY_MEMORY(
      of(
              new Kind.Size(1 << 20, 1 << 30),
              "the most bytes of all bodies in memory at once; by default an eighth of the heap")
          .yaml("maxBodyMemory")),
  MAX_HEADER_SIZE(
      of(new Kind.Size(4 << 10, 1 << 20), "the most bytes in the headers of a request")
          .yaml("maxHeaderSize")
          .or("16K")),
  MAX_URL_LENGTH(
      of(new Kind.Whole(1024, 65_536), "the most characters in the path and query of a request")
          .yaml("maxUrlLength")
          .or("8192")),
  REQUEST_TIMEOUT(
      of(span(1, 3600), "how long a client may take to send the body of a request")
          .yaml("requestTimeout")
          .or("60s")),
  IDLE_TIMEOUT(
      of(span(1, 3600), "after how long a client's connection without traffic is closed")
          .yaml("idleTimeout")
          .or("2m")),
  DATABASE_URL(
      of(new Kind.Text(), "the database as a URL")
          .yaml("database.url")
          .or("sqlite:./cartulary.db")
          .hidden()),
  DATABASE_READ_URL(
      of(new Kind.Text(), "a replica of the database as a URL; reads go there while it can be used")
          .yaml("database.readUrl")
          .hidden()),
  DB_READ_POOL_SIZE(
      of(
              new Kind.Whole(1, 1000),
              "the most connections to the replica open at once; by default the pool size")
          .yaml("database.readMaxOpenConns")),
  DB_ENGINE(
      of(choice("sqlite", "postgresql", "mysql"), "the engine of the database block")
          .yaml("database.engine")
          .inBlock("postgresql")),
  DB_HOST(of(new Kind.Text(), "the server's host name or address").yaml("database.host")),
  DB_PORT(
      of(
              new Kind.Whole(1, 65535),
              "the server's port; by default 5432 for postgresql, 3306 for mysql")
          .yaml("database.port")),
  DB_USER(of(new Kind.Text(), "the user that serves requests").yaml("database.user")),
  DB_NAME(
      of(new Kind.Text(), "the database's name; with engine sqlite the path of its file")
          .yaml("database.database")),
  DB_PASSWORD(of(new Kind.Text(), "the user's password").yaml("database.password").hidden()),
  DB_PASSWORD_FILE(
      of(new Kind.FilePath(), "a file that holds the user's password")
          .yaml("database.passwordFile")),
  DB_PASSWORD_COMMAND(
      of(new Kind.Text(), "a command line that prints the user's password")
          .yaml("database.passwordCommand")),
  DB_PASSWORD_COMMAND_TIMEOUT(
      of(span(1, 120), "how long a password command may run")
          .yaml("database.passwordCommandTimeout")
          .or("10s")),
  DB_PASSWORD_COMMAND_LIFETIME(
      of(span(0, 604_800), "how long what a password command printed is used again")
          .yaml("database.passwordCommandLifetime")
          .or("10m")),
  DB_MIGRATION_USER(
      of(new Kind.Text(), "the user that changes the schema; by default the same user")
          .yaml("database.migrationUser")),
  DB_MIGRATION_PASSWORD(
      of(new Kind.Text(), "the migration user's password")
          .yaml("database.migrationPassword")
          .hidden()),
  DB_MIGRATION_PASSWORD_FILE(
      of(new Kind.FilePath(), "a file that holds the migration user's password")
          .yaml("database.migrationPasswordFile")),
  DB_MIGRATION_PASSWORD_COMMAND(
      of(new Kind.Text(), "a command line that prints the migration user's password")
          .yaml("database.migrationPasswordCommand")),
  PGPASSFILE(of(new Kind.FilePath(), "the PostgreSQL password file; by default ~/.pgpass")),
  DB_ADMIN_URL(
      of(new Kind.Text(), "the same database as an administrator, for `database roles` only")
          .hidden()),
  DB_SSL_MODE(
      of(
              choice("disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
              "whether the connection is encrypted and the server verified")
          .yaml("database.sslMode")
          .url("sslmode")
          .or("prefer")
          .inBlock("require")),
  DB_SSL_ROOT_CERT(
      of(new Kind.FilePath(), "PEM file of the authorities that may vouch for the server")
          .yaml("database.sslRootCert")
          .url("sslrootcert")),
  DB_SSL_CERT(
      of(new Kind.FilePath(), "PEM file of the client certificate")
          .yaml("database.sslCert")
          .url("sslcert")),
  DB_SSL_KEY(
      of(new Kind.FilePath(), "PEM file of the client certificate's key, PKCS #8, not encrypted")
          .yaml("database.sslKey")
          .url("sslkey")),
  DB_TARGET_SESSION_ATTRS(
      of(
              choice("any", "read-write", "primary", "standby", "prefer-standby"),
              "which of several hosts is taken; by default read-write when there are several")
          .yaml("database.targetSessionAttrs")
          .url("target_session_attrs")),
  DB_TRANSACTION_POOLER(
      of(
              choice("true", "false"),
              "whether a pooler in transaction mode, such as PgBouncer, stands before PostgreSQL;"
                  + " by default Cartulary looks")
          .yaml("database.transactionPooler")
          .url("pgbouncer")),
  DB_SCHEMA(
      of(
              new Kind.Text(),
              "the PostgreSQL schema of the tables, for both users; by default the one that holds"
                  + " them, else the first of the user's search_path")
          .yaml("database.schema")
          .url("schema")),
  DB_APPLICATION_NAME(
      of(new Kind.Text(), "the name the server shows for our sessions")
          .yaml("database.applicationName")
          .url("application_name")
          .or("cartulary")),
  DB_CHANNEL_BINDING(
      of(
              choice("disable", "prefer", "require"),
              "PostgreSQL: whether the login must prove that nobody stands in the encrypted connection;"
                  + " by default where the server can")
          .yaml("database.channelBinding")
          .url("channel_binding")),
  DB_OPTIONS(
      of(
              new Kind.Text(),
              "PostgreSQL: options at the start of a session, such as -c search_path=registry, or what"
                  + " a provider asks for")
          .yaml("database.options")
          .url("options")),
  DB_CONNECT_TIMEOUT(
      of(span(1, 600), "how long opening one connection may take")
          .yaml("database.connectTimeout")
          .url("connect_timeout")
          .or("10s")),
  DB_SOCKET_TIMEOUT(
      of(span(1, 3600), "how long the server may take to answer one request of the driver")
          .yaml("database.socketTimeout")
          .or("30s")),
  DB_POOL_SIZE(
      of(new Kind.Whole(1, 1000), "the most connections open at once")
          .yaml("database.maxOpenConns")
          .url("pool_size")
          .or("10")
          .inBlock("25")),
  DB_EXPECTED_INSTANCES(
      of(
              new Kind.Whole(1, 1000),
              "how many instances share the database; only database check looks at it")
          .yaml("database.expectedInstances")
          .or("1")),
  DB_MAX_IDLE_CONNS(
      of(
              new Kind.Whole(0, 1000),
              "connections kept when idle; those above are closed after the idle timeout")
          .yaml("database.maxIdleConns")
          .or("0")
          .inBlock("5")),
  DB_POOL_TIMEOUT(
      of(
              new Kind.Span(Duration.ofMillis(1), Duration.ofHours(1)),
              "how long a request waits for a connection")
          .yaml("database.poolTimeout")
          .url("pool_timeout")
          .or("30s")),
  DB_IDLE_TIMEOUT(
      of(span(1, 604_800), "after how long an idle connection is closed")
          .yaml("database.connMaxIdleTime")
          .or("300s")),
  DB_CONN_MAX_LIFETIME(
      of(span(1, 604_800), "after how long a connection is replaced, idle or not")
          .yaml("database.connMaxLifetime")
          .or("30m")
          .inBlock("5m")),
  DB_AUTO_MIGRATE(
      of(
              choice("true", "false", "embedded"),
              "whether serve brings the schema up to date: always, never, or with SQLite only")
          .yaml("database.autoMigrate")
          .or("true")),
  DB_MIGRATION_LOCK_TIMEOUT(
      of(
              new Kind.Span(Duration.ofMillis(1), Duration.ofHours(1)),
              "how long a migration waits for another process that is migrating")
          .yaml("database.migrationLockTimeout")
          .or("60s")),
  ENCRYPTION_KEY(
      of(
              new Kind.Key(),
              "the master key of encrypted values; by default derived from the database URL")
          .yaml("encryption.key")
          .hidden()),
  ENCRYPTION_KEY_FILE(
      of(new Kind.FilePath(), "a file that holds the master key").yaml("encryption.keyFile")),
  METADATA_ENCRYPTED_KEYS(
      of(
              new Kind.Text(),
              "metadata keys whose values are always encrypted: patterns with *, separated by"
                  + " commas")
          .yaml("metadata.encryptedKeys")
          .or("*.secret,*_secret,*.password,*_password")),
  AUTH_MODE(
      of(
              choice("local", "oauth", "both", "anonymous"),
              "whose credentials count: local users', those of identity providers, both, or none"
                  + " because everybody may do everything")
          .yaml("auth.mode")
          .or("local")),
  DEFAULT_USERNAME(
      of(new Kind.Text(), "the administrator that the first start makes; by default admin")
          .yaml("auth.defaultUsername")),
  DEFAULT_USERNAME_FILE(
      of(new Kind.FilePath(), "a file that holds the first administrator's name")
          .yaml("auth.defaultUsernameFile")),
  DEFAULT_PASSWORD(
      of(
              new Kind.Text(),
              "the first administrator's password; without it the first start makes one and shows"
                  + " it once")
          .yaml("auth.defaultPassword")
          .hidden()),
  DEFAULT_PASSWORD_FILE(
      of(new Kind.FilePath(), "a file that holds the first administrator's password")
          .yaml("auth.defaultPasswordFile")),
  SKIP_MUST_CHANGE_PASSWORD(
      of(choice("true", "false"), "whether the first administrator may keep the first password")
          .yaml("auth.skipMustChangePassword")
          .or("false")),
  SESSION_IDLE_TIMEOUT(
      of(span(60, 31_536_000), "after how long without a request a session ends")
          .yaml("auth.sessionIdleTimeout")
          .or("24h")),
  SESSION_LIFETIME(
      of(span(60, 31_536_000), "how long a session lasts at most")
          .yaml("auth.sessionLifetime")
          .or("168h")),
  AUTH_RESOURCE_URL(
      of(
              new Kind.Text(),
              "the URL under which clients reach this server, for the metadata that tells them"
                  + " where to get a token")
          .yaml("auth.oauth.resourceUrl")),
  AUTH_REALM(
      of(new Kind.Text(), "the realm of the challenge that a 401 carries")
          .yaml("auth.oauth.realm")
          .or("mcp-registry")),
  AUTH_INSECURE_URLS(
      of(
              choice("true", "false"),
              "whether identity providers may be asked over http, where anybody on the way can"
                  + " forge their keys")
          .yaml("auth.oauth.insecureUrls")
          .or("false")),
  AUTH_REGISTRY_TOKENS(
      of(
              new Kind.Text(),
              "the ways to get a registry token, separated by commas: oidc, http, dns, and"
                  + " none-for-tests, which gives one to everybody; by default there is none")
          .yaml("auth.registryTokens.methods")),
  AUTH_PRIVATE_DOMAINS(
      of(
              choice("true", "false"),
              "whether the method http may ask hosts with private addresses for a domain's key")
          .yaml("auth.registryTokens.allowPrivateIP")
          .or("false")),
  AUTH_DNS_SERVER(
      of(
              new Kind.Text(),
              "the DNS server that the method dns asks, as ADDRESS or ADDRESS:PORT; by default"
                  + " those of the system")
          .yaml("auth.registryTokens.dnsServer")),
  AUDIT_RETENTION(
      of(span(1, 3_153_600_000L), "how long rows of the audit log are kept; without it, for ever")
          .yaml("audit.retention")),
  AUDIT_LOG(
      of(
              new Kind.Text(),
              "where audit events are written as lines, besides the database: none, stdout, or the"
                  + " path of a file")
          .yaml("audit.log")
          .or("none")),
  MIGRATE_COMMAND(
      of(
          choice("up", "down", "status", "reset"),
          "runs this migration command instead of the server"));

  // Filled while the constant is made and never changed after it.
  @SuppressWarnings("ImmutableEnumChecker")
  private final SettingFacts facts;

  Setting(SettingFacts facts) {
    this.facts = facts;
  }

  /** The command-line flag, "--db-pool-size"; empty for a setting that takes none. */
  public String flag() {
    return takesFlag() ? "--" + name().toLowerCase(Locale.ROOT).replace('_', '-') : "";
  }

  /** False for passwords: a command line shows in the process list. */
  public boolean takesFlag() {
    return !secret() || holdsUrl();
  }

  /** Whether the value is a database's URL, which is shown with its password masked. */
  boolean holdsUrl() {
    return this == DATABASE_URL || this == DATABASE_READ_URL;
  }

  /** The environment variable, the same in a .env file. */
  public String variable() {
    return facts.variable == null ? name() : facts.variable;
  }

  /** The path of the key in the YAML file, "database.maxOpenConns". */
  public Optional<String> yamlKey() {
    return Optional.ofNullable(facts.yamlKey);
  }

  /** The parameter of DATABASE_URL that says the same; any explicit setting wins over it. */
  public Optional<String> urlParameter() {
    return Optional.ofNullable(facts.urlParameter);
  }

  /** The value that applies when nobody gave one. */
  public Optional<String> defaultValue() {
    return Optional.ofNullable(facts.defaultValue);
  }

  /**
   * The value that applies when nobody gave one and the database is given as a block, not as a URL.
   */
  public Optional<String> blockDefault() {
    return Optional.ofNullable(facts.blockDefault).or(this::defaultValue);
  }

  /** Whether the value is, or holds, a password. */
  public boolean secret() {
    return facts.secret;
  }

  public Kind kind() {
    return facts.kind;
  }

  /** What the setting is, as a clause without a full stop. */
  public String description() {
    return facts.description;
  }

  /** Whether it says, in the block form, which database to use: what a URL says in one line. */
  boolean namesDatabase() {
    return switch (this) {
      case DB_ENGINE, DB_HOST, DB_PORT, DB_USER, DB_NAME -> true;
      default -> false;
    };
  }

  /** The setting that a parameter of DATABASE_URL stands for. */
  public static Optional<Setting> ofUrlParameter(String name) {
    return Arrays.stream(values()).filter(s -> name.equals(s.facts.urlParameter)).findFirst();
  }

  /** The names of all parameters that DATABASE_URL takes. */
  public static List<String> urlParameters() {
    return Arrays.stream(values()).flatMap(s -> s.urlParameter().stream()).toList();
  }

  private static SettingFacts of(Kind kind, String description) {
    return new SettingFacts(kind, description);
  }

  private static Kind choice(String... words) {
    return new Kind.Choice(List.of(words));
  }

  private static Kind rate() {
    return new Kind.Whole(0, 10_000_000);
  }

  private static Kind span(long fromSeconds, long toSeconds) {
    return new Kind.Span(Duration.ofSeconds(fromSeconds), Duration.ofSeconds(toSeconds));
  }
}
