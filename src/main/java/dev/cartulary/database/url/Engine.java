package dev.cartulary.database.url;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A database engine, with what is different about each before a connection exists. */
public enum Engine {
  SQLITE("SQLite", "<default>", 0, "3.35"),
  POSTGRESQL("PostgreSQL", "postgresql", 5432, "13"),
  MYSQL("MySQL", "mysql", 3306, "8.0.19");

  /** The oldest MariaDB that is served as {@link #MYSQL}. */
  public static final String MINIMUM_MARIADB_VERSION = "10.6";

  private final String displayName;
  private final String unitName;
  private final int defaultPort;
  private final String minimumVersion;

  Engine(String displayName, String unitName, int defaultPort, String minimumVersion) {
    this.displayName = displayName;
    this.unitName = unitName;
    this.defaultPort = defaultPort;
    this.minimumVersion = minimumVersion;
  }

  /** The name for people: "PostgreSQL". */
  public String displayName() {
    return displayName;
  }

  /** The name for files and settings, also the folder of its migrations: "postgresql". */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The URL schemes that mean this engine. */
  public List<String> schemes() {
    return switch (this) {
      case SQLITE -> List.of("sqlite");
      case POSTGRESQL -> List.of("postgres", "postgresql");
      case MYSQL -> List.of("mysql", "mariadb");
    };
  }

  /** The port when none is given; 0 for SQLite, which has none. */
  public int defaultPort() {
    return defaultPort;
  }

  /** The oldest version that is served: "8.0.19". */
  public String minimumVersion() {
    return minimumVersion;
  }

  /**
   * What stands in front of this engine's keys in Quarkus's configuration, after
   * "quarkus.datasource".
   */
  public String propertyInfix() {
    // Unquoted, as in application.properties: the quoted spelling would count as another property.
    return this == SQLITE ? "." : "." + unitName + ".";
  }

  static Optional<Engine> ofScheme(String scheme) {
    String lower = scheme.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(engine -> engine.schemes().contains(lower)).findFirst();
  }

  static List<String> allSchemes() {
    return Arrays.stream(values()).flatMap(engine -> engine.schemes().stream()).toList();
  }
}
