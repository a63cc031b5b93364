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
