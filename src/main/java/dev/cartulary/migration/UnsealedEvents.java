package dev.cartulary.migration;

import dev.cartulary.database.url.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Keeps a step back from taking events of the audit log away that the log does not have yet. */
final class UnsealedEvents {

  /** The step that makes the tables of the sealer. */
  private static final int SEALS = 8;

  /** The step that makes the log; whoever takes it back wants no log. */
  private static final int LOG = 6;

  private static final String TABLE = "audit_pending";

  private UnsealedEvents() {}

  /**
   * Refuses where the plan takes the sealer away, keeps the log, and events are not sealed.
   *
   * @throws MigrationFailed with what seals them
   */
  static void refuse(Connection connection, Engine engine, List<SchemaStep> plan)
      throws SQLException {
    if (takes(plan, SEALS)
        && !takes(plan, LOG)
        && SchemaObjects.exists(connection, engine, TABLE)) {
      long events = count(connection);
      if (events > 0) {
        throw new MigrationFailed(
            events
                + " events of the audit log are not sealed yet and would be lost. Nothing was"
                + " changed. Run `cartulary audit verify`, which seals them, with no server running,"
                + " and this command again.");
      }
    }
  }

  private static boolean takes(List<SchemaStep> plan, int version) {
    return plan.stream().anyMatch(step -> step.version() == version);
  }

  private static long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + TABLE)) {
      row.next();
      return row.getLong(1);
    }
  }
}
