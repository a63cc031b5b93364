package dev.cartulary.database;

import dev.cartulary.database.url.Engine;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread at a time write to SQLite, first come, first served. The engine has one writer
 * anyway; whoever waits here holds no connection meanwhile, which those who read need.
 */
public final class WriterTurn implements AutoCloseable {

  /** The longest wait for those who came before. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final WriterTurn NOT_NEEDED = new WriterTurn(null);
  private static final ReentrantLock WRITER = new ReentrantLock(true);

  private final @Nullable ReentrantLock taken;

  private WriterTurn(@Nullable ReentrantLock taken) {
    this.taken = taken;
  }

  /**
   * Waits for the turn; on the servers there is nothing to wait for.
   *
   * @throws ProblemException where it does not come in time
   */
  static WriterTurn take(Engine engine) {
    if (engine != Engine.SQLITE) {
      return NOT_NEEDED;
    }
    try {
      if (WRITER.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return new WriterTurn(WRITER);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    throw ProblemException.retryLater(
        ProblemType.DATABASE_UNAVAILABLE, DatabaseProblems.BUSY_WORDS, RETRY, null);
  }

  @Override
  public void close() {
    if (taken != null) {
      taken.unlock();
    }
  }
}
