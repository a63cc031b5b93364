package dev.cartulary.crypto;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Large arrays that are used again by the next that needs one, and given back to the operating
 * system after a quiet time. Without that each use would leave its garbage in the old generation,
 * where it stays until something fills the heap: in an idle server, forever.
 */
final class WorkMemory {

  private static final Logger LOG = Logger.getLogger(WorkMemory.class);

  private final int words;
  private final Duration quiet;
  private final Deque<long[]> free = new ArrayDeque<>();
  private long lastUse;
  private @Nullable Thread watch;

  /**
   * None yet.
   *
   * @param words of the arrays that are kept; others are made for one use
   * @param quiet after how long without a use they are given back
   */
  WorkMemory(int words, Duration quiet) {
    this.words = words;
    this.quiet = quiet;
  }

  /** Lends an array of at least so many words, with anything in it. */
  <T> T lend(int atLeast, Function<long[], T> work) {
    long[] memory = take(atLeast);
    try {
      return work.apply(memory);
    } finally {
      giveBack(memory);
    }
  }

  private synchronized long[] take(int atLeast) {
    long[] kept = atLeast <= words ? free.poll() : null;
    return kept == null ? new long[Math.max(atLeast, words)] : kept;
  }

  private synchronized void giveBack(long[] memory) {
    if (memory.length == words) {
      free.push(memory);
    }
    collectLater();
  }

  /** To be called also by whoever leaves much garbage behind without having lent an array. */
  synchronized void collectLater() {
    lastUse = System.nanoTime();
    if (watch == null) {
      Thread created = new Thread(this::watch, "work-memory");
      created.setDaemon(true);
      watch = created;
      created.start();
    }
  }

  private void watch() {
    try {
      for (long left = left(); left > 0; left = left()) {
        Thread.sleep(Duration.ofNanos(left).toMillis() + 1);
      }
      System.gc();
    } catch (InterruptedException stopped) {
      LOG.debug("the process stops; nothing is given back any more");
    }
  }

  /** The nanoseconds until the time is quiet; where it is already, everything is let go. */
  private synchronized long left() {
    long left = quiet.toNanos() - (System.nanoTime() - lastUse);
    if (left <= 0) {
      free.clear();
      watch = null;
    }
    return left;
  }
}
