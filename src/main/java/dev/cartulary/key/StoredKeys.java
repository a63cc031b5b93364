package dev.cartulary.key;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys as the database holds them. */
record StoredKeys(MasterKeyFacts master, List<Wrapped> keys) {

  /**
   * A data key that only the master key opens.
   *
   * @param retiredAt since when no value is encrypted under it; empty for the active one
   */
  @RegisterForReflection // Hibernate makes it from the columns.
  record Wrapped(
      String id, String text, boolean active, Instant createdAt, Optional<Instant> retiredAt) {

    /** From the columns. */
    Wrapped(String id, String text, int active, Instant createdAt, @Nullable Instant retiredAt) {
      this(id, text, active == 1, createdAt, Optional.ofNullable(retiredAt));
    }
  }

  Wrapped active() {
    return keys.stream()
        .filter(Wrapped::active)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no data key is active"));
  }
}
