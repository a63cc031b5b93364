package dev.cartulary.background;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Work beside the requests: one run at a time, on a thread that has the job's name and exists while
 * something is to be run. Whatever a run throws ends that run alone, an error as well: memory may
 * be short for a moment. Each run is timed by {@code cartulary.background.runs}.
 */
public final class Job {

  private static final Logger LOG = Logger.getLogger(Job.class);

  private static final String RUNS = "cartulary.background.runs";

  /** A thread without work ends after this time. */
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final String name;
  private final int mostWaiting;
  private final MeterRegistry meters;
  private final ScheduledThreadPoolExecutor thread;

  Job(String name, int mostWaiting, MeterRegistry meters) {
    this.name = name;
    this.mostWaiting = mostWaiting;
    this.meters = meters;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread created = new Thread(task, name);
              created.setDaemon(true);
              return created;
            });
    thread.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
    thread.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs the work once. A failure is logged.
   *
   * @param delay before the run; zero for at once
   * @return false where it is not run: as many runs wait as may, or the process stops
   */
  public boolean once(Duration delay, Runnable work) {
    return repeat(
        delay,
        () -> {
          work.run();
          return Optional.empty();
        },
        failure -> {
          LOG.warnf(failure, "%s: failed", name);
          return Optional.empty();
        });
  }

  /**
   * Runs the work, again and again.
   *
   * @param delay before the first run; zero for at once
   * @param work gives the pause before the next run; empty to end
   * @param failed takes what a run threw, and gives the pause before the next run; not called once
   *     the process stops
   * @return false where it is not run: as many runs wait as may, or the process stops
   */
  public boolean repeat(
      Duration delay,
      Supplier<Optional<Duration>> work,
      Function<Throwable, Optional<Duration>> failed) {
    if (thread.getQueue().size() >= mostWaiting) {
      return false;
    }
    try {
      var unused =
          thread.schedule(
              () -> run(work, failed).ifPresent(pause -> repeat(pause, work, failed)),
              delay.toMillis(),
              TimeUnit.MILLISECONDS);
      return true;
    } catch (RejectedExecutionException stopped) {
      LOG.debugf("%s: the process stops; it is not run again", name);
      return false;
    }
  }

  private Optional<Duration> run(
      Supplier<Optional<Duration>> work, Function<Throwable, Optional<Duration>> failed) {
    Timer.Sample begun = Timer.start(meters);
    try {
      Optional<Duration> next = work.get();
      begun.stop(timer("success"));
      return next;
    } catch (Throwable failure) {
      if (thread.isShutdown()) {
        LOG.debugf(failure, "%s: ended by the stop of the process", name);
        return Optional.empty();
      }
      begun.stop(timer("failure"));
      return pause(failure, failed);
    }
  }

  /** Not even a failure to say what failed may end work that goes on. */
  private static Optional<Duration> pause(
      Throwable failure, Function<Throwable, Optional<Duration>> failed) {
    try {
      return failed.apply(failure);
    } catch (RuntimeException | Error unable) {
      return Optional.of(IDLE);
    }
  }

  private Timer timer(String outcome) {
    return Timer.builder(RUNS)
        .description("Runs of the work beside the requests.")
        .tag("name", name)
        .tag("outcome", outcome)
        .register(meters);
  }

  /** Ends at once: what runs is interrupted, and nothing is run any more. */
  public void stop() {
    thread.shutdownNow();
  }
}
