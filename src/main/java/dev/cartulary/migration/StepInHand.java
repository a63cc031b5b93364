package dev.cartulary.migration;

import dev.cartulary.database.Tables;
import dev.cartulary.database.url.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * The step that a process has begun and not ended, on the engine that keeps half of one. Without
 * this note a table that a killed process left behind would look like the table of another program.
 *
 * @param version the step's number
 * @param forward false where the step was being taken back
 */
public record StepInHand(int version, boolean forward) {

  /** Where the note is kept; at most one row. */
  static final String TABLE = Tables.STEP_IN_HAND;

  /** Creates the table of the note; does nothing on engines that take a half step back. */
  static void create(Connection connection, Engine engine) throws SQLException {
    if (engine == Engine.MYSQL) {
      execute(
          connection,
          "CREATE TABLE IF NOT EXISTS "
              + TABLE
              + " (version INT NOT NULL PRIMARY KEY, forward BOOLEAN NOT NULL)");
    }
  }

  /** The note; empty where no step is in hand. */
  static Optional<StepInHand> read(Connection connection, Engine engine) throws SQLException {
    if (engine != Engine.MYSQL || !SchemaObjects.exists(connection, engine, TABLE)) {
      return Optional.empty();
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT version, forward FROM " + TABLE)) {
      return row.next()
          ? Optional.of(new StepInHand(row.getInt(1), row.getBoolean(2)))
          : Optional.empty();
    }
  }

  /** Notes that the step begins; {@link #create} was called before. */
  void begin(Connection connection, Engine engine) throws SQLException {
    if (engine != Engine.MYSQL) {
      return;
    }
    end(connection, engine);
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO " + TABLE + " (version, forward) VALUES (?, ?)")) {
      statement.setInt(1, version);
      statement.setBoolean(2, forward);
      statement.executeUpdate();
    }
  }

  /** Notes that no step is in hand. */
  static void end(Connection connection, Engine engine) throws SQLException {
    if (engine == Engine.MYSQL) {
      // By its key, since MySQL may be set to refuse any other DELETE.
      execute(connection, "DELETE FROM " + TABLE + " WHERE version > 0");
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** For people: {@code 6 Create audit log}; the number alone where this program lacks the step. */
  String title() {
    return SchemaSteps.step(version).map(SchemaStep::title).orElse(String.valueOf(version));
  }
}
