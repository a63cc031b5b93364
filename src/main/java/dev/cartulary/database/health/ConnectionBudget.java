package dev.cartulary.database.health;

import dev.cartulary.config.Setting;
import dev.cartulary.database.settings.DatabaseSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How many connections all instances may open, against how many the server lets them.
 *
 * @param poolSize the most connections of one instance
 * @param instances how many instances are expected
 * @param limits what the server allows; never empty
 */
record ConnectionBudget(int poolSize, int instances, List<Limit> limits) {

  /** What one process opens beside its pool while it migrates. */
  private static final int MIGRATION_CONNECTIONS = 3;

  /**
   * One of the server's limits.
   *
   * @param connections the most that it leaves to this service
   * @param words where it comes from
   * @param fix the statement that raises it
   */
  record Limit(long connections, String words, String fix) {}

  /** Asks the server for its limits; empty for SQLite, which has none. */
  static Optional<ConnectionBudget> of(Connection connection, DatabaseSettings settings)
      throws SQLException {
    List<Limit> limits =
        switch (settings.engine()) {
          case SQLITE -> List.of();
          case POSTGRESQL -> postgresql(connection);
          case MYSQL -> mysql(connection);
        };
    int instances = settings.effective().integer(Setting.DB_EXPECTED_INSTANCES);
    return limits.isEmpty()
        ? Optional.empty()
        : Optional.of(new ConnectionBudget(settings.poolSize(), instances, limits));
  }

  private static List<Limit> postgresql(Connection connection) throws SQLException {
    List<Limit> limits = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT current_setting('max_connections')::int, CASE WHEN r.rolsuper THEN 0 ELSE"
                    + " current_setting('superuser_reserved_connections')::int"
                    + " + coalesce(current_setting('reserved_connections', true), '0')::int END,"
                    + " CASE WHEN r.rolsuper THEN -1 ELSE r.rolconnlimit END,"
                    + " CASE WHEN r.rolsuper THEN -1 ELSE d.datconnlimit END,"
                    + " quote_ident(r.rolname), quote_ident(d.datname)"
                    + " FROM pg_roles r, pg_database d"
                    + " WHERE r.rolname = current_user AND d.datname = current_database()")) {
      row.next();
      int most = row.getInt(1);
      int reserved = row.getInt(2);
      limits.add(
          new Limit(
              (long) most - reserved,
              "max_connections " + most + ", of which " + reserved + " are reserved",
              "raise max_connections in postgresql.conf and restart the server"));
      if (row.getInt(3) >= 0) {
        String role = row.getString(5);
        limits.add(
            new Limit(
                row.getInt(3),
                "the connection limit of role " + role,
                "run: ALTER ROLE " + role + " CONNECTION LIMIT -1"));
      }
      if (row.getInt(4) >= 0) {
        String database = row.getString(6);
        limits.add(
            new Limit(
                row.getInt(4),
                "the connection limit of database " + database,
                "run: ALTER DATABASE " + database + " CONNECTION LIMIT -1"));
      }
    }
    return limits;
  }

  private static List<Limit> mysql(Connection connection) throws SQLException {
    List<Limit> limits = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT @@GLOBAL.max_connections, @@SESSION.max_user_connections")) {
      row.next();
      limits.add(
          new Limit(
              row.getLong(1),
              "max_connections " + row.getLong(1),
              "raise max_connections at the server"));
      if (row.getLong(2) > 0) {
        limits.add(
            new Limit(
                row.getLong(2),
                "max_user_connections of this account",
                "raise max_user_connections at the server, or run: ALTER USER … WITH"
                    + " MAX_USER_CONNECTIONS 0"));
      }
    }
    return limits;
  }

  /** What all instances may open together. */
  long needed() {
    return (long) poolSize * instances;
  }

  /** The limit that is reached first. */
  Limit tightest() {
    return limits.stream()
        .min(Comparator.comparingLong(Limit::connections))
        .orElseThrow(() -> new IllegalStateException("a server without limits"));
  }

  boolean fits() {
    return needed() <= tightest().connections();
  }

  /** The sum, for example {@code 10 × 2 instances = 20 of 97 (max_connections 100, of which …)}. */
  String sentence() {
    return poolSize
        + " × "
        + instances
        + (instances == 1 ? " instance = " : " instances = ")
        + needed()
        + " of "
        + tightest().connections()
        + " connections ("
        + tightest().words()
        + ")";
  }

  /** What to change where it does not fit, or where nothing is left; empty otherwise. */
  Optional<String> advice() {
    long left = tightest().connections() - needed();
    if (left < 0) {
      return Optional.of(
          "the server refuses connections "
              + (tightest().connections() + 1)
              + " to "
              + needed()
              + ": set DB_POOL_SIZE to "
              + Math.max(1, tightest().connections() / instances)
              + " or less, or "
              + tightest().fix()
              + ".");
    }
    return left >= MIGRATION_CONNECTIONS
        ? Optional.empty()
        : Optional.of(
            "that leaves "
                + left
                + " for migrations, which need up to "
                + MIGRATION_CONNECTIONS
                + ", and for administrators: lower DB_POOL_SIZE, or "
                + tightest().fix()
                + ".");
  }
}
