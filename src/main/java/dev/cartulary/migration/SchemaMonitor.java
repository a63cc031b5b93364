package dev.cartulary.migration;

import dev.cartulary.background.ProbeExecutor;
import dev.cartulary.database.ActiveDatabase;
import dev.cartulary.database.error.SqlErrors;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Keeps what this process knows about its schema; everybody else asks here. */
@Singleton
class SchemaMonitor {

  /** Less than the second that a probe may take in all. */
  static final Duration PROBE_LIMIT = Duration.ofMillis(800);

  /** Probes that come faster than this share an answer. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final ActiveDatabase database;
  private final MigrationService migrations;
  private final ProbeExecutor probes;

  private SchemaView view = new SchemaView(Optional.empty(), Optional.empty(), false);
  private Optional<String> migration = Optional.empty();
  private @Nullable Runnable watch;
  private long lookedAt;
  private @Nullable CompletableFuture<SchemaView> inFlight;

  SchemaMonitor(ActiveDatabase database, MigrationService migrations, ProbeExecutor probes) {
    this.database = database;
    this.migrations = migrations;
    this.probes = probes;
  }

  /** What is known now; never waits for the database. */
  synchronized SchemaView view() {
    return view;
  }

  /** Asks the database over the pool and takes the answer over. */
  SchemaView look() throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      MigrationStatus status = migrations.status(connection);
      return tell(new SchemaView(Optional.of(status), migrationOf(status), false));
    } catch (SQLException failure) {
      trouble(words(failure), failure);
      throw failure;
    }
  }

  /** A migration of this process stays worth telling until the schema is usable. */
  private synchronized Optional<String> migrationOf(MigrationStatus status) {
    return status.state().usable() ? Optional.empty() : migration;
  }

  /** Notes what this process's own migration is about, or why it failed; empty when it is done. */
  synchronized void migration(Optional<String> sentence) {
    migration = sentence;
    tell(new SchemaView(view.status(), sentence, false));
  }

  /** Notes why the database could not be asked; what was known before stays known. */
  synchronized void trouble(String sentence, Throwable failure) {
    tell(new SchemaView(view.status(), Optional.of(sentence), SqlErrors.isUnusable(failure)));
  }

  private synchronized SchemaView tell(SchemaView next) {
    view = next;
    lookedAt = System.nanoTime();
    runWatch();
    return next;
  }

  /** The state for a probe: asked again unless that was done just now, in {@link #PROBE_LIMIT}. */
  synchronized CompletionStage<SchemaView> refreshed() {
    if (view.status().isPresent() && System.nanoTime() - lookedAt < FRESH.toNanos()) {
      return CompletableFuture.completedFuture(view);
    }
    CompletableFuture<SchemaView> flight = inFlight;
    if (flight == null || flight.isDone()) {
      flight = probes.within(PROBE_LIMIT, this::look);
      inFlight = flight;
    }
    return flight;
  }

  /** Runs it once, as soon as requests may not pass. */
  synchronized void whenUnusable(Runnable watch) {
    this.watch = watch;
    runWatch();
  }

  private synchronized void runWatch() {
    Runnable due = watch;
    if (due != null && !view.usable()) {
      watch = null;
      due.run();
    }
  }

  /** Why a probe got no answer in time. */
  String silence() {
    return trouble()
        .orElse("The database did not answer within " + PROBE_LIMIT.toMillis() + " ms.");
  }

  private Optional<String> trouble() {
    return database
        .trouble()
        .map(clause -> Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".");
  }

  /** Why, in words that hold no address, name or secret: anybody may read a readiness answer. */
  String words(SQLException failure) {
    Optional<String> known = trouble();
    if (known.isPresent()) {
      return known.get();
    }
    if (SqlErrors.isAccessRefused(failure)) {
      return "The database refuses the user, the password or the database name; the log says more.";
    }
    return SqlErrors.isConnectionFailure(failure)
        ? "The database cannot be reached; the log says more."
        : "The schema's history cannot be read; the log says more.";
  }
}
