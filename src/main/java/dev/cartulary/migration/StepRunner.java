package dev.cartulary.migration;

import dev.cartulary.database.ActiveDatabase;
import dev.cartulary.database.PostgresSchema;
import dev.cartulary.database.diagnosis.DatabaseProduct;
import dev.cartulary.database.url.Engine;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Takes steps forward and back on a connection of the migration user, who holds the migration lock.
 */
@Singleton
class StepRunner {

  private final ActiveDatabase database;
  private final ForwardSteps forward;
  private final BackwardSteps backward;
  private final AppUserGrants grants;

  StepRunner(
      ActiveDatabase database, ForwardSteps forward, BackwardSteps backward, AppUserGrants grants) {
    this.database = database;
    this.forward = forward;
    this.backward = backward;
    this.grants = grants;
  }

  /**
   * Applies pending steps, as many as given, else all.
   *
   * @throws MigrationFailed where a step fails, or a table of another program stands in its way
   */
  List<StepResult> apply(
      Connection connection, MigrationStatus before, OptionalInt steps, MigrationListener listener)
      throws SQLException {
    List<SchemaStep> pending = MigrationPlan.toApply(before, steps);
    List<StepResult> done = List.of();
    if (!pending.isEmpty()) {
      refuseNoSchema(connection);
      refuseForeignTables(connection, pending);
      SchemaHistory.create(connection, database.engine());
      StepInHand.create(connection, database.engine());
      int target = pending.get(pending.size() - 1).version();
      done = forward.apply(connection, target, placeholders(connection), listener);
    }
    grants.grant(connection, SchemaHistory.status(connection, database).current(), listener);
    PostgresSchema.difference(database, connection).ifPresent(listener::warning);
    return done;
  }

  /** PostgreSQL would say "no schema has been selected to create in". */
  private void refuseNoSchema(Connection connection) throws SQLException {
    if (database.engine() == Engine.POSTGRESQL && PostgresSchema.of(connection).isEmpty()) {
      throw new MigrationFailed(
          "There is no schema for the tables: none that DB_SCHEMA or the user's search_path names"
              + " exists and may be used. Nothing was changed. As an administrator: CREATE SCHEMA,"
              + " and GRANT USAGE, CREATE on it to the user that migrates.");
    }
  }

  /**
   * Refuses where a name that a step gives to a table is taken. Only a table that a cut-short step
   * of ours has left explains it: MySQL's {@code CREATE TABLE IF NOT EXISTS} would take over any
   * other one, and a rollback would drop it.
   */
  void refuseForeignTables(Connection connection, List<SchemaStep> pending) throws SQLException {
    int explained =
        StepInHand.read(connection, database.engine()).map(StepInHand::version).orElse(0);
    List<String> names = new ArrayList<>();
    pending.stream()
        .filter(step -> step.version() != explained)
        .forEach(step -> names.addAll(step.tables()));
    List<String> taken =
        names.isEmpty() ? List.of() : SchemaObjects.taken(connection, database.engine(), names);
    if (!taken.isEmpty()) {
      throw new MigrationFailed(
          "This database already has "
              + String.join(", ", taken)
              + ", which no step of Cartulary made. Nothing was changed. Give Cartulary a database"
              + (database.engine() == Engine.POSTGRESQL ? " or a schema" : "")
              + " of its own, or rename what has the name.");
    }
  }

  /** Takes back the newest steps, as many as given; first the one whose way back was cut short. */
  List<StepResult> revert(
      Connection connection, MigrationStatus before, int steps, MigrationListener listener)
      throws SQLException {
    List<StepResult> done = new ArrayList<>();
    Optional<StepInHand> inHand = StepInHand.read(connection, database.engine());
    List<SchemaStep> plan = MigrationPlan.toRevert(before, inHand, steps);
    UnsealedEvents unsealed = UnsealedEvents.of(database.engine(), plan);
    unsealed.refuse(connection);
    for (SchemaStep step : plan) {
      done.add(backward.revert(connection, step, unsealed, listener));
    }
    return done;
  }

  /** Takes back everything of ours, a step that failed half-way and the history included. */
  List<StepResult> revertAll(
      Connection connection, MigrationStatus before, MigrationListener listener)
      throws SQLException {
    List<StepResult> done = List.of();
    if (before.state() == SchemaState.FAILED) {
      backward.dropTables(connection, before);
    } else {
      done = revert(connection, before, Integer.MAX_VALUE, listener);
    }
    backward.dropHistory(connection);
    return done;
  }

  /** Notes a failed step as one in hand, so that what it left is known for ours without its row. */
  void keepInHand(Connection connection, MigrationStatus status) throws SQLException {
    StepInHand.create(connection, database.engine());
    for (StepStatus failed : status.in(StepState.FAILED)) {
      new StepInHand(failed.version(), true).begin(connection, database.engine());
    }
  }

  /** The values of the scripts' placeholders. */
  Map<String, String> placeholders(Connection connection) throws SQLException {
    return database.engine() == Engine.MYSQL
        ? Map.of("collation", DatabaseProduct.of(connection).collation())
        : Map.of();
  }
}
