package dev.cartulary.database.settings;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.url.DatabaseTarget;
import dev.cartulary.database.url.Engine;
import dev.cartulary.database.url.HostPort;
import dev.cartulary.database.url.PercentCoding;
import dev.cartulary.database.url.SqlText;
import dev.cartulary.database.url.SslMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What each JDBC driver is told: its URL and its properties, user and password apart. A URL with
 * several hosts goes to {@code HostChoice}, which gives the driver one of them.
 */
record DriverSettings(String jdbcUrl, Map<String, String> properties) {

  /** One database for all connections of the process; it lives as long as one of them is open. */
  private static final String SHARED_MEMORY = "jdbc:sqlite:file:/cartulary?vfs=memdb";

  static DriverSettings sqlite(Path file) {
    Map<String, String> properties = sqliteProperties();
    properties.put("journal_mode", "WAL");
    // As a file: URI, because the driver takes a ? in a plain path for the start of its parameters.
    String path = PercentCoding.encode(file.toString(), "/");
    return new DriverSettings("jdbc:sqlite:file:" + path, Map.copyOf(properties));
  }

  static DriverSettings sqliteInMemory() {
    return new DriverSettings(SHARED_MEMORY, Map.copyOf(sqliteProperties()));
  }

  private static Map<String, String> sqliteProperties() {
    Map<String, String> properties = new TreeMap<>();
    properties.put("foreign_keys", "true");
    // For other processes; the pool asks twice. Writers of this one take turns first
    // (SqliteWriter).
    properties.put("busy_timeout", "10000");
    properties.put("synchronous", "FULL");
    // A transaction takes the write lock at its start and waits for it there. Taken later, after a
    // read, SQLite cannot wait: it fails at once with "database is locked".
    properties.put("transaction_mode", "IMMEDIATE");
    return properties;
  }

  static DriverSettings postgresql(
      Settings settings, DatabaseTarget target, Map<String, String> tls) {
    Map<String, String> properties = new TreeMap<>(tls);
    settings
        .given(Setting.DB_SCHEMA)
        .ifPresent(schema ->
            properties.put("currentSchema", SqlText.identifier(Engine.POSTGRESQL, schema)));
    properties.put("ApplicationName", settings.get(Setting.DB_APPLICATION_NAME).orElse(""));
    properties.put("connectTimeout", seconds(settings.duration(Setting.DB_CONNECT_TIMEOUT)));
    properties.put("socketTimeout", seconds(settings.duration(Setting.DB_SOCKET_TIMEOUT)));
    properties.put("tcpKeepAlive", "true");
    settings
        .choice(Setting.DB_CHANNEL_BINDING)
        .ifPresent(binding -> properties.put("channelBinding", binding));
    settings.get(Setting.DB_OPTIONS).ifPresent(options -> properties.put("options", options));
    return new DriverSettings(url("jdbc:postgresql://", target), Map.copyOf(properties));
  }

  static DriverSettings mysql(
      Settings settings, DatabaseTarget target, SslMode mode, Map<String, String> tls) {
    Map<String, String> properties = new TreeMap<>(tls);
    properties.put("characterEncoding", "UTF-8");
    properties.put("connectionTimeZone", "UTC");
    properties.put("forceConnectionTimeZoneToSession", "true");
    properties.put("connectTimeout", milliseconds(settings.duration(Setting.DB_CONNECT_TIMEOUT)));
    properties.put("socketTimeout", milliseconds(settings.duration(Setting.DB_SOCKET_TIMEOUT)));
    properties.put("tcpKeepAlive", "true");
    properties.put("useServerPrepStmts", "true");
    properties.put("cachePrepStmts", "true");
    // Strict, whatever the server's default: data that does not fit is an error, never cut to fit.
    // Nor may another default of the server refuse a statement without a key, or cut a result.
    properties.put(
        "sessionVariables",
        "sql_mode='TRADITIONAL',sql_safe_updates=0,sql_select_limit=18446744073709551615,"
            + "sql_big_selects=1,foreign_key_checks=1,unique_checks=1");
    String name = settings.get(Setting.DB_APPLICATION_NAME).orElse("");
    properties.put("connectionAttributes", "program_name:" + name);
    if (!mode.demandsEncryption()) {
      // MySQL's default login needs either TLS or the server's public key. Whoever can forge that
      // key
      // can read an unencrypted connection anyway; where TLS is demanded the key is never asked
      // for.
      properties.put("allowPublicKeyRetrieval", "true");
    }
    return new DriverSettings(url("jdbc:mysql://", target), Map.copyOf(properties));
  }

  private static String url(String start, DatabaseTarget target) {
    String hosts = target.hosts().stream().map(HostPort::toString).collect(Collectors.joining(","));
    return start + hosts + "/" + PercentCoding.encode(target.database());
  }

  /** Rounded up: 0 would mean "for ever" to the drivers. */
  private static String seconds(Duration duration) {
    return Long.toString(duration.plusMillis(999).toSeconds());
  }

  private static String milliseconds(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  /** Without the properties: they may hold the password of a key store. */
  @Override
  public String toString() {
    return jdbcUrl;
  }
}
