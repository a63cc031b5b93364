package dev.cartulary.source;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A version that was published here, without its document, of which there may be thousands. */
@RegisterForReflection // Hibernate makes it from the columns.
public record ManagedVersion(
    String id,
    String version,
    String status,
    @Nullable String statusMessage,
    Instant publishedAt,
    int latest) {

  /** The columns, in the order of the components, of an entry {@code e}. */
  static final String COLUMNS =
      "e.id, e.version, e.status, e.statusMessage, e.publishedAt, e.latest";

  public boolean isDeleted() {
    return status.equals(ManagedEntry.DELETED);
  }

  PublishedVersion ordered() {
    return new PublishedVersion(version, publishedAt);
  }
}
