package dev.cartulary.metadata;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which state of which item a row holds.
 *
 * @param id the row's UUID; an item that is deleted and created again has another one
 * @param version 1 for a new item, one more with every put
 * @param createdAt when the item was created, to the microsecond
 * @param updatedAt when this version was put
 * @param dataKey the id of the key that the value is encrypted under; null where it is in clear
 */
public record ItemState(
    String id, long version, Instant createdAt, Instant updatedAt, @Nullable String dataKey) {

  /** Whether the database holds the value encrypted. */
  public boolean encrypted() {
    return dataKey != null;
  }

  /** The state of the same item once it has been put again. */
  ItemState next(Instant now, @Nullable String newDataKey) {
    return new ItemState(id, version + 1, createdAt, now, newDataKey);
  }

  /**
   * The strong entity tag of this state (RFC 9110, 8.8.3). It holds the id, because versions start
   * again at 1 when a key is deleted and created again: a tag of the version alone would then match
   * an item that its reader has never seen, and an update would be lost.
   */
  public String etag() {
    return "\"" + version + "-" + id + "\"";
  }
}
