package dev.cartulary.background;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** All work beside the requests begins here, and ends when the process stops. */
@Singleton
public class Jobs {

  private static final Logger LOG = Logger.getLogger(Jobs.class);

  private static final int MOST_WAITING = 1000;

  /** Between the tries of an attempt that fails. */
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

  /** A start has more urgent things to do. */
  private static final Duration BEFORE_REMOVAL = Duration.ofSeconds(5);

  private static final Duration BETWEEN_PORTIONS = Duration.ofMillis(50);

  /** Longer than connections stay open idle, so that a database without work may go to sleep. */
  private static final Duration BETWEEN_REMOVALS = Duration.ofMinutes(10);

  private final MeterRegistry meters;
  private final List<Job> all = new CopyOnWriteArrayList<>();

  /** None yet. */
  public Jobs(MeterRegistry meters) {
    this.meters = meters;
  }

  /**
   * A job of which at most 1000 runs wait at a time.
   *
   * @param name of its thread and its metrics
   */
  public Job job(String name) {
    Job job = new Job(name, MOST_WAITING, meters);
    all.add(job);
    return job;
  }

  /**
   * Tries until it is done, every two seconds.
   *
   * @param delay before the first try
   * @param attempt tells whether it is done
   */
  public void untilDone(String name, Duration delay, BooleanSupplier attempt) {
    var unused =
        job(name)
            .repeat(
                delay,
                () -> attempt.getAsBoolean() ? Optional.empty() : Optional.of(BETWEEN_TRIES),
                failure -> {
                  LOG.warnf(failure, "%s: failed; trying again", name);
                  return Optional.of(BETWEEN_TRIES);
                });
  }

  /**
   * Removes rows that have had their time, for good: a few per transaction, with room for other
   * writers between two of them, every ten minutes. Instances may do so at the same time.
   *
   * @param removePortion removes a few rows; tells whether there may be more
   */
  public void removal(String name, BooleanSupplier removePortion) {
    Function<Throwable, Optional<Duration>> failed =
        failure -> {
          Logger.Level level = failure instanceof Error ? Logger.Level.WARN : Logger.Level.DEBUG;
          LOG.logf(level, failure, "%s: nothing was removed; trying again later", name);
          return Optional.of(spread(BETWEEN_REMOVALS));
        };
    var unused =
        job(name)
            .repeat(
                spread(BEFORE_REMOVAL),
                () ->
                    Optional.of(
                        spread(removePortion.getAsBoolean() ? BETWEEN_PORTIONS : BETWEEN_REMOVALS)),
                failed);
  }

  /** Up to a quarter longer, so that instances started together do not stay so. */
  private static Duration spread(Duration pause) {
    return pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 4));
  }

  void onStop(@Observes ShutdownEvent stop) {
    all.forEach(Job::stop);
  }
}
