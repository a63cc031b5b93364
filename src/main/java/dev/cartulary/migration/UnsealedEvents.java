package dev.cartulary.migration;

import dev.cartulary.database.url.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Keeps a step back from taking events of the audit log away that the log does not have yet.
 *
 * @param matter whether the plan takes the sealer away and keeps the log
 */
record UnsealedEvents(Engine engine, boolean matter) {

  /** The step that makes the tables of the sealer. */
  private static final int SEALS = 8;

  /** The step that makes the log; whoever takes it back wants no log. */
  private static final int LOG = 6;

  private static final String TABLE = "audit_pending";

  /** For the steps that are to be taken back. */
  static UnsealedEvents of(Engine engine, List<SchemaStep> plan) {
    return new UnsealedEvents(engine, takes(plan, SEALS) && !takes(plan, LOG));
  }

  private static boolean takes(List<SchemaStep> plan, int version) {
    return plan.stream().anyMatch(step -> step.version() == version);
  }

  /**
   * Refuses where events are not sealed, before anything is done.
   *
   * @throws MigrationFailed with what seals them
   */
  void refuse(Connection connection) throws SQLException {
    if (matter && SchemaObjects.exists(connection, engine, TABLE)) {
      refuse(connection, "Nothing was changed.");
    }
  }

  /**
   * The same as the first act of the step's transaction, for what a server that runs has written
   * since. From here on nobody writes events until the transaction ends: on SQLite it has the write
   * lock, on PostgreSQL this locks the table. MySQL cannot hold a lock over a change of the schema,
   * so that an event of the moment between may be lost there (docs/migrations.md).
   *
   * @throws MigrationFailed as {@link #refuse(Connection)}
   */
  void refuseWithin(Connection connection, SchemaStep step) throws SQLException {
    if (!matter || step.version() != SEALS || !SchemaObjects.exists(connection, engine, TABLE)) {
      return;
    }
    if (engine == Engine.POSTGRESQL) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("LOCK TABLE " + TABLE + " IN ACCESS EXCLUSIVE MODE");
      }
    }
    refuse(connection, "The step was not taken back.");
  }

  private static void refuse(Connection connection, String done) throws SQLException {
    long events = count(connection);
    if (events > 0) {
      throw new MigrationFailed(
          events
              + " events of the audit log are not sealed yet and would be lost. "
              + done
              + " Run `cartulary audit verify`, which seals them, with no server running,"
              + " and this command again.");
    }
  }

  private static long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + TABLE)) {
      row.next();
      return row.getLong(1);
    }
  }
}
