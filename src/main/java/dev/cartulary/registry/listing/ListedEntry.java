package dev.cartulary.registry.listing;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * What a listing has of an entry that its source has now.
 *
 * @param latest 1 for the latest version of its name in its source, else 0
 * @param kept 1 where its claims keep it for some, else 0
 */
@RegisterForReflection // Hibernate makes it from the columns.
record ListedEntry(
    String id,
    String sourceId,
    String type,
    String name,
    String version,
    String status,
    Instant statusChangedAt,
    Instant updatedAt,
    int latest,
    int kept) {

  /** The columns, in the order of the components, of an entry {@code e}. */
  static final String COLUMNS =
      "e.id, e.sourceId, e.type, e.name, e.version, e.status, e.statusChangedAt, e.updatedAt,"
          + " e.latest, case when e.claims is null then 0 else 1 end";

  boolean isKept() {
    return kept == 1;
  }
}
