package dev.cartulary.remote;

import java.time.Duration;

/**
 * What one request may take.
 *
 * @param connect until a connection is open, for each address of the host
 * @param idle the longest time without a byte, the one before the first included
 * @param total until the last byte of the answer
 * @param redirects how many are followed; each is checked as the first URL was
 */
public record Limits(Duration connect, Duration idle, Duration total, int redirects) {

  /** For small documents, while somebody waits. */
  public static final Limits SHORT =
      new Limits(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(5), 0);
}
