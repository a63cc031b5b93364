package dev.cartulary.migration;

import dev.cartulary.database.ActiveDatabase;
import dev.cartulary.database.Engine;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The steps back, which Flyway's open-source edition does not have. */
@Singleton
class BackwardSteps {

  private final ActiveDatabase database;

  BackwardSteps(ActiveDatabase database) {
    this.database = database;
  }

  /**
   * Runs the step's rollback script and strikes the step off the history: in one transaction where
   * the engine can take back DDL. On MySQL each statement stands for itself; the record goes last,
   * so that a rollback that was cut short runs again, which its script allows.
   */
  StepResult revert(Connection connection, SchemaStep step, MigrationListener listener)
      throws SQLException {
    listener.started(step, false);
    long start = System.nanoTime();
    boolean transactional = database.engine() != Engine.MYSQL;
    try {
      connection.setAutoCommit(!transactional);
      run(connection, step);
      if (transactional) {
        connection.commit();
        connection.setAutoCommit(true);
      }
    } catch (SQLException failure) {
      undo(connection, failure);
      throw new MigrationFailed(
          "Reverting "
              + step.title()
              + " failed. "
              + (transactional
                  ? "Nothing of it was kept"
                  : "MySQL keeps what was done, and the same command goes on from there"),
          failure);
    }
    StepResult result = new StepResult(step, false, Duration.ofNanos(System.nanoTime() - start));
    listener.finished(result);
    return result;
  }

  private void run(Connection connection, SchemaStep step) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : SqlScript.rollback(database.engine(), step).statements()) {
        statement.execute(sql);
      }
    }
    SchemaHistory.strike(connection, step.version());
  }

  private static void undo(Connection connection, SQLException failure) {
    try {
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
    } catch (SQLException alsoGone) {
      failure.addSuppressed(alsoGone);
    }
  }

  /** Drops every table of ours, whatever is left of it, those that refer to others first. */
  void dropTables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    SchemaSteps.ALL.forEach(step -> tables.addAll(step.tables()));
    try (Statement statement = connection.createStatement()) {
      for (int i = tables.size() - 1; i >= 0; i--) {
        statement.execute("DROP TABLE IF EXISTS " + tables.get(i));
      }
    }
  }

  /** Drops the record itself. */
  void dropHistory(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS " + SchemaHistory.TABLE);
    }
  }
}
