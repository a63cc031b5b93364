package dev.cartulary.database.diagnosis;

import dev.cartulary.database.error.UnsupportedDatabase;
import dev.cartulary.database.settings.DatabaseOrigin;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.database.url.Engine;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The product that a connection reaches.
 *
 * @param name {@code SQLite}, {@code PostgreSQL}, {@code MySQL} or {@code MariaDB}
 * @param version the product's own version text, for example {@code 18.6} or {@code 11.4.5-MariaDB}
 */
public record DatabaseProduct(String name, String version) {

  private static final Pattern VERSION = Pattern.compile("(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?");

  /** The binary collation without padding, which makes text compare alike on every engine. */
  public String collation() {
    return isMariaDb() ? "utf8mb4_nopad_bin" : "utf8mb4_0900_bin";
  }

  public boolean isMariaDb() {
    return name.equals("MariaDB");
  }

  /** Reads the product from an open connection. */
  public static DatabaseProduct of(Connection connection) throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    String name = metaData.getDatabaseProductName();
    String version = metaData.getDatabaseProductVersion();
    if (name.equals("MySQL") || name.equals("MariaDB")) {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT VERSION()")) {
        row.next();
        version = row.getString(1);
      }
      name = version.toLowerCase(Locale.ROOT).contains("mariadb") ? "MariaDB" : "MySQL";
    }
    return new DatabaseProduct(name, version);
  }

  public static DatabaseProduct verified(Connection connection, DatabaseSettings settings)
      throws SQLException {
    return of(connection).verified(settings);
  }

  DatabaseProduct verified(DatabaseSettings settings) {
    if (engine() != settings.engine()) {
      DatabaseOrigin origin = DatabaseOrigin.of(settings);
      throw new UnsupportedDatabase(
          origin.engine()
              + " says "
              + settings.engine().displayName()
              + ", but "
              + name
              + " "
              + version
              + " answered at "
              + settings.maskedUrl()
              + ": correct "
              + origin.engineOrPort()
              + ".");
    }
    String minimum = minimum();
    if (compare(version, minimum) < 0) {
      throw new UnsupportedDatabase(
          name
              + " "
              + version
              + " at "
              + settings.maskedUrl()
              + " is too old: Cartulary needs "
              + name
              + " "
              + minimum
              + " or newer. Upgrade the server, or name a newer one: correct "
              + DatabaseOrigin.of(settings).hostAndPort()
              + ".");
    }
    return this;
  }

  private String minimum() {
    return isMariaDb() ? Engine.MINIMUM_MARIADB_VERSION : engine().minimumVersion();
  }

  private Engine engine() {
    return switch (name) {
      case "SQLite" -> Engine.SQLITE;
      case "PostgreSQL" -> Engine.POSTGRESQL;
      case "MySQL", "MariaDB" -> Engine.MYSQL;
      default ->
          throw new UnsupportedDatabase(
              name
                  + " "
                  + version
                  + " is not a database that Cartulary works with: use SQLite, PostgreSQL, MySQL"
                  + " or MariaDB in DATABASE_URL.");
    };
  }

  /** Compares the first three numbers of two version texts; a missing number counts as zero. */
  static int compare(String left, String right) {
    Matcher l = VERSION.matcher(left);
    Matcher r = VERSION.matcher(right);
    if (!l.find() || !r.find()) {
      return 0;
    }
    for (int group = 1; group <= 3; group++) {
      int order = Integer.compare(number(l.group(group)), number(r.group(group)));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int number(@org.jspecify.annotations.Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
