package dev.cartulary.token;

import dev.cartulary.remote.FetchFailed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the log once when a provider cannot be asked, and once when it can be again: every
 * request of its users would say the same.
 */
final class ProviderOutage {

  private static final Logger LOG = Logger.getLogger(ProviderOutage.class);

  private final String provider;
  private final Clock clock;
  private @Nullable Instant since;

  ProviderOutage(String provider, Clock clock) {
    this.provider = provider;
    this.clock = clock;
  }

  /** The provider does not answer as it should; whether that is news. */
  synchronized boolean begins(FetchFailed failure) {
    if (since != null) {
      LOG.debugf("Identity provider %s: %s", provider, failure.getMessage());
      return false;
    }
    since = clock.instant();
    LOG.warnf(
        "Identity provider %s cannot be asked: %s. Keys that are known are trusted for %d hours.",
        provider, failure.getMessage(), ProviderKeys.TRUSTED.toHours());
    return true;
  }

  /** The provider has answered; whether that is news. */
  synchronized boolean ends() {
    if (since == null) {
      return false;
    }
    LOG.infof(
        "Identity provider %s answers again, after %d s",
        provider, Duration.between(since, clock.instant()).toSeconds());
    since = null;
    return true;
  }
}
