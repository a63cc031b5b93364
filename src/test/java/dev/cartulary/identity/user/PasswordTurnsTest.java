package dev.cartulary.identity.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.access.Origin;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordTurnsTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final PasswordTurns turns = new PasswordTurns();
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger working = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();

  @AfterEach
  void finish() throws InterruptedException {
    end.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static Origin from(String address) {
    return new Origin(address, null, null, false);
  }

  /** Comes in and works, or waits, until the end. */
  private void come(Origin origin) {
    Thread thread =
        new Thread(() -> {
          turns.take(
              origin,
              () -> {
                working.incrementAndGet();
                await(end);
                working.decrementAndGet();
                return done.incrementAndGet();
              });
        });
    threads.add(thread);
    thread.start();
    Await.until(
        LIMIT,
        "it works or waits",
        () ->
            thread.getState() == Thread.State.WAITING
                || thread.getState() == Thread.State.TIMED_WAITING);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  private void refused(String address, String words) {
    assertThatThrownBy(() -> turns.take(from(address), () -> "x"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> {
              assertThat(refusal.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
              assertThat(refusal.detail()).contains(words);
              assertThat(refusal.retryAfter()).hasValue(Duration.ofSeconds(1));
            });
  }

  @Test
  void oneAddressCannotFillTheQueue() {
    for (int i = 0; i < PasswordTurns.MOST_PER_ADDRESS; i++) {
      come(from("192.0.2.1"));
    }

    refused("192.0.2.1", "From this address 4 passwords are being checked already");
    come(from("192.0.2.2"));

    assertThat(working).hasValueBetween(1, 2);
    end.countDown();
    Await.until(
        LIMIT, "all had their turn", () -> done.get() == PasswordTurns.MOST_PER_ADDRESS + 1);
    Await.until(LIMIT, "all have left", () -> threads.stream().noneMatch(Thread::isAlive));
    assertThat(turns.<String>take(from("192.0.2.1"), () -> "again")).isEqualTo("again");
  }

  @Test
  void anIpv6NetworkIsOneAddress() {
    for (int i = 0; i < PasswordTurns.MOST_PER_ADDRESS; i++) {
      come(from("2001:db8::" + i));
    }

    refused("2001:db8::99", "From this address");
  }

  @Test
  void fewWaitTogetherButTheProcessItselfAlwaysMay() {
    for (int i = 0; i < PasswordTurns.MOST; i++) {
      come(from("192.0.2." + i / PasswordTurns.MOST_PER_ADDRESS));
    }

    refused("192.0.2.99", "Too many passwords");
    come(Origin.PROCESS);
  }

  @Test
  void workThatFailsLeavesItsTurn() {
    for (int i = 0; i < PasswordTurns.MOST; i++) {
      assertThatThrownBy(() ->
              turns.take(
                  from("192.0.2.1"),
                  () -> {
                    throw new IllegalStateException("it failed");
                  }))
          .hasMessage("it failed");
    }
  }
}
