package dev.cartulary.background;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Removes rows that have had their time beside the requests, a few per transaction, with room for
 * other writers between two of them. Instances may do so at the same time.
 */
public final class PeriodicRemoval {

  private static final Logger LOG = Logger.getLogger(PeriodicRemoval.class);

  /** A start has more urgent things to do. */
  private static final Duration AFTER_START = Duration.ofSeconds(5);

  private static final Duration BETWEEN_PORTIONS = Duration.ofMillis(50);

  /** Longer than connections stay open idle, so that a database without work may go to sleep. */
  private static final Duration INTERVAL = Duration.ofMinutes(10);

  private final String name;
  private final BooleanSupplier removePortion;
  private final ScheduledExecutorService thread;

  /**
   * Prepares the removal.
   *
   * @param name of its thread
   * @param removePortion removes a few rows; tells whether there may be more
   */
  public PeriodicRemoval(String name, BooleanSupplier removePortion) {
    this.name = name;
    this.removePortion = removePortion;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(task -> {
          Thread created = new Thread(task, name);
          created.setDaemon(true);
          return created;
        });
  }

  /** Begins, shortly after. */
  public void start() {
    schedule(AFTER_START);
  }

  /** Ends at once; a transaction that runs is cut short. */
  public void stop() {
    thread.shutdownNow();
  }

  private void run() {
    try {
      schedule(removePortion.getAsBoolean() ? BETWEEN_PORTIONS : INTERVAL);
    } catch (RuntimeException e) {
      LOG.debugf(e, "%s: nothing was removed; trying again later", name);
      schedule(INTERVAL);
    } catch (Error e) { // the job must not end for good
      LOG.warnf(e, "%s: nothing was removed; trying again later", name);
      schedule(INTERVAL);
    }
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
      LOG.debugf("%s: the process stops; nothing is removed any more", name);
    }
  }
}
