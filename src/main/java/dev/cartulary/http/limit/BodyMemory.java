package dev.cartulary.http.limit;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of bodies are in memory, over all requests that are at work. */
final class BodyMemory {

  /**
   * What a body becomes while it is worked on, its JSON above all, takes several times its size.
   */
  private static final int SHARE = 8;

  private final long most;
  private final AtomicLong taken = new AtomicLong();

  /**
   * @param most in bytes, for all bodies together
   */
  BodyMemory(long most) {
    this.most = most;
  }

  /** A share of the heap. */
  static BodyMemory ofHeap() {
    return new BodyMemory(Runtime.getRuntime().maxMemory() / SHARE);
  }

  long most() {
    return most;
  }

  /** Takes the bytes where there is room for them. */
  boolean take(int bytes) {
    if (taken.addAndGet(bytes) <= most) {
      return true;
    }
    giveBack(bytes);
    return false;
  }

  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }
}
