package dev.cartulary.identity;

import dev.cartulary.background.Job;
import dev.cartulary.background.Jobs;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Notes when a credential was last used: at most once a minute and outside of the request, which
 * neither waits for it nor fails with it.
 */
@ApplicationScoped
public class LastUse {

  private static final Logger LOG = Logger.getLogger(LastUse.class);

  /** Of what nothing depends on. */
  public static final Duration MOST_PRECISION = Duration.ofMinutes(1);

  private final IdentityChange changes;
  private final Job job;
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();

  LastUse(IdentityChange changes, Jobs jobs) {
    this.changes = changes;
    this.job = jobs.job("last-use");
  }

  /**
   * Writes the use down where the last one is as old as the precision, a minute at most.
   *
   * @param precision how exact it must be
   * @param credentialId whose use it is
   * @param last the use that is written down; null for none
   */
  public void note(
      String credentialId,
      @Nullable Instant last,
      Instant now,
      Duration precision,
      Runnable write) {
    Duration age = precision.compareTo(MOST_PRECISION) < 0 ? precision : MOST_PRECISION;
    boolean recent = last != null && last.plus(age).isAfter(now);
    if (recent || !waiting.add(credentialId)) {
      return;
    }
    boolean accepted = job.once(Duration.ZERO, () -> write(credentialId, write));
    if (!accepted) {
      waiting.remove(credentialId);
    }
  }

  private void write(String credentialId, Runnable write) {
    try {
      changes.run(write);
    } catch (RuntimeException e) {
      LOG.debugf(e, "the last use of a credential was not written down");
    } finally {
      waiting.remove(credentialId);
    }
  }
}
