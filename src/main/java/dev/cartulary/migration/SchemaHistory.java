package dev.cartulary.migration;

import dev.cartulary.database.ActiveDatabase;
import dev.cartulary.database.Tables;
import dev.cartulary.database.url.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The table in which Flyway records the steps, read and struck off without Flyway. */
final class SchemaHistory {

  static final String TABLE = Tables.HISTORY;

  private SchemaHistory() {}

  /**
   * The steps in the order in which they were applied; empty where the table is not there. Costs
   * one query where it is.
   */
  static List<HistoryRow> read(Connection connection, Engine engine) throws SQLException {
    String sql =
        "SELECT version, description, success, "
            + appliedAt(engine)
            + " FROM "
            + TABLE
            + " WHERE type = 'SQL' ORDER BY installed_rank";
    List<HistoryRow> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        rows.add(
            new HistoryRow(
                version(row.getString(1)),
                row.getString(2),
                row.getBoolean(3),
                Instant.ofEpochSecond(row.getLong(4))));
      }
      return rows;
    } catch (SQLException failure) {
      if (!SchemaObjects.exists(connection, engine, TABLE)) {
        return List.of();
      }
      throw failure;
    }
  }

  /** Where the schema stands by the record. */
  static MigrationStatus status(Connection connection, ActiveDatabase database)
      throws SQLException {
    return MigrationStatus.of(read(connection, database.engine()));
  }

  /** The moment as seconds since 1970 in UTC, whatever the time zone of the reading session is. */
  private static String appliedAt(Engine engine) {
    return switch (engine) {
      case SQLITE -> "CAST(strftime('%s', installed_on) AS INTEGER)";
      case POSTGRESQL -> "CAST(EXTRACT(EPOCH FROM installed_on) AS BIGINT)";
      case MYSQL -> "FLOOR(UNIX_TIMESTAMP(installed_on))";
    };
  }

  private static int version(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException notOurs) {
      throw new MigrationFailed(
          "The table "
              + TABLE
              + " holds the version '"
              + text
              + "', which no Cartulary writes: look at that row and remove it.");
    }
  }

  /**
   * Creates the table where it is not there, in the form that Flyway reads and writes. Flyway would
   * create it too, but not in a database that holds tables of others, unless it may record a
   * baseline, and that fails on MySQL where the database's name holds a percent sign.
   */
  static void create(Connection connection, Engine engine) throws SQLException {
    String now =
        switch (engine) {
          case SQLITE -> "TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f', 'now'))";
          case POSTGRESQL -> "TIMESTAMP NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')";
          case MYSQL -> "TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP";
        };
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS "
              + TABLE
              + " (installed_rank INT NOT NULL PRIMARY KEY, version VARCHAR(50),"
              + " description VARCHAR(200) NOT NULL, type VARCHAR(20) NOT NULL,"
              + " script VARCHAR(1000) NOT NULL, checksum INT,"
              + " installed_by VARCHAR(100) NOT NULL, installed_on "
              + now
              + ", execution_time INT NOT NULL, success BOOLEAN NOT NULL)");
    }
  }

  /** Takes the step off the record; its objects must be gone. */
  static void strike(Connection connection, int version) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM " + TABLE + " WHERE version = ?")) {
      statement.setString(1, Integer.toString(version));
      statement.executeUpdate();
    }
  }
}
