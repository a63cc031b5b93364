package dev.cartulary.background;

import java.time.Duration;

/** Pauses between tries that fail: each twice as long as the one before, up to the longest. */
public final class Backoff {

  private final Duration first;
  private final Duration longest;
  private Duration next;

  /**
   * None yet.
   *
   * @param first the pause after the first failure
   * @param longest no pause is longer
   */
  public Backoff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
    this.next = first;
  }

  /** The pause after one more failure. */
  public Duration failed() {
    Duration pause = next;
    Duration twice = pause.multipliedBy(2);
    next = twice.compareTo(longest) > 0 ? longest : twice;
    return pause;
  }

  /** A try went well: the next failure is the first again. */
  public void reset() {
    next = first;
  }
}
