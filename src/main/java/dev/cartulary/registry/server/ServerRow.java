package dev.cartulary.registry.server;

import java.time.Instant;
import java.util.Optional;

/**
 * A version of a server as it is stored.
 *
 * @param document its JSON text, served as it is
 */
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

  /** The columns, in this order, of an entry {@code e}. */
  static final String COLUMNS =
      "e.id, e.name, e.version, e.document, e.status, e.statusMessage, e.statusChangedAt,"
          + " e.publishedAt, e.updatedAt, e.latest";

  static ServerRow of(Object[] row) {
    return new ServerRow(
        (String) row[0],
        (String) row[1],
        (String) row[2],
        (String) row[3],
        (String) row[4],
        Optional.ofNullable((String) row[5]),
        (Instant) row[6],
        (Instant) row[7],
        (Instant) row[8],
        (Integer) row[9] == 1);
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
