package dev.cartulary.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Every setting that is one value; what it is stands in the class of definitions that it names. The
 * flag of a setting is its variable in lower case with dashes; passwords have no flag, because a
 * command line shows in the process list.
 */
public enum Setting {
  CONFIG(ServerDefinitions.CONFIG),
  PORT(ServerDefinitions.PORT),
  HOST(ServerDefinitions.HOST),
  MANAGEMENT_PORT(ServerDefinitions.MANAGEMENT_PORT),
  LOG_LEVEL(ServerDefinitions.LOG_LEVEL),
  LOG_FORMAT(ServerDefinitions.LOG_FORMAT),
  SHUTDOWN_DELAY(ServerDefinitions.SHUTDOWN_DELAY),
  SHUTDOWN_TIMEOUT(ServerDefinitions.SHUTDOWN_TIMEOUT),
  IDEMPOTENCY_KEY_LIFETIME(ServerDefinitions.IDEMPOTENCY_KEY_LIFETIME),
  TRUSTED_PROXIES(ServerDefinitions.TRUSTED_PROXIES),
  FORWARDED_HEADERS(ServerDefinitions.FORWARDED_HEADERS),
  CORS_ORIGINS(ServerDefinitions.CORS_ORIGINS),
  ALLOWED_HOSTS(ServerDefinitions.ALLOWED_HOSTS),
  HSTS_MAX_AGE(ServerDefinitions.HSTS_MAX_AGE),
  SWAGGER_UI(ServerDefinitions.SWAGGER_UI),
  RATE_LIMIT_WINDOW(LimitDefinitions.RATE_LIMIT_WINDOW),
  RATE_LIMIT_ADDRESS(LimitDefinitions.RATE_LIMIT_ADDRESS),
  RATE_LIMIT_READS(LimitDefinitions.RATE_LIMIT_READS),
  RATE_LIMIT_PRINCIPAL(LimitDefinitions.RATE_LIMIT_PRINCIPAL),
  RATE_LIMIT_CREDENTIALS(LimitDefinitions.RATE_LIMIT_CREDENTIALS),
  MAX_BODY_SIZE(LimitDefinitions.MAX_BODY_SIZE),
  MAX_BODY_MEMORY(LimitDefinitions.MAX_BODY_MEMORY),
  MAX_HEADER_SIZE(LimitDefinitions.MAX_HEADER_SIZE),
  MAX_URL_LENGTH(LimitDefinitions.MAX_URL_LENGTH),
  REQUEST_TIMEOUT(LimitDefinitions.REQUEST_TIMEOUT),
  IDLE_TIMEOUT(LimitDefinitions.IDLE_TIMEOUT),
  DATABASE_URL(DatabaseDefinitions.DATABASE_URL),
  DATABASE_READ_URL(DatabaseDefinitions.DATABASE_READ_URL),
  DB_READ_POOL_SIZE(PoolDefinitions.DB_READ_POOL_SIZE),
  DB_ENGINE(DatabaseDefinitions.DB_ENGINE),
  DB_HOST(DatabaseDefinitions.DB_HOST),
  DB_PORT(DatabaseDefinitions.DB_PORT),
  DB_USER(LoginDefinitions.DB_USER),
  DB_NAME(DatabaseDefinitions.DB_NAME),
  DB_PASSWORD(LoginDefinitions.DB_PASSWORD),
  DB_PASSWORD_FILE(LoginDefinitions.DB_PASSWORD_FILE),
  DB_PASSWORD_COMMAND(LoginDefinitions.DB_PASSWORD_COMMAND),
  DB_PASSWORD_COMMAND_TIMEOUT(LoginDefinitions.DB_PASSWORD_COMMAND_TIMEOUT),
  DB_PASSWORD_COMMAND_LIFETIME(LoginDefinitions.DB_PASSWORD_COMMAND_LIFETIME),
  DB_MIGRATION_USER(LoginDefinitions.DB_MIGRATION_USER),
  DB_MIGRATION_PASSWORD(LoginDefinitions.DB_MIGRATION_PASSWORD),
  DB_MIGRATION_PASSWORD_FILE(LoginDefinitions.DB_MIGRATION_PASSWORD_FILE),
  DB_MIGRATION_PASSWORD_COMMAND(LoginDefinitions.DB_MIGRATION_PASSWORD_COMMAND),
  PGPASSFILE(LoginDefinitions.PGPASSFILE),
  DB_ADMIN_URL(LoginDefinitions.DB_ADMIN_URL),
  DB_SSL_MODE(DatabaseDefinitions.DB_SSL_MODE),
  DB_SSL_ROOT_CERT(DatabaseDefinitions.DB_SSL_ROOT_CERT),
  DB_SSL_CERT(DatabaseDefinitions.DB_SSL_CERT),
  DB_SSL_KEY(DatabaseDefinitions.DB_SSL_KEY),
  DB_TARGET_SESSION_ATTRS(DatabaseDefinitions.DB_TARGET_SESSION_ATTRS),
  DB_TRANSACTION_POOLER(DatabaseDefinitions.DB_TRANSACTION_POOLER),
  DB_SCHEMA(DatabaseDefinitions.DB_SCHEMA),
  DB_APPLICATION_NAME(DatabaseDefinitions.DB_APPLICATION_NAME),
  DB_CHANNEL_BINDING(DatabaseDefinitions.DB_CHANNEL_BINDING),
  DB_OPTIONS(DatabaseDefinitions.DB_OPTIONS),
  DB_CONNECT_TIMEOUT(PoolDefinitions.DB_CONNECT_TIMEOUT),
  DB_SOCKET_TIMEOUT(PoolDefinitions.DB_SOCKET_TIMEOUT),
  DB_POOL_SIZE(PoolDefinitions.DB_POOL_SIZE),
  DB_EXPECTED_INSTANCES(PoolDefinitions.DB_EXPECTED_INSTANCES),
  DB_MAX_IDLE_CONNS(PoolDefinitions.DB_MAX_IDLE_CONNS),
  DB_POOL_TIMEOUT(PoolDefinitions.DB_POOL_TIMEOUT),
  DB_IDLE_TIMEOUT(PoolDefinitions.DB_IDLE_TIMEOUT),
  DB_CONN_MAX_LIFETIME(PoolDefinitions.DB_CONN_MAX_LIFETIME),
  DB_AUTO_MIGRATE(DatabaseDefinitions.DB_AUTO_MIGRATE),
  DB_MIGRATION_LOCK_TIMEOUT(DatabaseDefinitions.DB_MIGRATION_LOCK_TIMEOUT),
  ENCRYPTION_KEY(MetadataDefinitions.ENCRYPTION_KEY),
  ENCRYPTION_KEY_FILE(MetadataDefinitions.ENCRYPTION_KEY_FILE),
  METADATA_ENCRYPTED_KEYS(MetadataDefinitions.METADATA_ENCRYPTED_KEYS),
  METADATA_QUOTA_ITEMS(MetadataDefinitions.METADATA_QUOTA_ITEMS),
  METADATA_QUOTA_SIZE(MetadataDefinitions.METADATA_QUOTA_SIZE),
  AUTH_MODE(AuthDefinitions.AUTH_MODE),
  DEFAULT_USERNAME(AuthDefinitions.DEFAULT_USERNAME),
  DEFAULT_USERNAME_FILE(AuthDefinitions.DEFAULT_USERNAME_FILE),
  DEFAULT_PASSWORD(AuthDefinitions.DEFAULT_PASSWORD),
  DEFAULT_PASSWORD_FILE(AuthDefinitions.DEFAULT_PASSWORD_FILE),
  SKIP_MUST_CHANGE_PASSWORD(AuthDefinitions.SKIP_MUST_CHANGE_PASSWORD),
  SESSION_IDLE_TIMEOUT(AuthDefinitions.SESSION_IDLE_TIMEOUT),
  SESSION_LIFETIME(AuthDefinitions.SESSION_LIFETIME),
  AUTH_RESOURCE_URL(AuthDefinitions.AUTH_RESOURCE_URL),
  AUTH_REALM(AuthDefinitions.AUTH_REALM),
  AUTH_INSECURE_URLS(AuthDefinitions.AUTH_INSECURE_URLS),
  AUTH_REGISTRY_TOKENS(AuthDefinitions.AUTH_REGISTRY_TOKENS),
  AUTH_PRIVATE_DOMAINS(AuthDefinitions.AUTH_PRIVATE_DOMAINS),
  AUTH_DNS_SERVER(AuthDefinitions.AUTH_DNS_SERVER),
  AUTH_BLOCKED_NAMESPACES(AuthDefinitions.AUTH_BLOCKED_NAMESPACES),
  AUTH_GITHUB_API_URL(AuthDefinitions.AUTH_GITHUB_API_URL),
  AUTH_GITHUB_CLIENT_ID(AuthDefinitions.AUTH_GITHUB_CLIENT_ID),
  AUTH_GITHUB_OIDC_ISSUER(AuthDefinitions.AUTH_GITHUB_OIDC_ISSUER),
  AUTH_GITHUB_OIDC_AUDIENCE(AuthDefinitions.AUTH_GITHUB_OIDC_AUDIENCE),
  AUTH_GITHUB_PRIVATE_ADDRESS(AuthDefinitions.AUTH_GITHUB_PRIVATE_ADDRESS),
  PUBLISH_REPOSITORY_HOSTS(PublishDefinitions.PUBLISH_REPOSITORY_HOSTS),
  PUBLISH_DELETE(PublishDefinitions.PUBLISH_DELETE),
  PUBLISH_PACKAGE_CHECK(PublishDefinitions.PUBLISH_PACKAGE_CHECK),
  PUBLISH_NPM_URLS(PublishDefinitions.PUBLISH_NPM_URLS),
  PUBLISH_PYPI_URLS(PublishDefinitions.PUBLISH_PYPI_URLS),
  PUBLISH_NUGET_URLS(PublishDefinitions.PUBLISH_NUGET_URLS),
  PUBLISH_CARGO_URLS(PublishDefinitions.PUBLISH_CARGO_URLS),
  PUBLISH_OCI_HOSTS(PublishDefinitions.PUBLISH_OCI_HOSTS),
  PUBLISH_MCPB_HOSTS(PublishDefinitions.PUBLISH_MCPB_HOSTS),
  AUDIT_RETENTION(AuditDefinitions.AUDIT_RETENTION),
  AUDIT_LOG(AuditDefinitions.AUDIT_LOG),
  CATALOG_FILE_FOLDERS(CatalogDefinitions.CATALOG_FILE_FOLDERS),
  CATALOG_SECRET_FOLDERS(CatalogDefinitions.CATALOG_SECRET_FOLDERS),
  CATALOG_PRIVATE_NETWORK(CatalogDefinitions.CATALOG_PRIVATE_NETWORK),
  CATALOG_WITHDRAWN_RETENTION(CatalogDefinitions.CATALOG_WITHDRAWN_RETENTION),
  CATALOG_ANSWERS_SIZE(CatalogDefinitions.CATALOG_ANSWERS_SIZE),
  JOB_RETENTION(JobDefinitions.JOB_RETENTION),
  MIGRATE_COMMAND(DatabaseDefinitions.MIGRATE_COMMAND);

