package dev.cartulary.token;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what every request could write to the log at a line a minute: it says the same each time.
 */
final class OncePerMinute {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private @Nullable Instant last;

  /** Whether a line is due now; then it counts as written. */
  synchronized boolean isDue(Instant now) {
    if (last != null && now.isBefore(last.plus(MINUTE))) {
      return false;
    }
    last = now;
    return true;
  }
}
