package dev.cartulary.http.idempotency;

import dev.cartulary.background.PeriodicRemoval;
import dev.cartulary.background.SchemaReady;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.database.WriteTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Removes expired keys. Instances that do so at the same time do not deadlock: each deletes row by
 * row in the order of the ids.
 */
@ApplicationScoped
class ExpiredKeys {

  private static final int PORTION = 100;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final IdempotencyRepository repository;
  private final PeriodicRemoval removal;

  ExpiredKeys(IdempotencyRepository repository) {
    this.repository = repository;
    this.removal = new PeriodicRemoval("expired-keys", this::removePortion);
  }

  void onSchemaReady(@Observes SchemaReady ready) {
    removal.start();
  }

  void onStop(@Observes ShutdownEvent stop) {
    removal.stop();
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
