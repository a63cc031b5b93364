package dev.cartulary.migration;

import dev.cartulary.database.ActiveDatabase;
import dev.cartulary.database.url.Engine;
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
   * the engine can take back DDL. On MySQL each statement stands for itself; the record goes first,
   * since nobody may use what is half gone, and a note keeps the step in hand until all is gone.
   *
   * @param unsealed what is to be asked once more before the step's first change
   */
  StepResult revert(
      Connection connection, SchemaStep step, UnsealedEvents unsealed, MigrationListener listener)
      throws SQLException {
    listener.started(step, false);
    long start = System.nanoTime();
    boolean transactional = database.engine() != Engine.MYSQL;
    try {
      connection.setAutoCommit(!transactional);
      unsealed.refuseWithin(connection, step);
      run(connection, step);
      if (transactional) {
        connection.commit();
        connection.setAutoCommit(true);
      }
    } catch (MigrationFailed refused) {
      undo(connection, refused);
      throw refused;
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
    StepInHand.create(connection, database.engine());
    new StepInHand(step.version(), false).begin(connection, database.engine());
    SchemaHistory.strike(connection, step.version());
    try (Statement statement = connection.createStatement()) {
      for (String sql : SqlScript.rollback(database.engine(), step).statements()) {
        statement.execute(sql);
      }
    }
    StepInHand.end(connection, database.engine());
  }

  private static void undo(Connection connection, Exception failure) {
    try {
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
    } catch (SQLException alsoGone) {
      failure.addSuppressed(alsoGone);
    }
  }

  /**
   * Drops the tables of the steps that were begun, whatever is left of them, those that refer to
   * others first. A table with the name of a later step's is not ours.
   */
  void dropTables(Connection connection, MigrationStatus status) throws SQLException {
    List<String> tables = new ArrayList<>();
    SchemaSteps.ALL.stream()
        .filter(step -> status.begun(step.version()))
        .forEach(step -> tables.addAll(step.tables()));
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
      if (database.engine() == Engine.MYSQL) {
        statement.execute("DROP TABLE IF EXISTS " + StepInHand.TABLE);
      }
    }
  }
}
