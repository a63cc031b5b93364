package dev.cartulary.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.database.url.Engine;
import dev.cartulary.testing.Troubleshooting;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Troubles of a SQLite file whose provocation through the program would take half a minute. */
class SqliteTroubleTest {

  @TempDir Path directory;

  @Test
  void aFileThatAnotherProgramLocks() throws SQLException {
    try (Connection other = connect();
        Statement lock = other.createStatement();
        Connection own = connect();
        Statement statement = own.createStatement()) {
      lock.execute("CREATE TABLE x (y INT)");
      lock.execute("BEGIN EXCLUSIVE");
      statement.execute("PRAGMA busy_timeout = 1");

      assertThatThrownBy(() -> statement.execute("INSERT INTO x VALUES (1)"))
          .satisfies(busy ->
              Troubleshooting.assertShown(
                  "the-sqlite-file-is-locked",
                  said(new MigrationFailed("Migration 1 failed", busy))));
    }
  }

  @Test
  void aHistoryWithAForeignRow() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      SchemaHistory.create(connection, Engine.SQLITE);
      statement.execute(
          "INSERT INTO "
              + SchemaHistory.TABLE
              + " VALUES (1, '1.5', 'x', 'SQL', 'x', 1, 'x', '2026-01-01', 1, 1)");

      assertThatThrownBy(() -> SchemaHistory.read(connection, Engine.SQLITE))
          .satisfies(foreign ->
              Troubleshooting.assertShown("the-history-holds-a-foreign-row", said(foreign)));
    }
  }

  @Test
  void aNameIsTakenByWhateverHasIt() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      assertThat(SchemaObjects.exists(connection, Engine.SQLITE, "team")).isFalse();
      statement.execute("CREATE TABLE Team (x INT)");
      statement.execute("CREATE VIEW entry AS SELECT x FROM Team");
      statement.execute("CREATE INDEX source ON Team (x)");

      assertThat(
              SchemaObjects.taken(
                  connection, Engine.SQLITE, List.of("source", "metadata", "entry", "team")))
          .containsExactly("source", "entry", "team");
      StepInHand.create(connection, Engine.SQLITE); // SQLite takes back what was cut short
      assertThat(StepInHand.read(connection, Engine.SQLITE)).isEmpty();
      assertThat(SchemaObjects.exists(connection, Engine.SQLITE, StepInHand.TABLE)).isFalse();
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("x.db"));
  }

  /** The message as a command prints it, without what was to be done. */
  private static String said(Throwable failure) {
    assertThat(failure).isInstanceOf(MigrationFailed.class);
    return String.valueOf(failure.getMessage()).replaceFirst("^Migration 1 failed: ", "");
  }
}
