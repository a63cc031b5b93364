package dev.cartulary.registry.server;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a server as it is stored.
 *
 * @param document its JSON text, served as it is
 * @param latest 1 for the latest version of its name, else 0
 */
@RegisterForReflection // Hibernate makes it from the columns.
record ServerRow(
    String id,
    String name,
    String version,
    String document,
    String status,
    @Nullable String statusMessage,
    Instant statusChangedAt,
    Instant publishedAt,
    Instant updatedAt,
    int latest) {

  /** The columns, in the order of the components, of an entry {@code e}. */
  static final String COLUMNS =
      "e.id, e.name, e.version, e.document, e.status, e.statusMessage, e.statusChangedAt,"
          + " e.publishedAt, e.updatedAt, e.latest";

  boolean isLatest() {
    return latest == 1;
  }

  /** Changes whenever an answer about this version would. */
  String etag() {
    return id
        + '-'
        + Long.toString(updatedAt.getEpochSecond() * 1_000_000 + updatedAt.getNano() / 1_000, 36)
        + '-'
        + Long.toString(statusChangedAt.toEpochMilli(), 36)
        + (isLatest() ? "-latest" : "");
  }
}
