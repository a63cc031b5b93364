package dev.cartulary.audit;

import dev.cartulary.access.Caller;
import dev.cartulary.background.Jobs;
import dev.cartulary.config.Settings;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.database.WriteTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Removes rows that are older than AUDIT_RETENTION from the log's beginning. First a row of the log
 * notes up to which row, with its hash; then they are deleted, a portion per transaction with room
 * for other writers in between. So a removal that is cut short can go on, and {@link
 * AuditVerification} can tell it from tampering.
 */
@ApplicationScoped
public class AuditRetention {

  private static final Logger LOG = Logger.getLogger(AuditRetention.class);

  /** A removal adds a row to the log, so there is not one for each row that grows too old. */
  private static final Duration MOST_SLACK = Duration.ofDays(1);

  private final Optional<Duration> retention;
  private final Removal removal;
  private final Jobs jobs;

  AuditRetention(Settings settings, Removal removal, Jobs jobs) {
    this.retention = AuditSettings.resolve(settings).retention();
    this.removal = removal;
    this.jobs = jobs;
  }

  /** Begins, where a time is set; to be called when the schema is ready. */
  public void start() {
    if (retention.isPresent()) {
      jobs.removal("audit-retention", this::removePortion);
    }
  }

  private boolean removePortion() {
    Duration age = retention.orElseThrow();
    Duration tenth = age.dividedBy(10);
    try {
      return removal.removePortion(
          InstantMicros.now().minus(age), tenth.compareTo(MOST_SLACK) < 0 ? tenth : MOST_SLACK);
    } catch (RuntimeException e) {
      LOG.warnf("Old rows of the audit log were not removed (%s); trying again later", e);
      throw e;
    }
  }

  /** One transaction of the removal. */
  @Singleton
  @ActivateRequestContext
  static class Removal {

    private static final int PORTION = 1000;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final AuditRepository repository;
    private final AuditCheckpointRepository checkpoints;
    private final AuditLog log;
    private final Caller caller;

    Removal(
        AuditRepository repository,
        AuditCheckpointRepository checkpoints,
        AuditLog log,
        Caller caller) {
      this.repository = repository;
      this.checkpoints = checkpoints;
      this.log = log;
      this.caller = caller;
    }

    /**
     * Removes rows older than the time, once there is an event that is older by the slack.
     *
     * @return whether there may be more to remove
     */
    boolean removePortion(Instant olderThan, Duration slack) {
      long noted = repository.notedUpTo();
      long first = repository.first();
      if (first > 0 && first <= noted) {
        long end = Math.min(noted, first + PORTION - 1);
        WriteTransaction.call(
            LIMIT,
            () -> {
              repository.removeUpTo(end);
              // The one of the last removed row still says what the first row follows.
              checkpoints
                  .newest()
                  .map(AuditCheckpoint::size)
                  .ifPresent(newest -> checkpoints.removeBefore(Math.min(newest, end)));
              return null;
            });
        return true;
      }
      // Looks at events only: a log in which nothing happens but removals would otherwise note one
      // after the other.
      if (repository.firstEventAt().filter(olderThan.minus(slack)::isAfter).isEmpty()) {
        return false;
      }
      Optional<AuditHead> last = repository.lastOlderThan(olderThan);
      last.ifPresent(row -> note(row, olderThan));
      return last.isPresent();
    }

    private void note(AuditHead last, Instant olderThan) {
      caller.enterProcess();
      WriteTransaction.call(
          LIMIT,
          () -> {
            repository.lock(); // the note becomes the row that follows what it names
            if (repository.notedUpTo() < last.sequence()) { // else another process was faster
              log.recordSealed(PruneNote.event(last, olderThan));
            }
            return null;
          });
    }
  }
}
