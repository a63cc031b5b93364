package dev.cartulary.database;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Statements in SQL, the same on every engine, within the running transaction: for the few that are
 * a large part of a frequent change. Hibernate translates an update in HQL anew each time, and a
 * query in HQL costs it several times what SQLite needs for the row.
 */
@Singleton
public class PlainSql {

  private static final InstantMicros MICROS = new InstantMicros();

  private final ActiveSession active;

  PlainSql(ActiveSession active) {
    this.active = active;
  }

  /** A row of a result; columns count from 1. */
  public static final class Row {

    private final @Nullable Object[] columns;

    private Row(ResultSet result) throws SQLException {
      columns = new @Nullable Object[result.getMetaData().getColumnCount()];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = result.getObject(i + 1);
      }
    }

    /** The text of a column that may be null. */
    public @Nullable String textOrNull(int column) {
      return (String) columns[column - 1];
    }

    /** The text of a column. */
    public String text(int column) {
      return (String) present(column);
    }

    /** The whole number of a column. */
    public long number(int column) {
      return ((Number) present(column)).longValue();
    }

    /** The point in time of a column. */
    public Instant instant(int column) {
      return Instant.EPOCH.plus(number(column), ChronoUnit.MICROS);
    }

    private Object present(int column) {
      return Objects.requireNonNull(columns[column - 1], "a column that is never null");
    }
  }

  /**
   * Carries out an insert, update or delete.
   *
   * @param sql with its parameters as question marks
   * @param parameters texts, numbers, points in time (stored as microseconds) and nulls
   * @return how many rows it has changed
   */
  public int execute(String sql, @Nullable Object... parameters) {
    return active
        .stateless()
        .doReturningWork(connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
          }
        });
  }

  /**
   * All rows that a query finds. Outside of a transaction the connection is kept until the
   * request's end.
   *
   * @param parameters as for {@link #execute}
   */
  public List<Row> rows(String sql, @Nullable Object... parameters) {
    return active
        .stateless()
        .doReturningWork(connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet result = statement.executeQuery()) {
              List<Row> rows = new ArrayList<>();
              while (result.next()) {
                rows.add(new Row(result));
              }
              return rows;
            }
          }
        });
  }

  private static void bind(PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Object value =
          parameters[i] instanceof Instant instant
              ? MICROS.convertToDatabaseColumn(instant)
              : parameters[i];
      statement.setObject(i + 1, value);
    }
  }
}
