package dev.cartulary.migration;

import dev.cartulary.database.ActiveDatabase;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The schema's one truth: what {@code serve} asks at its start and what every {@code migrate}
 * command does. Every change happens under the migration lock, as the migration user.
 */
@Singleton
public class MigrationService {

  private final ActiveDatabase database;
  private final MigrationLock lock;
  private final ForwardSteps forward;
  private final StepRunner steps;

  MigrationService(
      ActiveDatabase database, MigrationLock lock, ForwardSteps forward, StepRunner steps) {
    this.database = database;
    this.lock = lock;
    this.forward = forward;
    this.steps = steps;
  }

  /**
   * Where the schema stands. Reads only, and does not create a SQLite file that is not there.
   *
   * @throws MigrationFailed where the database cannot be asked
   * @throws dev.cartulary.database.error.UnsupportedDatabase where it is another product than the
   *     settings claim, or too old; so does everything else here that connects
   */
  public MigrationStatus status() {
    if (missesItsFile()) {
      return MigrationStatus.of(List.of());
    }
    return onConnection(connection -> {
      MigrationStatus status = status(connection);
      return status.behind()
          ? StepInHand.read(connection, database.engine()).map(status::cutShort).orElse(status)
          : status;
    });
  }

  private boolean missesItsFile() {
    return database.settings().sqliteFile().filter(file -> !Files.exists(file)).isPresent();
  }

  /** The same on a connection of the caller; costs one query where the schema is current. */
  MigrationStatus status(Connection connection) throws SQLException {
    MigrationStatus status = SchemaHistory.status(connection, database);
    return status.behind()
        ? lock.otherHolder(connection).map(status::lockedBy).orElse(status)
        : status;
  }

  /**
   * Applies pending steps: as many as given, else all. Does nothing where none is pending.
   *
   * @param limit how many at most, from 1
   * @throws MigrationFailed where a step fails, an earlier one has failed, a table of another
   *     program has the name of one of ours, or the database is away
   * @throws MigrationLocked where another process keeps the lock too long
   */
  public MigrationReport up(OptionalInt limit, MigrationListener listener) {
    return changed(
        listener, (connection, before) -> steps.apply(connection, before, limit, listener));
  }

  /**
   * Reverts the newest steps.
   *
   * @param limit how many at most, from 1
   * @throws MigrationRefused where the newest step is of a newer program, whose rollback is not
   *     here
   * @throws MigrationFailed as {@link #up}
   */
  public MigrationReport down(int limit, MigrationListener listener) {
    return changed(
        listener, (connection, before) -> steps.revert(connection, before, limit, listener));
  }

  /** What {@link #up} would run. */
  public List<PlannedStep> planUp(OptionalInt limit) {
    List<SchemaStep> pending = MigrationPlan.toApply(status(), limit);
    if (pending.isEmpty() || missesItsFile()) {
      return planned(pending, Map.of());
    }
    return onConnection(connection -> {
      steps.refuseForeignTables(connection, pending);
      return planned(pending, steps.placeholders(connection));
    });
  }

  private List<PlannedStep> planned(List<SchemaStep> pending, Map<String, String> placeholders) {
    return pending.stream()
        .map(step ->
            new PlannedStep(
                step, true, SqlScript.forward(database.engine(), step).filled(placeholders).text()))
        .toList();
  }

  /** What {@link #down} would run. */
  public List<PlannedStep> planDown(int limit) {
    MigrationStatus status = status();
    return MigrationPlan.toRevert(status, status.cutShort(), limit).stream()
        .map(step ->
            new PlannedStep(step, false, SqlScript.rollback(database.engine(), step).text()))
        .toList();
  }

  /**
   * Drops everything of ours, the history included, and applies every step again. Tables of others
   * stay.
   *
   * @throws MigrationRefused where a newer program has applied steps that this one does not know
   * @throws MigrationFailed as {@link #up}
   */
  public MigrationReport reset(MigrationListener listener) {
    return changed(
        listener,
        (connection, before) -> {
          MigrationPlan.refuseUnknown(before);
          steps.refuseForeignTables(connection, MigrationPlan.pending(before));
          List<StepResult> done = new ArrayList<>(steps.revertAll(connection, before, listener));
          MigrationStatus empty = SchemaHistory.status(connection, database);
          done.addAll(steps.apply(connection, empty, OptionalInt.empty(), listener));
          return done;
        });
  }

  /**
   * Takes a failed step off the record, so that {@link #up} runs it again, and takes over the
   * scripts' present checksums.
   *
   * @return what was done, in sentences; empty where there was nothing to repair
   */
  public List<String> repair(MigrationListener listener) {
    return locked(
        listener,
        connection -> {
          if (!SchemaObjects.exists(connection, database.engine(), SchemaHistory.TABLE)) {
            return List.of();
          }
          steps.keepInHand(connection, SchemaHistory.status(connection, database));
          return forward.repair(steps.placeholders(connection));
        });
  }

  /**
   * What is wrong with the applied steps, in sentences; empty where they are as this program knows.
   */
  public List<String> validate() {
    return onConnection(connection ->
        SchemaObjects.exists(connection, database.engine(), SchemaHistory.TABLE)
            ? forward.findings(steps.placeholders(connection))
            : List.of());
  }

  /**
   * Waits until requests could be served: the schema is current, or ahead. A database that is away
   * is waited for as well.
   *
   * @throws MigrationFailed where that did not happen in time; says what was missing
   */
  public MigrationStatus waitUntilCurrent(Duration timeout) {
    return new DatabaseWait(this::status)
        .until(status -> status.state().usable(), timeout, "The schema was not ready");
  }

  /**
   * Waits until the database answers, whatever its schema: for one that is just starting.
   *
   * @throws MigrationFailed where that did not happen in time, or it refuses for another reason
   */
  public void waitForDatabase(Duration timeout) {
    var unused =
        new DatabaseWait(this::status)
            .until(status -> true, timeout, "The database did not answer");
  }

  private interface Change {
    List<StepResult> on(Connection connection, MigrationStatus before) throws SQLException;
  }

  private MigrationReport changed(MigrationListener listener, Change change) {
    long start = System.nanoTime();
    return locked(
        listener,
        connection -> {
          MigrationStatus before = SchemaHistory.status(connection, database);
          List<StepResult> done = change.on(connection, before);
          return new MigrationReport(
              before.current(),
              SchemaHistory.status(connection, database).current(),
              List.copyOf(done),
              Duration.ofNanos(System.nanoTime() - start));
        });
  }

  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T locked(MigrationListener listener, Work<T> work) {
    Runnable release;
    try {
      release = lock.acquire(listener);
    } catch (SQLException failure) {
      throw MigrationFailed.database(failure);
    }
    try {
      return onConnection(work);
    } finally {
      release.run();
    }
  }

  private <T> T onConnection(Work<T> work) {
    try (Connection connection = database.openMigrationConnection()) {
      return work.on(connection);
    } catch (SQLException failure) {
      throw MigrationFailed.database(failure);
    }
  }
}
