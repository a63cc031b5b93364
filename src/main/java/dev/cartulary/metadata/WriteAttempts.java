package dev.cartulary.metadata;

import dev.cartulary.database.WriteTransaction;
import dev.cartulary.database.error.SqlErrors;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Runs a write again while other writers overtake it. Whoever overtakes has succeeded, so the
 * writers as a whole go on; the pause, random and growing, lets each of them through in turn. A
 * write that met a server which has turned read-only is also run again, over a new connection.
 */
final class WriteAttempts {

  private static final int MOST = 25;

  /** No attempt begins later than this: one that waited long for a lock would wait long again. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static final Duration PAUSE_STEP = Duration.ofMillis(1);

  private WriteAttempts() {}

  /**
   * The result of the first attempt that nobody overtakes.
   *
   * @param attempt reads the state it builds on and writes in a transaction of its own
   * @throws ProblemException a conflict, where every attempt was overtaken
   */
  static <T> T run(Supplier<T> attempt) {
    long start = System.nanoTime();
    for (int count = 1; ; count++) {
      try {
        return attempt.get();
      } catch (ProblemException told) {
        throw told;
      } catch (RuntimeException failure) {
        boolean lostRace = failure instanceof LostRace || SqlErrors.isUniqueViolation(failure);
        boolean again = lostRace || WriteTransaction.mayRepeat(failure);
        if (!again) {
          throw failure;
        }
        if (count == MOST || System.nanoTime() - start > LIMIT.toNanos()) {
          throw lostRace ? conflict(failure) : failure;
        }
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(count * PAUSE_STEP.toNanos()));
      }
    }
  }

  private static ProblemException conflict(Throwable cause) {
    return new ProblemException(
        ProblemType.CONFLICT,
        "Others kept changing the same items. Nothing was changed; send the request again.",
        cause);
  }

  /** Rolls back an attempt that builds on a state which no longer exists. */
  static final class LostRace extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LostRace() {
      super("another writer was faster", null, false, false);
    }
  }
}
