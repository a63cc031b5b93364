package dev.cartulary.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepeatedAttemptTest {

  @Test
  void anErrorIsTriedAgainUntilItIsDone() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(1);
    RepeatedAttempt attempt =
        new RepeatedAttempt(
            "planted",
            () -> {
              if (attempts.incrementAndGet() == 1) {
                throw new OutOfMemoryError("planted");
              }
              done.countDown();
              return true;
            });

    attempt.startNow();

    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(attempts).hasValue(2);
  }
}
