package dev.cartulary.source;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version that was published here.
 *
 * @param id of its row
 * @param document its JSON text
 * @param status {@code active}, {@code deprecated} or {@code deleted}
 * @param latest 1 for the latest version of its name, else 0
 */
@RegisterForReflection // Hibernate makes it from the columns.
public record ManagedEntry(
    String id,
    String type,
    String name,
    String version,
    String document,
    String status,
    @Nullable String statusMessage,
    Instant statusChangedAt,
    Instant publishedAt,
    Instant updatedAt,
    int latest) {

  /** The status of what is no longer shown. */
  public static final String DELETED = "deleted";

  /** The status of what was just published. */
  public static final String ACTIVE = "active";

  /** The columns, in the order of the components, of an entry {@code e}. */
  static final String COLUMNS =
      "e.id, e.type, e.name, e.version, e.document, e.status, e.statusMessage, e.statusChangedAt,"
          + " e.publishedAt, e.updatedAt, e.latest";

  public boolean isDeleted() {
    return status.equals(DELETED);
  }
}
