package dev.cartulary.migration;

import dev.cartulary.background.Backoff;
import dev.cartulary.background.Job;
import dev.cartulary.background.Jobs;
import dev.cartulary.database.ActiveDatabase;
import dev.cartulary.database.diagnosis.FailureWords;
import dev.cartulary.database.error.SqlErrors;
import dev.cartulary.database.error.UnsupportedDatabase;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Sees to it that {@code serve} has a schema to serve on: migrates where the policy says so, waits
 * for somebody else to do it otherwise, and watches from then on.
 */
@Singleton
public class SchemaGuard {

  private static final Logger LOG = Logger.getLogger(SchemaGuard.class);

  /**
   * HTTP opens no later than this, so that liveness can answer during a long migration or outage.
   */
  private static final Duration START_LIMIT = Duration.ofSeconds(5);

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final ActiveDatabase database;
  private final MigrationService migrations;
  private final SchemaMonitor monitor;
  private final CompletableFuture<Void> firstRound = new CompletableFuture<>();

  private final Job job;
  private final Backoff pauses = new Backoff(SHORTEST_PAUSE, LONGEST_PAUSE);

  private BooleanSupplier begin = () -> true;
  private boolean verified;
  private boolean settled;
  private boolean begun;
  private String reported = "";
  private String noted = "";

  SchemaGuard(
      ActiveDatabase database, MigrationService migrations, SchemaMonitor monitor, Jobs jobs) {
    this.database = database;
    this.migrations = migrations;
    this.monitor = monitor;
    this.job = jobs.job("schema");
  }

  /**
   * Begins to look after the schema, and waits for the first look, up to five seconds.
   *
   * @param begin called once the schema is ready, on another thread, and again until it gives true
   * @throws UnsupportedDatabase where the database is not one that this program works with
   */
  public void start(BooleanSupplier begin) throws InterruptedException {
    this.begin = begin;
    watch(Duration.ZERO);
    try {
      firstRound.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      LOG.info("The schema is not ready yet; HTTP opens meanwhile and readiness is DOWN.");
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof UnsupportedDatabase unsupported) {
        throw unsupported;
      }
      throw new IllegalStateException(failure.getCause());
    }
  }

  private void watch(Duration delay) {
    var unused =
        job.repeat(
            delay,
            this::run,
            failure -> {
              LOG.error("The schema could not be looked at; trying again.", failure);
              firstRound.complete(null);
              return Optional.of(pauses.failed());
            });
  }

  /** Looks, and says when to look again; by itself not while all is well. */
  private Optional<Duration> run() {
    boolean reached = round();
    report();
    firstRound.complete(null);
    if (!reached) {
      return Optional.of(pauses.failed());
    }
    pauses.reset();
    if (begun && monitor.view().usable()) {
      monitor.whenUnusable(() -> watch(POLL));
      return Optional.empty();
    }
    return Optional.of(POLL);
  }

  /** Logs what is known when it has changed. */
  private void report() {
    SchemaView view = monitor.view();
    if (view.reason().equals(reported)) {
      return;
    }
    reported = view.reason();
    boolean fine = view.usable() && view.trouble().isEmpty();
    if (fine && view.status().filter(it -> it.state() == SchemaState.CURRENT).isPresent()) {
      LOG.info(reported);
    } else {
      LOG.warn(reported);
    }
  }

  /** Looks once and does what is due. False where the database did not answer. */
  private boolean round() {
    try {
      boolean seen = canSee();
      if (!settled && mayMigrate() && (!seen || isBehind())) {
        migrate();
        monitor.look();
      }
      settled |= (seen && !isBehind()) || !mayMigrate();
      if (monitor.view().usable() && !begun) {
        begun = begin.getAsBoolean();
      }
      return true;
    } catch (UnsupportedDatabase unsupported) {
      firstRound.completeExceptionally(unsupported);
      note(unsupported, "The database is not one that Cartulary works with; the log says more.");
    } catch (MigrationFailed broken) {
      note(broken, broken.outline());
    } catch (SQLException failure) {
      note(failure, monitor.words(failure));
    } catch (RuntimeException unexpected) {
      note(unexpected, "The schema's state is unknown; the log says more.");
    }
    return false;
  }

  /** Logs a failure, once as long as it stays the same, and tells probes what they may know. */
  private void note(Exception failure, String outline) {
    String message =
        failure instanceof SQLException
            ? FailureWords.of(failure)
            : String.valueOf(failure.getMessage());
    if (message.equals(noted)) {
      LOG.debug(message, failure);
    } else {
      noted = message;
      LOG.warn(message);
      LOG.debug("the schema's state cannot be read", failure);
    }
    monitor.trouble(outline, failure);
  }

  /**
   * False where the application's user cannot connect or read yet and a migration user, who may be
   * the one to grant that, is there to go on.
   */
  private boolean canSee() throws SQLException {
    try {
      if (!verified) {
        database.verifyProduct();
        verified = true;
      }
      monitor.look();
      return true;
    } catch (SQLException failure) {
      if (!settled
          && database.settings().migrationUser() != null
          && !SqlErrors.isConnectionFailure(failure)) {
        return false;
      }
      throw failure;
    }
  }

  private boolean isBehind() {
    return monitor.view().status().filter(MigrationStatus::behind).isPresent();
  }

  /**
   * Migrates at the start of the process, never later: a server that migrated whenever the schema
   * falls behind would undo an operator's {@code migrate down} at once.
   */
  private void migrate() {
    try {
      monitor.migration(Optional.of("This process is about to apply what is pending."));
      migrations.up(OptionalInt.empty(), new LoggingListener());
      monitor.migration(Optional.empty());
      settled = true;
    } catch (MigrationFailed failure) {
      LOG.error(failure.getMessage());
      LOG.debug("the migration failed", failure);
      monitor.migration(Optional.of(failure.outline()));
      settled = !passes(failure);
    }
  }

  private boolean mayMigrate() {
    return database.settings().autoMigrate().appliesTo(database.engine());
  }

  /** Worth another try by itself: an outage, or a lock held for long. A broken step is not. */
  private static boolean passes(MigrationFailed failure) {
    return failure instanceof MigrationLocked || SqlErrors.isConnectionFailure(failure);
  }

  /** Tells the log what the migration does. */
  private static final class LoggingListener implements MigrationListener {

    @Override
    public void waitingForLock(String holder) {
      LOG.infof("Another process is migrating (%s); waiting for it.", holder);
    }

    @Override
    public void finished(StepResult result) {
      LOG.infof("Applied %s in %d ms.", result.step().title(), result.elapsed().toMillis());
    }

    @Override
    public void warning(String message) {
      LOG.warn(message);
    }
  }
}
