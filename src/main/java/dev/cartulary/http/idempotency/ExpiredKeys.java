package dev.cartulary.http.idempotency;

import dev.cartulary.background.Jobs;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.database.WriteTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Removes expired keys. Instances that do so at the same time do not deadlock: each deletes row by
 * row in the order of the ids.
 */
@ApplicationScoped
public class ExpiredKeys {

  private static final int PORTION = 100;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final IdempotencyRepository repository;
  private final Jobs jobs;

  ExpiredKeys(IdempotencyRepository repository, Jobs jobs) {
    this.repository = repository;
    this.jobs = jobs;
  }

  /** Begins; to be called when the schema is ready. */
  public void start() {
    jobs.removal("expired-keys", this::removePortion);
  }

  private boolean removePortion() {
    Instant now = InstantMicros.now();
    List<String> ids = repository.expired(now, PORTION);
    if (!ids.isEmpty()) {
      WriteTransaction.call(
          LIMIT,
          () -> {
            ids.forEach(id -> repository.deleteExpired(id, now));
            return null;
          });
    }
    return ids.size() == PORTION;
  }
}
