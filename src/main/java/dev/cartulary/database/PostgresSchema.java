package dev.cartulary.database;

import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.database.url.Engine;
import dev.cartulary.database.url.SqlText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * The one schema of a PostgreSQL database in which the tables are: that of DB_SCHEMA, else the one
 * in which the user's search_path leads to our history, else the first of the search_path. Without
 * one, a table of another program earlier in the path could be taken for ours, or ours later in it
 * (docs/decisions/0013).
 */
public final class PostgresSchema {

  private static final String OF_HISTORY =
      "(SELECT n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n"
          + " ON n.oid = c.relnamespace WHERE c.oid = to_regclass('"
          + Tables.HISTORY
          + "'))";

  private static final String LOOK =
      "SELECT h, current_schemas(false) = ARRAY[h] FROM " + OF_HISTORY + " AS s(h)";

  private static final String DECIDE = "SELECT coalesce(" + OF_HISTORY + ", current_schema())";

  private PostgresSchema() {}

  /**
   * Leads the session to the schema of our history alone, where its search_path leads to more.
   * Closes the connection where that fails.
   */
  static void settle(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(LOOK)) {
      if (row.next() && row.getString(1) != null && !row.getBoolean(2)) {
        connection.setSchema(row.getString(1));
      }
    } catch (SQLException failure) {
      connection.close();
      throw failure;
    }
  }

  /** Where the session's tables are, or would be made; empty where it may use no schema. */
  public static Optional<String> of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(DECIDE)) {
      row.next();
      return Optional.ofNullable(row.getString(1));
    }
  }

  /**
   * Whether the user that serves requests finds another schema than the one that migrates, as a
   * clause with what to do; empty where both find the same, or the former may use none.
   *
   * @param serving of the user that serves requests
   * @param migrating of the user that changes the schema
   */
  public static Optional<String> difference(
      Connection serving, Connection migrating, DatabaseSettings settings) throws SQLException {
    Optional<String> rows = of(serving);
    Optional<String> tables = of(migrating);
    if (rows.isEmpty() || tables.isEmpty() || rows.equals(tables)) {
      return Optional.empty();
    }
    String schema = SqlText.identifier(Engine.POSTGRESQL, tables.get());
    String user = SqlText.identifier(Engine.POSTGRESQL, String.valueOf(settings.user()));
    return Optional.of(
        "one schema for both users: "
            + settings.migrationUser()
            + ", who migrates, uses "
            + schema
            + ", and "
            + settings.user()
            + ", who serves requests, "
            + SqlText.identifier(Engine.POSTGRESQL, rows.get())
            + "; set DB_SCHEMA to the one that is meant, or run: ALTER ROLE "
            + user
            + " SET search_path = "
            + schema);
  }

  /**
   * The same as a sentence, for whoever migrates. Asks nothing where there is one user.
   *
   * @param migrating of the user that changes the schema
   */
  public static Optional<String> difference(ActiveDatabase database, Connection migrating) {
    DatabaseSettings settings = database.settings();
    if (settings.engine() != Engine.POSTGRESQL || !settings.hasMigrationUser()) {
      return Optional.empty();
    }
    try (Connection serving = database.openConnection()) {
      return difference(serving, migrating, settings)
          .map(clause -> "The tables would not be found. Needed is " + clause + ".");
    } catch (SQLException cannotTell) {
      return Optional.empty(); // who serves will be told why
    }
  }
}
