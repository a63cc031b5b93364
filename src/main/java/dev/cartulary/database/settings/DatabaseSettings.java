package dev.cartulary.database.settings;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.password.PasswordSource;
import dev.cartulary.database.url.CanonicalUrl;
import dev.cartulary.database.url.Engine;
import dev.cartulary.database.url.HostPort;
import dev.cartulary.database.url.SslMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The database in force: where it is, how to connect and how to pool.
 *
 * @param jdbcUrl holds neither user nor password
 * @param user the user that serves requests; null for SQLite
 * @param password where the serving user's password is found
 * @param jdbcProperties what the driver is told beside user and password; may hold the password of
 *     a key store, so it is not for printing
 * @param poolSize the most connections open at once, 1 to 1000
 * @param poolMin connections that stay open when idle, at most {@code poolSize}
 * @param poolTimeout how long a request waits for a connection
 * @param idleTimeout after how long a connection above {@code poolMin} is closed; zero for never
 * @param maxLifetime after how long a connection is replaced; zero for never
 * @param migrationUser the user that changes the schema; null when it is the serving user
 * @param migrationPassword where the migration user's password is found
 * @param sqliteFile the absolute path; empty for a server and for a database in memory
 * @param inMemory whether this is SQLite's memory database, which ends with the process
 * @param hosts empty for SQLite
 * @param targetSession which of the hosts is taken
 * @param replica where reads may go instead
 * @param databaseName the database's name; for SQLite the path as it was written
 * @param maskedUrl the URL in force with the password, and nothing else, masked
 * @param effective the settings with the parameters of the URL, for {@code config show}
 */
public record DatabaseSettings(
    Engine engine,
    String jdbcUrl,
    @Nullable String user,
    PasswordSource password,
    Map<String, String> jdbcProperties,
    int poolSize,
    int poolMin,
    Duration poolTimeout,
    Duration idleTimeout,
    Duration maxLifetime,
    AutoMigrate autoMigrate,
    @Nullable String migrationUser,
    PasswordSource migrationPassword,
    Optional<Path> sqliteFile,
    boolean inMemory,
    List<HostPort> hosts,
    TargetSession targetSession,
    Optional<ReplicaSettings> replica,
    String databaseName,
    SslMode sslMode,
    String maskedUrl,
    Settings effective) {

  /**
   * What came of reading the settings.
   *
   * @param settings empty exactly when the settings, or what is added here, have findings
   * @param findings those of {@link Settings#findings()} are not repeated
   */
  public record Resolution(
      Optional<DatabaseSettings> settings, List<Finding> findings, List<String> warnings) {}

  /** Reads the settings; what is wrong comes as findings, all at once. Opens no connection. */
  public static Resolution resolve(Settings settings) {
    return settings.once(Resolution.class, given -> new DatabaseSettingsReader(given).read());
  }

  /** What Quarkus must be told to use this database: datasource, pool and persistence unit. */
  public Map<String, String> quarkusProperties() {
    return QuarkusProperties.of(this);
  }

  /**
   * The driver's properties for statements that may take long, such as migrations: as {@link
   * #jdbcProperties()}, but with no limit on how long the server takes to answer.
   */
  public Map<String, String> patientJdbcProperties() {
    Map<String, String> properties = new TreeMap<>(jdbcProperties);
    properties.remove("socketTimeout");
    if (engine == Engine.POSTGRESQL) {
      properties.put("prepareThreshold", "0"); // not useful here, and a pooler would mix them up
    }
    if (engine == Engine.SQLITE) {
      properties.put("busy_timeout", "30000"); // in milliseconds; nothing else waits meanwhile
    }
    return Map.copyOf(properties);
  }

  /** Whether another user changes the schema than the one that serves requests. */
  public boolean hasMigrationUser() {
    return migrationUser != null && !migrationUser.equals(user);
  }

  /** The PostgreSQL schema that the settings name; empty where they name none. */
  public Optional<String> schema() {
    return engine == Engine.POSTGRESQL ? effective.given(Setting.DB_SCHEMA) : Optional.empty();
  }

  /** The database and nothing else, as {@link CanonicalUrl} writes it. */
  public String canonicalUrl() {
    return CanonicalUrl.of(engine, hosts, databaseName, effective.workingDirectory());
  }

  /** The masked URL only. */
  @Override
  public String toString() {
    return maskedUrl;
  }
}
