package dev.cartulary.metadata;

/**
 * An item with its value.
 *
 * @param value the text, up to 1 MiB of UTF-8
 */
public record MetadataItem(MetadataOwner owner, MetadataKey key, String value, ItemState state) {

  /** Without the value, which a log must not show. */
  @Override
  public String toString() {
    return owner + "/" + key + " version " + state.version();
  }
}
