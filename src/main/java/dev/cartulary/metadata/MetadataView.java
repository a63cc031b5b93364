package dev.cartulary.metadata;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.cartulary.database.InstantMicros;
import org.jspecify.annotations.Nullable;

/**
 * An item as clients see it.
 *
 * @param owner whose it is
 * @param key its name
 * @param value its text; left out where it is encrypted and not revealed, and in the answer to a
 *     batch, whose sender knows it
 * @param encrypted whether the database holds the value encrypted
 * @param version 1 for a new item, one more with every put
 * @param etag the entity tag of this version, as the {@code ETag} header gives it
 * @param createdAt RFC 3339, UTC, six fraction digits
 * @param updatedAt likewise
 */
@JsonPropertyOrder({
  "owner",
  "key",
  "value",
  "encrypted",
  "version",
  "etag",
  "createdAt",
  "updatedAt"
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MetadataView(
    String owner,
    String key,
    @Nullable String value,
    boolean encrypted,
    long version,
    String etag,
    String createdAt,
    String updatedAt) {

  /** The whole item. */
  public static MetadataView of(MetadataItem item) {
    return of(item.owner(), item.key(), item.value().orElse(null), item.state());
  }

  static MetadataView of(
      MetadataOwner owner, MetadataKey key, @Nullable String value, ItemState state) {
    return new MetadataView(
        owner.text(),
        key.text(),
        value,
        state.encrypted(),
        state.version(),
        state.etag(),
        InstantMicros.format(state.createdAt()),
        InstantMicros.format(state.updatedAt()));
  }

  /** Without the value, which a log must not show. */
  @Override
  public String toString() {
    return owner + "/" + key + " version " + version;
  }
}