  // Filled while the constant is made and never changed after it.
  @SuppressWarnings("ImmutableEnumChecker")
  private final SettingDefinition definition;

  Setting(SettingDefinition definition) {
    this.definition = definition;
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
    return definition.variable == null ? name() : definition.variable;
  }

  /** The path of the key in the YAML file, "database.maxOpenConns". */
  public Optional<String> yamlKey() {
    return Optional.ofNullable(definition.yamlKey);
  }

  /** The parameter of DATABASE_URL that says the same; any explicit setting wins over it. */
  public Optional<String> urlParameter() {
    return Optional.ofNullable(definition.urlParameter);
  }

  /** The value that applies when nobody gave one. */
  public Optional<String> defaultValue() {
    return Optional.ofNullable(definition.defaultValue);
  }

  /**
   * The value that applies when nobody gave one and the database is given as a block, not as a URL.
   */
  public Optional<String> blockDefault() {
    return Optional.ofNullable(definition.blockDefault).or(this::defaultValue);
  }

  /** Whether the value is, or holds, a password. */
  public boolean secret() {
    return definition.secret;
  }

  public Kind kind() {
    return definition.kind;
  }

  /** What it is about: the heading under which help lists it. */
  public String subject() {
    return definition.subject;
  }

  /** What the setting is, as a clause without a full stop. */
  public String description() {
    return definition.description;
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
    return Arrays.stream(values()).filter(s -> name.equals(s.definition.urlParameter)).findFirst();
  }

  /** The names of all parameters that DATABASE_URL takes. */
  public static List<String> urlParameters() {
    return Arrays.stream(values()).flatMap(s -> s.urlParameter().stream()).toList();
  }
}
