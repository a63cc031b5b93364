package dev.cartulary.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDriverTest {

  @TempDir Path directory;

  @Test
  void aRefusedBeginLeavesNoConnectionThatCommitsEachStatement() throws SQLException {
    try (Connection holder = open();
        Connection writer = open()) {
      execute(holder, "CREATE TABLE t (a INT)");
      execute(holder, "BEGIN EXCLUSIVE");
      assertThatThrownBy(() -> writer.setAutoCommit(false)).isInstanceOf(SQLException.class);
      assertThat(writer.getAutoCommit()).isTrue();
      writer.rollback(); // as the pool does after any failure
      execute(holder, "ROLLBACK");

      writer.setAutoCommit(false);
      execute(writer, "INSERT INTO t VALUES (1)");
      writer.rollback();
      assertThat(rows(holder)).isZero();
    }
  }

  @Test
  void aCommitDoesNotTakeTheLockOfTheNextTransaction() throws SQLException {
    try (Connection writer = open();
        Connection other = open()) {
      execute(writer, "CREATE TABLE t (a INT)");
      writer.setAutoCommit(false);
      execute(writer, "INSERT INTO t VALUES (1)");
      writer.commit();
      execute(other, "INSERT INTO t VALUES (2)");
      assertThat(rows(other)).isEqualTo(2);
    }
  }

  private Connection open() throws SQLException {
    Properties properties = new Properties();
    properties.put("journal_mode", "WAL");
    properties.put("busy_timeout", "1");
    properties.put("transaction_mode", "IMMEDIATE");
    return Objects.requireNonNull(
        new SqliteDriver().connect("jdbc:sqlite:" + directory.resolve("t.db"), properties));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int rows(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM t")) {
      row.next();
      return row.getInt(1);
    }
  }
}
