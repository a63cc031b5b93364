package dev.cartulary.key;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The keys as the database holds them. */
record StoredKeys(MasterKeyFacts master, List<Wrapped> keys) {

  /**
   * A data key that only the master key opens.
   *
   * @param retiredAt since when no value is encrypted under it; empty for the active one
   */
  record Wrapped(
      String id, String text, boolean active, Instant createdAt, Optional<Instant> retiredAt) {}

  Wrapped active() {
    return keys.stream()
        .filter(Wrapped::active)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no data key is active"));
  }
}
