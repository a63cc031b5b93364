package dev.cartulary.metadata;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An item with its value.
 *
 * @param stored the text as the database holds it: the value, up to 1 MiB of UTF-8, or its
 *     encrypted form
 * @param value the value; empty where it is encrypted and was not revealed
 */
@RegisterForReflection // Hibernate makes it from the columns.
public record MetadataItem(
    MetadataOwner owner, MetadataKey key, String stored, Optional<String> value, ItemState state) {

  /** From the columns. */
  MetadataItem(
      String owner,
      String key,
      String stored,
      String id,
      long version,
      Instant createdAt,
      Instant updatedAt,
      @Nullable String dataKey) {
    this(
        new MetadataOwner(owner),
        new MetadataKey(key),
        stored,
        dataKey == null ? Optional.of(stored) : Optional.empty(),
        new ItemState(id, version, createdAt, updatedAt, dataKey));
  }

  static MetadataItem stored(MetadataOwner owner, MetadataKey key, String stored, ItemState state) {
    return new MetadataItem(
        owner, key, stored, state.encrypted() ? Optional.empty() : Optional.of(stored), state);
  }

  MetadataItem withValue(String revealed) {
    return new MetadataItem(owner, key, stored, Optional.of(revealed), state);
  }

  /** Without the value, which a log must not show. */
  @Override
  public String toString() {
    return owner + "/" + key + " version " + state.version();
  }
}
