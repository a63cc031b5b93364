package dev.cartulary.idempotency;

import dev.cartulary.database.InstantMicros;
import dev.cartulary.database.SchemaReady;
import dev.cartulary.database.WriteTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Removes expired keys beside the requests, a few per transaction, with room for other writers
 * between two of them. Instances that do so at the same time do not deadlock: each deletes row by
 * row in the order of the ids.
 */
@ApplicationScoped
class ExpiredKeys {

  private static final Logger LOG = Logger.getLogger(ExpiredKeys.class);
  private static final int PORTION = 100;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** A start has more urgent things to do. */
  private static final Duration AFTER_START = Duration.ofSeconds(5);

  private static final Duration BETWEEN_PORTIONS = Duration.ofMillis(50);

  /** Longer than connections stay open idle, so that a database without work may go to sleep. */
  private static final Duration INTERVAL = Duration.ofMinutes(10);

  private final IdempotencyRepository repository;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "expired-keys");
        created.setDaemon(true);
        return created;
      });

  ExpiredKeys(IdempotencyRepository repository) {
    this.repository = repository;
  }

  void onSchemaReady(@Observes SchemaReady ready) {
    schedule(AFTER_START);
  }

  void onStop(@Observes ShutdownEvent stop) {
    thread.shutdownNow();
  }

  private void run() {
    try {
      schedule(removePortion() ? BETWEEN_PORTIONS : INTERVAL);
    } catch (RuntimeException e) {
      LOG.debugf(e, "Expired idempotency keys were not removed; trying again later");
      schedule(INTERVAL);
    }
  }

  /** Whether there may be more. */
  private boolean removePortion() {
    Instant now = InstantMicros.now();
    List<String> ids = repository.expired(now, PORTION);
    if (!ids.isEmpty()) {
      WriteTransaction.call(
          LIMIT,
          () -> {
            ids.forEach(id -> repository.deleteExpired(id, now));
            return null;
          });
    }
    return ids.size() == PORTION;
  }

  /** Up to a quarter later than asked for, so that instances started together do not stay so. */
  private void schedule(Duration delay) {
    long millis = delay.toMillis();
    try {
      var unused =
          thread.schedule(
              this::run,
              millis + ThreadLocalRandom.current().nextLong(millis / 4),
              TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("the process stops; no expired keys are removed any more");
    }
  }
}
