package dev.cartulary.background;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does something that a start needs but does not wait for, on a thread of its own, and tries again
 * every two seconds until it is done: while the database is away, for example.
 */
public final class RepeatedAttempt {

  private static final Logger LOG = Logger.getLogger(RepeatedAttempt.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** What is attempted may fill a processor, which the first probes and requests need. */
  private static final Duration BEFORE_FIRST = Duration.ofMillis(250);

  private final String name;
  private final BooleanSupplier attempt;
  private volatile @Nullable Thread thread;

  /**
   * Prepares it.
   *
   * @param name of its thread
   * @param attempt tells whether it is done
   */
  public RepeatedAttempt(String name, BooleanSupplier attempt) {
    this.name = name;
    this.attempt = attempt;
  }

  /** Begins, shortly after; to be called once. */
  public void start() {
    start(BEFORE_FIRST);
  }

  /** Begins at once, for what the readiness of the process waits for; to be called once. */
  public void startNow() {
    start(Duration.ZERO);
  }

  private void start(Duration before) {
    Thread created = new Thread(() -> run(before), name);
    created.setDaemon(true);
    thread = created;
    created.start();
  }

  /** Tries no more. */
  public void stop() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  /** Whatever is thrown: memory may be short for a moment, and nobody else would try again. */
  private boolean isDone() {
    try {
      return attempt.getAsBoolean();
    } catch (RuntimeException | Error failure) {
      LOG.warnf(failure, "%s: failed; trying again", name);
      return false;
    }
  }

  private void run(Duration before) {
    try {
      Thread.sleep(before.toMillis());
      while (!isDone()) {
        Thread.sleep(PAUSE.toMillis());
      }
    } catch (InterruptedException stopped) {
      LOG.debugf("%s: the process stops; it is tried no more", name);
    }
  }
}
