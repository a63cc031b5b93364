package dev.cartulary.database;

import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext.ContextState;
import io.quarkus.arc.ManagedContext;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of this process that writes to SQLite, which has one writer anyway
 * (docs/decisions/0024). First come, first served; whoever waits holds no connection meanwhile,
 * which those who read need. With a lock in its place nobody would write while the one whose turn
 * it is waits for a processor.
 */
@Singleton
@Unremovable
class SqliteWriter {

  /** The longest wait for those who came before. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private static final Duration RETRY = Duration.ofSeconds(1);

  private final LinkedBlockingQueue<Turn<?>> waiting = new LinkedBlockingQueue<>();

  SqliteWriter() {
    new WriterThread(waiting).start();
  }

  /**
   * Runs the transaction when its turn comes, in the caller's request context, and returns once
   * what it has committed is on the disk. Within a transaction of the writer it runs at once.
   *
   * @throws ProblemException where the turn does not come in time
   * @throws IOException where the disk refuses what was committed
   */
  <T extends @Nullable Object> T call(Callable<T> transaction) throws Exception {
    if (isThisThread()) {
      return transaction.call();
    }
    Turn<T> turn = new Turn<>(transaction);
    waiting.add(turn);
    T result = turn.result();
    WalSync sync = turn.unsynced;
    if (sync != null) {
      sync.await();
    }
    return result;
  }

  static boolean isThisThread() {
    return Thread.currentThread() instanceof WriterThread;
  }

  /** Has the caller of the transaction that the writer has just committed wait for the disk. */
  static void committed(WalSync sync) {
    ((WriterThread) Thread.currentThread()).unsynced = sync;
  }

  /** The writer. */
  private static final class WriterThread extends Thread {

    private final LinkedBlockingQueue<Turn<?>> waiting;
    private @Nullable WalSync unsynced;

    WriterThread(LinkedBlockingQueue<Turn<?>> waiting) {
      super("sqlite-writer");
      setDaemon(true);
      this.waiting = waiting;
    }

    @Override
    public void run() {
      while (true) {
        try {
          Turn<?> turn = waiting.take();
          unsynced = null;
          turn.run(this);
        } catch (InterruptedException ignored) {
          // Whoever waits would wait for ever.
        }
      }
    }
  }

  /** A transaction that waits for the writer. */
  private static final class Turn<T extends @Nullable Object> {

    private final Callable<T> transaction;
    private final ManagedContext requests = Arc.requireContainer().requestContext();
    private final @Nullable ContextState request = requests.isActive() ? requests.getState() : null;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CompletableFuture<T> end = new CompletableFuture<>();
    private volatile @Nullable WalSync unsynced;

    Turn(Callable<T> transaction) {
      this.transaction = transaction;
    }

    void run(WriterThread writer) {
      if (!taken.compareAndSet(false, true)) {
        return; // nobody waits for it any more
      }
      if (request != null) {
        requests.activate(request);
      }
      try {
        T result = transaction.call();
        unsynced = writer.unsynced;
        end.complete(result);
      } catch (Throwable failure) { // of any kind, for its caller
        end.completeExceptionally(failure);
      } finally {
        requests.deactivate();
      }
    }

    T result() throws Exception {
      try {
        return end.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException failure) {
        throw thrown(failure);
      } catch (TimeoutException late) {
        leave();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        leave();
      }
      try {
        return end.join();
      } catch (CompletionException failure) {
        throw thrown(failure);
      }
    }

    /** Ends the waiting, unless the transaction has begun: then it ends by its own limit. */
    private void leave() {
      if (taken.compareAndSet(false, true)) {
        throw ProblemException.retryLater(
            ProblemType.DATABASE_UNAVAILABLE, DatabaseProblems.BUSY_WORDS, RETRY, null);
      }
    }

    private static Exception thrown(Exception failure) {
      if (failure.getCause() instanceof Error error) {
        throw error;
      }
      return failure.getCause() instanceof Exception cause ? cause : failure;
    }
  }
}
