package dev.cartulary.registry.entry;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry without its document. */
@RegisterForReflection // Hibernate makes it from the columns.
record EntryRow(
    String id,
    String source,
    String type,
    String name,
    String version,
    String status,
    @Nullable String statusMessage,
    Instant publishedAt,
    Instant updatedAt,
    int latest,
    @Nullable String claims) {

  /** The columns, in the order of the components, of an entry {@code e} of a source {@code s}. */
  static final String COLUMNS =
      "e.id, s.name, e.type, e.name, e.version, e.status, e.statusMessage, e.publishedAt,"
          + " e.updatedAt, e.latest, e.claims";
}
