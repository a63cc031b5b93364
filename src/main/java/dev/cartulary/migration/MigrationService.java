package dev.cartulary.migration;

import dev.cartulary.database.ActiveDatabase;
import dev.cartulary.database.DatabaseProduct;
import dev.cartulary.database.Engine;
import dev.cartulary.database.SqlErrors;
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

  private static final long POLL_MILLIS = 500;

  private final ActiveDatabase database;
  private final MigrationLock lock;
  private final ForwardSteps forward;
  private final BackwardSteps backward;
  private final AppUserGrants grants;

  MigrationService(
      ActiveDatabase database,
      MigrationLock lock,
      ForwardSteps forward,
      BackwardSteps backward,
      AppUserGrants grants) {
    this.database = database;
    this.lock = lock;
    this.forward = forward;
    this.backward = backward;
    this.grants = grants;
  }

  /**
   * Where the schema stands. Reads only, and does not create a SQLite file that is not there.
   *
   * @throws MigrationFailed where the database cannot be asked
   */
  public MigrationStatus status() {
    if (database.settings().sqliteFile().filter(file -> !Files.exists(file)).isPresent()) {
      return MigrationStatus.of(List.of());
    }
    return onConnection(this::status);
  }

  /** The same on a connection of the caller; costs one query where the schema is current. */
  MigrationStatus status(Connection connection) throws SQLException {
    MigrationStatus status = MigrationStatus.of(SchemaHistory.read(connection, database.engine()));
    return status.behind()
        ? lock.otherHolder(connection).map(status::lockedBy).orElse(status)
        : status;
  }

  /**
   * Applies pending steps: as many as given, else all. Does nothing where none is pending.
   *
   * @param steps how many at most, from 1
   * @throws MigrationFailed where a step fails, an earlier one has failed, or the database is away
   * @throws MigrationLocked where another process keeps the lock too long
   */
  public MigrationReport up(OptionalInt steps, MigrationListener listener) {
    long start = System.nanoTime();
    return locked(
        listener,
        connection -> {
          MigrationStatus before = read(connection);
          List<StepResult> done = applyPending(connection, before, steps, listener);
          return report(before.current(), connection, done, start);
        });
  }

  private List<StepResult> applyPending(
      Connection connection, MigrationStatus before, OptionalInt steps, MigrationListener listener)
      throws SQLException {
    List<SchemaStep> pending = MigrationPlan.toApply(before, steps);
    List<StepResult> done = List.of();
    if (!pending.isEmpty()) {
      int target = pending.get(pending.size() - 1).version();
      SchemaHistory.create(connection, database.engine());
      done = forward.apply(target, placeholders(connection), listener);
    }
    grants.grant(connection, read(connection).current(), listener);
    return done;
  }

  /**
   * Reverts the newest steps.
   *
   * @param steps how many at most, from 1
   * @throws MigrationRefused where the newest step is of a newer program, whose rollback is not
   *     here
   * @throws MigrationFailed as {@link #up}
   */
  public MigrationReport down(int steps, MigrationListener listener) {
    long start = System.nanoTime();
    return locked(
        listener,
        connection -> {
          MigrationStatus before = read(connection);
          List<StepResult> done = new ArrayList<>();
          for (SchemaStep step : MigrationPlan.toRevert(before, steps)) {
            done.add(backward.revert(connection, step, listener));
          }
          return report(before.current(), connection, done, start);
        });
  }

  /** What {@link #up} would run. */
  public List<PlannedStep> planUp(OptionalInt steps) {
    List<SchemaStep> pending = MigrationPlan.toApply(status(), steps);
    Map<String, String> placeholders =
        database.engine() == Engine.MYSQL ? onConnection(this::placeholders) : Map.of();
    return pending.stream()
        .map(step ->
            new PlannedStep(
                step, true, SqlScript.forward(database.engine(), step).filled(placeholders).text()))
        .toList();
  }

  /** What {@link #down} would run. */
  public List<PlannedStep> planDown(int steps) {
    return MigrationPlan.toRevert(status(), steps).stream()
        .map(step ->
            new PlannedStep(step, false, SqlScript.rollback(database.engine(), step).text()))
        .toList();
  }

  /**
   * Drops everything of ours, the history included, and applies every step anew. Tables of others
   * stay.
   *
   * @throws MigrationRefused where a newer program has applied steps that this one does not know
   * @throws MigrationFailed as {@link #up}
   */
  public MigrationReport reset(MigrationListener listener) {
    long start = System.nanoTime();
    return locked(
        listener,
        connection -> {
          MigrationStatus before = read(connection);
          MigrationPlan.refuseUnknown(before);
          List<StepResult> done = new ArrayList<>();
          if (before.state() == SchemaState.FAILED) {
            backward.dropTables(connection);
          } else {
            for (SchemaStep step : MigrationPlan.toRevert(before, Integer.MAX_VALUE)) {
              done.add(backward.revert(connection, step, listener));
            }
          }
          backward.dropHistory(connection);
          done.addAll(applyPending(connection, read(connection), OptionalInt.empty(), listener));
          return report(before.current(), connection, done, start);
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
        connection ->
            SchemaHistory.exists(connection, database.engine())
                ? forward.repair(placeholders(connection))
                : List.of());
  }

  /**
   * What is wrong with the applied steps, in sentences; empty where they are as this program knows.
   */
  public List<String> validate() {
    return onConnection(connection ->
        SchemaHistory.exists(connection, database.engine())
            ? forward.findings(placeholders(connection))
            : List.of());
  }

  /**
   * Waits until requests could be served: the schema is current, or ahead. A database that is away
   * is waited for as well.
   *
   * @throws MigrationFailed where that did not happen in time; says what was missing
   */
  public MigrationStatus waitUntilCurrent(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      String missing;
      try {
        MigrationStatus status = status();
        if (status.state().usable()) {
          return status;
        }
        missing = status.sentence();
      } catch (MigrationFailed failure) {
        if (failure.getCause() == null || !SqlErrors.isConnectionFailure(failure.getCause())) {
          throw failure;
        }
        missing = failure.getMessage();
      }
      if (System.nanoTime() - deadline >= 0) {
        throw new MigrationFailed(
            "The schema was not ready within " + timeout.toSeconds() + " s. " + missing);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MigrationFailed("Interrupted while waiting for the schema.");
    }
  }

  private MigrationStatus read(Connection connection) throws SQLException {
    return MigrationStatus.of(SchemaHistory.read(connection, database.engine()));
  }

  private MigrationReport report(
      int before, Connection connection, List<StepResult> done, long start) throws SQLException {
    return new MigrationReport(
        before,
        read(connection).current(),
        List.copyOf(done),
        Duration.ofNanos(System.nanoTime() - start));
  }

  private Map<String, String> placeholders(Connection connection) throws SQLException {
    return database.engine() == Engine.MYSQL
        ? Map.of("collation", DatabaseProduct.of(connection).collation())
        : Map.of();
  }

  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T locked(MigrationListener listener, Work<T> work) {
    Runnable release;
    try {
      release = lock.acquire(listener);
    } catch (SQLException failure) {
      throw databaseFailed(failure);
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
      throw databaseFailed(failure);
    }
  }

  private static MigrationFailed databaseFailed(SQLException failure) {
    return new MigrationFailed(
        SqlErrors.isConnectionFailure(failure)
            ? "The database cannot be reached"
            : SqlErrors.isPrivilegeMissing(failure)
                ? "The database user lacks a privilege"
                : "The database refused",
        failure);
  }
}
