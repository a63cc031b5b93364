package dev.cartulary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Looks into a test database, and changes what no request could, beside the program under test. */
public final class Sql {

  /** What was recorded for the audit log, sealed or not: to be put behind FROM. */
  public static final String EVENTS = events();

  private Sql() {}

  private static String events() {
    String columns = "action, outcome, actor_id, actor_name, target_id, details";
    return "(SELECT %s FROM audit_log UNION ALL SELECT %s FROM audit_pending) events"
        .formatted(columns, columns);
  }

  /** Runs a statement. */
  public static void execute(TestDatabase database, String statement) throws SQLException {
    try (Connection connection = database.connect();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  /** The first column of the first row, which must be there. */
  public static String text(TestDatabase database, String query) throws SQLException {
    List<List<String>> rows = rows(database, query);
    assertThat(rows).as(query).isNotEmpty();
    return rows.get(0).get(0);
  }

  /** The same as a number. */
  public static long number(TestDatabase database, String query) throws SQLException {
    return Long.parseLong(text(database, query));
  }

  /** Every row with its columns; NULL is the text {@code null}. */
  public static List<List<String>> rows(TestDatabase database, String query) throws SQLException {
    try (Connection connection = database.connect()) {
      return rows(connection, query);
    }
  }

  /** The same over a connection of the caller's. */
  public static List<List<String>> rows(Connection connection, String query) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        List<String> columns = new ArrayList<>();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
          columns.add(String.valueOf(row.getString(column)));
        }
        rows.add(columns);
      }
    }
    return rows;
  }
}
