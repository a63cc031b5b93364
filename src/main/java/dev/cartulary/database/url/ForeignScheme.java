package dev.cartulary.database.url;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises the schemes of other languages' database URLs, to say what to write instead. */
final class ForeignScheme {

  static final String SUPPORTED = "Supported are: " + String.join(", ", Engine.allSchemes());

  /** How other languages call an engine of ours. */
  private static final Map<String, String> OTHER_NAMES =
      Map.ofEntries(
          Map.entry("pg", "postgres"),
          Map.entry("pgsql", "postgres"),
          Map.entry("psql", "postgres"),
          Map.entry("postgis", "postgres"),
          Map.entry("pdo_pgsql", "postgres"),
          Map.entry("mysql2", "mysql"),
          Map.entry("mysqli", "mysql"),
          Map.entry("pdo_mysql", "mysql"),
          Map.entry("sqlite3", "sqlite"),
          Map.entry("pdo_sqlite", "sqlite"));

  /** What MySQL's and MariaDB's JDBC drivers take between the engine and the hosts. */
  private static final Pattern SEVERAL =
      Pattern.compile(
          "(?i)(loadbalance|load-balance|load-balance-read|sequential|failover|aurora|replication)"
              + "://.*",
          Pattern.DOTALL);

  private static final Pattern JDBC = Pattern.compile("([A-Za-z0-9+_-]+):(.*)", Pattern.DOTALL);

  private ForeignScheme() {}

  /**
   * What is to be written in place of a scheme that is none of ours; empty where it is not known.
   *
   * @param rest what follows the scheme's colon
   */
  static Optional<UrlForm.Mistake> mistake(String scheme, String rest) {
    String lower = scheme.toLowerCase(Locale.ROOT);
    if (lower.equals("jdbc")) {
      return Optional.of(jdbc(rest));
    }
    if (!rest.startsWith("//")) {
      return Optional.empty();
    }
    int plus = lower.indexOf('+');
    Optional<String> engine = plus < 0 ? Optional.empty() : known(lower.substring(0, plus));
    if (engine.isPresent()) {
      return Optional.of(
          new UrlForm.Mistake(
              "the scheme " + scheme + " names a driver, and Cartulary brings its own",
              "Write " + engine.get() + "://"));
    }
    return Optional.ofNullable(OTHER_NAMES.get(lower))
        .map(
            ours -> new UrlForm.Mistake("the scheme " + scheme + " is not supported", write(ours)));
  }

  private static String write(String engine) {
    return "Write " + engine + "://. " + SUPPORTED;
  }

  private static Optional<String> known(String engine) {
    return Engine.ofScheme(engine).isPresent()
        ? Optional.of(engine)
        : Optional.ofNullable(OTHER_NAMES.get(engine));
  }

  private static UrlForm.Mistake jdbc(String rest) {
    Matcher parts = JDBC.matcher(rest);
    if (parts.matches()) {
      Optional<UrlForm.Mistake> several = severalHosts(parts.group(1), parts.group(2));
      if (several.isPresent()) {
        return several.get();
      }
      Optional<String> engine = known(parts.group(1).toLowerCase(Locale.ROOT));
      if (engine.isPresent()
          && !engine.get().equals("sqlite")
          && !parts.group(2).startsWith("//")) {
        return new UrlForm.Mistake(
            "JDBC URLs are not understood",
            "Write " + engine.get() + "://user:password@host/database. " + SUPPORTED);
      }
    }
    return new UrlForm.Mistake(
        "JDBC URLs are not understood", "Remove jdbc: at the start. " + SUPPORTED);
  }

  /** A word of a JDBC driver between the scheme and the hosts says what to do with several. */
  static Optional<UrlForm.Mistake> severalHosts(String scheme, String rest) {
    Matcher word = SEVERAL.matcher(rest);
    if (!word.matches() || Engine.ofScheme(scheme).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new UrlForm.Mistake(
            word.group(1) + " of JDBC URLs is not understood",
            "Write "
                + scheme.toLowerCase(Locale.ROOT)
                + "://user:password@host,host/database: the hosts are tried in order until one"
                + " takes writes, and target_session_attrs chooses others; a replica to read from"
                + " stands in DATABASE_READ_URL"));
  }
}
