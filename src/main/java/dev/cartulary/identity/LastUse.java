package dev.cartulary.identity;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Notes when a credential was last used: at most once a minute and beside the request, which
 * neither waits for it nor fails with it.
 */
@ApplicationScoped
public class LastUse {

  private static final Logger LOG = Logger.getLogger(LastUse.class);

  /** Of what nothing depends on. */
  public static final Duration MOST_PRECISION = Duration.ofMinutes(1);

  private static final int MOST_WAITING = 1000;

  private final IdentityChange changes;
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          0,
          1,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(MOST_WAITING),
          task -> {
            Thread created = new Thread(task, "last-use");
            created.setDaemon(true);
            return created;
          },
          new ThreadPoolExecutor.DiscardPolicy());

  LastUse(IdentityChange changes) {
    this.changes = changes;
  }

  void onStop(@Observes ShutdownEvent stop) {
    thread.shutdownNow();
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
    if (recent || thread.getQueue().remainingCapacity() == 0 || !waiting.add(credentialId)) {
      return;
    }
    thread.execute(() -> {
      try {
        changes.run(write);
      } catch (RuntimeException e) {
        LOG.debugf(e, "the last use of a credential was not written down");
      } finally {
        waiting.remove(credentialId);
      }
    });
  }
}
