package dev.cartulary.registry.server;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A version of a server as it is stored.
 *
 * @param document its JSON text, served as it is
 */
@RegisterForReflection // Hibernate makes it from the columns.
record ServerRow(
    String id,
    String name,
    String version,
    String document,
    String status,
    Optional<String> statusMessage,
    Instant statusChangedAt,
    Instant publishedAt,
    Instant updatedAt,
    boolean latest) {

  /** The columns, in the order of the constructor, of an entry {@code e}. */
  static final String COLUMNS =
      "e.id, e.name, e.version, e.document, e.status, e.statusMessage, e.statusChangedAt,"
          + " e.publishedAt, e.updatedAt, e.latest";

  /** From the columns. */
  ServerRow(
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
    this(
        id,
        name,
        version,
        document,
        status,
        Optional.ofNullable(statusMessage),
        statusChangedAt,
        publishedAt,
        updatedAt,
        latest == 1);
  }

  /** Changes whenever an answer about this version would. */
  String etag() {
    return id
        + '-'
        + Long.toString(updatedAt.getEpochSecond() * 1_000_000 + updatedAt.getNano() / 1_000, 36)
        + '-'
        + Long.toString(statusChangedAt.toEpochMilli(), 36)
        + (latest ? "-latest" : "");
  }
}
