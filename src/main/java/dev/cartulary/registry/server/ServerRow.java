package dev.cartulary.registry.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a server as it is stored.
 *
 * @param document its JSON text, served as it is; null where the registry no longer shows it: what
 *     its source makes of it now is not this registry's to tell
 * @param latest 1 for the latest version of its name, else 0
 */
@RegisterForReflection // Hibernate makes it from the columns.
record ServerRow(
    String id,
    String name,
    String version,
    @Nullable String document,
    String status,
    @Nullable String statusMessage,
    Instant statusChangedAt,
    Instant publishedAt,
    Instant updatedAt,
    int latest) {

  /** The columns, in the order of the components, of an entry {@code l}. */
  static final String OF_ENTRY =
      "l.id, l.name, l.version, l.document, l.status, l.statusMessage, l.statusChangedAt,"
          + " l.publishedAt, l.updatedAt, l.latest";

  /** The same of a listing's row {@code l} and its entry {@code e}. */
  static final String OF_LISTING =
      "l.id, l.name, l.version, case when l.withdrawn = 1 then null else e.document end, l.status,"
          + " case when l.withdrawn = 1 then null else e.statusMessage end, l.statusChangedAt,"
          + " e.publishedAt, l.updatedAt, l.latest";

  /** The document, or what is told of one that is gone. */
  String told() {
    if (document != null) {
      return document;
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("description", "No longer in this registry")
        .put("version", version)
        .toString();
  }

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
