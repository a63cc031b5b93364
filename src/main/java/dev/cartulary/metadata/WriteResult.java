package dev.cartulary.metadata;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a write has done.
 *
 * @param states the state of each item that was set, by its key
 * @param created those of the set keys that were new
 * @param deleted the keys that were deleted
 * @param missing the keys that were to be deleted and did not exist
 */
public record WriteResult(
    Map<MetadataKey, ItemState> states,
    List<MetadataKey> created,
    List<MetadataKey> deleted,
    List<MetadataKey> missing) {

  /** The state of an item that this write has set. */
  public ItemState state(MetadataKey key) {
    return Objects.requireNonNull(states.get(key), "the write did not set this key");
  }
}
