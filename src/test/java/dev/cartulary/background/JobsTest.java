package dev.cartulary.background;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobsTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Jobs jobs = new Jobs(meters);
  private final AtomicInteger runs = new AtomicInteger();
  private final CountDownLatch done = new CountDownLatch(1);

  @AfterEach
  void stop() {
    jobs.onStop(new ShutdownEvent());
  }

  @Test
  void anErrorIsTriedAgainUntilItIsDone() throws Exception {
    jobs.untilDone("planted", Duration.ZERO, failingFirst(() -> true));

    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(runs).hasValue(2);
  }

  @Test
  void aFailureInTheWordsAboutAFailureEndsNothing() throws Exception {
    var unused =
        jobs.job("planted")
            .repeat(
                Duration.ZERO,
                () -> {
                  if (runs.incrementAndGet() == 1) {
                    throw new OutOfMemoryError("planted");
                  }
                  done.countDown();
                  return Optional.empty();
                },
                failure -> {
                  throw new OutOfMemoryError("planted again");
                });

    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void runsAreCountedByNameAndOutcome() throws Exception {
    Job job = jobs.job("planted");
    assertThat(
            job.once(
                Duration.ZERO,
                () -> {
                  throw new OutOfMemoryError("planted");
                }))
        .isTrue();
    assertThat(job.once(Duration.ZERO, () -> {})).isTrue();
    assertThat(job.once(Duration.ZERO, done::countDown)).isTrue();

    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(count("failure")).isEqualTo(1);
    assertThat(count("success")).isBetween(1L, 2L); // the last is perhaps not counted yet
  }

  @Test
  void noMoreWaitThanMay() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    Job job = new Job("planted", 2, meters);
    assertThat(job.once(Duration.ZERO, () -> hold(held))).isTrue();
    await(done);

    assertThat(job.once(Duration.ZERO, () -> {})).isTrue();
    assertThat(job.once(Duration.ZERO, () -> {})).isTrue();
    assertThat(job.once(Duration.ZERO, () -> {})).isFalse();
    held.countDown();
    job.stop();
  }

  @Test
  void nothingIsRunOnceTheProcessStops() {
    Job job = jobs.job("planted");
    stop();

    assertThat(job.once(Duration.ZERO, runs::incrementAndGet)).isFalse();
    assertThat(runs).hasValue(0);
  }

  private void hold(CountDownLatch latch) {
    done.countDown();
    await(latch);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private BooleanSupplier failingFirst(BooleanSupplier attempt) {
    return () -> {
      if (runs.incrementAndGet() == 1) {
        throw new OutOfMemoryError("planted");
      }
      done.countDown();
      return attempt.getAsBoolean();
    };
  }

  private long count(String outcome) {
    return meters.get("cartulary.background.runs").tag("outcome", outcome).timer().count();
  }
}
