package dev.cartulary.database;

import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A transaction of its own whose failure tells the truth. The transaction manager reports a commit
 * that lost its connection as rolled back, although the database may have carried it out.
 */
public final class WriteTransaction {

  private static final int MOST_ATTEMPTS = 5;

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
    AtomicBoolean committing = new AtomicBoolean();
    try {
      return QuarkusTransaction.requiringNew()
          .timeout((int) limit.toSeconds())
          .call(() -> {
            T result = work.call();
            committing.set(true);
            return result;
          });
    } catch (RuntimeException failure) {
      if (committing.get() && SqlErrors.leavesCommitOpen(failure)) {
        throw outcomeUnknown(failure);
      }
      if (SqlErrors.isReadOnly(failure)) {
        // Another server may take the writes now; the next attempt looks for it.
        Arc.requireContainer().instance(ActiveDatabase.class).get().renewConnections();
      }
      throw failure;
    }
  }

  /**
   * The same, and up to four times again where the database says that nothing was changed and
   * another attempt may succeed ({@link #mayRepeat}).
   *
   * @param limit of each attempt
   * @param work as for {@link #call}; it may run more than once
   */
  public static <T extends @Nullable Object> T repeated(Duration limit, Callable<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return call(limit, work);
      } catch (RuntimeException failure) {
        if (attempt == MOST_ATTEMPTS || !mayRepeat(failure)) {
          throw failure;
        }
      }
    }
  }

  /**
   * Whether the same work may succeed after this failure: it lost a deadlock or a race for a lock,
   * or met a server that has turned read-only, where another one may take the writes.
   */
  public static boolean mayRepeat(Throwable failure) {
    return SqlErrors.isRetryable(failure) || SqlErrors.isReadOnly(failure);
  }

  /** Without Retry-After: programs that repeat on it would do so without looking first. */
  private static ProblemException outcomeUnknown(Throwable cause) {
    return new ProblemException(
        ProblemType.OUTCOME_UNKNOWN,
        "The connection to the database broke while the change was being committed: it was made"
            + " as a whole or not at all, and this server cannot tell which. Send the request again"
            + " where it has an Idempotency-Key, If-Match or If-None-Match: it is never applied"
            + " twice. Otherwise read the item to find out.",
        cause);
  }
}
