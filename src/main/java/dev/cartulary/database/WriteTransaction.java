package dev.cartulary.database;

import dev.cartulary.database.error.SqlErrors;
import dev.cartulary.database.url.Engine;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A transaction of its own whose failure tells the truth. The transaction manager reports a commit
 * that lost its connection as rolled back, although the database may have carried it out.
 */
public final class WriteTransaction {

  private static final int MOST_ATTEMPTS = 5;

  /** No attempt begins later than this: one that waited long for a lock would wait long again. */
  private static final Duration LAST_BEGINS_WITHIN = Duration.ofSeconds(5);

  /** Random and growing, so that those who met each other do not meet again at once. */
  private static final Duration PAUSE_STEP = Duration.ofMillis(5);

  private WriteTransaction() {}

  /**
   * Runs the work in a new transaction and commits it.
   *
   * @param limit after which the transaction is rolled back, in whole seconds
   * @param work sends all its statements before it returns, so that nothing but the commit is left
   * @return what the work returns
   * @throws ProblemException {@link ProblemType#OUTCOME_UNKNOWN} where the commit was under way and
   *     no answer came. With every other exception nothing was changed, so that the same work may
   *     be run again
   */
  public static <T extends @Nullable Object> T call(Duration limit, Callable<T> work) {
    ActiveDatabase database = Arc.requireContainer().instance(ActiveDatabase.class).get();
    AtomicBoolean committing = new AtomicBoolean();
    Callable<T> transaction =
        () ->
            QuarkusTransaction.requiringNew()
                .timeout((int) limit.toSeconds())
                .call(() -> {
                  T result = work.call();
                  committing.set(true);
                  return result;
                });
    try {
      return database.engine() == Engine.SQLITE
          ? Arc.requireContainer().instance(SqliteWriter.class).get().call(transaction)
          : transaction.call();
    } catch (IOException disk) {
      throw outcomeUnknown(
          "The disk failed while the change was being committed: after a power cut"
              + " it may be gone",
          disk);
    } catch (RuntimeException failure) {
      if (committing.get() && SqlErrors.leavesCommitOpen(failure)) {
        throw outcomeUnknown(
            "The connection to the database broke while the change was being committed: it was"
                + " made as a whole or not at all, and this server cannot tell which",
            failure);
      }
      if (SqlErrors.isPooler(failure)) {
        database.metPooler();
      }
      if (SqlErrors.isReadOnly(failure)) {
        // Another server may take the writes now; the next attempt looks for it.
        database.renewConnections();
      }
      throw failure;
    } catch (Exception checked) {
      throw new IllegalStateException("the transaction threw what it does not declare", checked);
    }
  }

  /**
   * The same, and up to four times again within five seconds, after a pause, where the database
   * says that nothing was changed and another attempt may succeed ({@link #mayRepeat}).
   *
   * @param limit of each attempt
   * @param work as for {@link #call}; it may run more than once
   */
  public static <T extends @Nullable Object> T repeated(Duration limit, Callable<T> work) {
    long start = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      try {
        return call(limit, work);
      } catch (RuntimeException failure) {
        boolean late = System.nanoTime() - start > LAST_BEGINS_WITHIN.toNanos();
        if (attempt == MOST_ATTEMPTS || late || !mayRepeat(failure)) {
          throw failure;
        }
      }
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(attempt * PAUSE_STEP.toNanos()));
    }
  }

  /**
   * Whether the same work may succeed after this failure: it lost a deadlock or a race for a lock,
   * met a server that has turned read-only, where another one may take the writes, or a pooler that
   * was not known before.
   */
  public static boolean mayRepeat(Throwable failure) {
    return SqlErrors.isRetryable(failure)
        || SqlErrors.isReadOnly(failure)
        || SqlErrors.isPooler(failure);
  }

  /** Without Retry-After: programs that repeat on it would do so without looking first. */
  private static ProblemException outcomeUnknown(String what, Throwable cause) {
    return new ProblemException(
        ProblemType.OUTCOME_UNKNOWN,
        what
            + ". Send the request again where it has an Idempotency-Key, If-Match or If-None-Match:"
            + " it is never applied twice. Otherwise read the item to find out.",
        cause);
  }
}
