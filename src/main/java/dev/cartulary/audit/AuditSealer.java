package dev.cartulary.audit;

import dev.cartulary.background.Backoff;
import dev.cartulary.background.Job;
import dev.cartulary.background.Jobs;
import dev.cartulary.config.Launch;
import dev.cartulary.database.error.SqlErrors;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Says when events are sealed: in a server soon after each, and every few seconds whatever other
 * processes have left; in a command before it ends.
 */
@ApplicationScoped
public class AuditSealer {

  private static final Logger LOG = Logger.getLogger(AuditSealer.class);

  /** Events of this time are sealed together. */
  private static final Duration GATHERING = Duration.ofMillis(200);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /** Between two looks that fail. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  /** No more checkpoints are made than one in this time. */
  private static final long BETWEEN_CHECKPOINTS = Duration.ofSeconds(1).toNanos();

  /**
   * How often to ask for what other processes have left: those that were killed, since each seals
   * its own. Seldom enough that the connections of a server without work may be closed.
   */
  private static final long BETWEEN_LOOKS_AT_OTHERS = Duration.ofSeconds(5).toNanos();

  /** How often to look for an end that another process has left without a checkpoint. */
  private static final long BETWEEN_LOOKS_AT_END = Duration.ofSeconds(10).toNanos();

  private static final Duration STOP_LIMIT = Duration.ofSeconds(2);
  private static final Duration COMMAND_LIMIT = Duration.ofSeconds(5);

  private final AuditSeal seal;
  private final AuditSink sink;
  private final Launch launch;
  private final Job job;
  private final Backoff failures = new Backoff(BETWEEN_LOOKS, LONGEST_PAUSE);

  /** A run that was asked for and has not begun; true where it seals all. */
  private @Nullable CompletableFuture<Boolean> asked;

  /** Whether the end has moved since this process looked for its checkpoint. */
  private volatile boolean moved = true;

  /** When that was; null before the first time. */
  private volatile @Nullable Long lookedAt;

  /** When events were looked for; null before the first time. */
  private volatile @Nullable Long ranAt;

  private volatile boolean stopping;

  /** Why the last run failed; empty where it did not. */
  private volatile String trouble = "";

  AuditSealer(AuditSeal seal, AuditSink sink, Launch launch, Jobs jobs) {
    this.seal = seal;
    this.sink = sink;
    this.launch = launch;
    this.job = jobs.job("audit-sealer");
  }

  /** Begins to look; to be called when the schema is ready. */
  public void start() {
    var unused =
        job.repeat(
            Duration.ZERO,
            () -> {
              if (isQuiet() || run()) {
                failures.reset();
                return Optional.of(BETWEEN_LOOKS);
              }
              return Optional.of(failures.failed());
            },
            failure -> Optional.of(BETWEEN_LOOKS));
  }

  /** An event was recorded, and is probably committed in a moment. */
  void wake() {
    if (ask() && launch.serves() && trouble.isEmpty()) {
      var unused = job.once(GATHERING, this::runAsked);
    }
  }

  /** Seals what this command has recorded. What cannot be sealed in time is left to a server. */
  public void sealBeforeEnd() {
    if (isAsked()) {
      var unused = seal(COMMAND_LIMIT);
    }
  }

  /**
   * Seals what is pending, and waits for that.
   *
   * @param limit the longest wait
   * @return whether all is sealed
   */
  boolean seal(Duration limit) {
    ask();
    CompletableFuture<Boolean> run = nextRun();
    var unused = job.once(Duration.ZERO, this::runAsked);
    try {
      return run == null || run.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException late) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The same, where there is something to seal. */
  boolean sealIfPending(Duration limit) {
    return seal.isComplete() || seal(limit);
  }

  /** In front of the end of all jobs: nobody else may look for what this process has left. */
  void onStop(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ShutdownEvent stop) {
    stopping = true;
    if (launch.serves() && (isAsked() || (lookedAt != null && moved))) {
      var unused = seal(STOP_LIMIT);
    }
  }

  private synchronized boolean ask() {
    if (asked == null) {
      asked = new CompletableFuture<>();
      return true;
    }
    return false;
  }

  private synchronized boolean isAsked() {
    return asked != null;
  }

  private synchronized @Nullable CompletableFuture<Boolean> nextRun() {
    return asked;
  }

  private synchronized @Nullable CompletableFuture<Boolean> takeAsked() {
    CompletableFuture<Boolean> run = asked;
    asked = null;
    return run;
  }

  private boolean isQuiet() {
    Long last = ranAt;
    return !moved
        && !isAsked()
        && last != null
        && System.nanoTime() - last < BETWEEN_LOOKS_AT_OTHERS;
  }

  private void runAsked() {
    if (isAsked()) {
      var unused = run();
    }
  }

  private boolean run() {
    CompletableFuture<Boolean> run = takeAsked();
    boolean done = false;
    try {
      done = sealAll();
      if (done) {
        ranAt = System.nanoTime();
      }
    } finally {
      if (run != null) {
        run.complete(done);
      }
    }
    return done;
  }

  private boolean sealAll() {
    try {
      while (seal.sealPortion() > 0) {
        moved = true;
      }
      noteEnd();
      if (!trouble.isEmpty()) {
        trouble = "";
        LOG.info("The events of the audit log are sealed again.");
      }
      return true;
    } catch (RuntimeException failure) {
      if (Thread.interrupted()) {
        return false; // the process stops
      }
      tell(failure);
      return false;
    }
  }

  private void noteEnd() {
    Long before = lookedAt;
    long since = before == null ? Long.MAX_VALUE : System.nanoTime() - before;
    boolean atOnce = stopping || !launch.serves();
    boolean due = moved && (atOnce || since >= BETWEEN_CHECKPOINTS);
    if (!due && since < BETWEEN_LOOKS_AT_END) {
      return;
    }
    Optional<AuditCheckpoint> made = seal.noteEnd();
    if (launch.serves()) {
      // So that what is collected of the lines begins with one.
      made.or(() -> before == null ? seal.newest() : Optional.empty()).ifPresent(sink::write);
    }
    moved = made.filter(checkpoint -> !checkpoint.isSigned()).isPresent();
    lookedAt = System.nanoTime();
  }

  /** Once for each reason; an outage of the database is in the log already. */
  private void tell(RuntimeException failure) {
    LOG.debug("why no event could be sealed", failure);
    String reason = String.valueOf(failure.getMessage());
    if (!reason.equals(trouble) && !SqlErrors.isUnusable(failure) && launch.serves()) {
      trouble = reason;
      LOG.warnf(
          "The events of the audit log cannot be sealed (%s). They are kept, and it is tried again"
              + " soon.",
          reason);
    }
  }
}
