package dev.cartulary.source.format;

/**
 * One entry of a catalog that has passed every check.
 *
 * @param name {@code namespace/name}
 * @param document its JSON text, as written but for whitespace between tokens
 * @param searchText name, title and description in lower case
 * @param status {@code active}, {@code deprecated} or {@code archived}
 * @param official what the registry that it comes from says about it
 */
public record CatalogEntry(
    EntryType type,
    String name,
    String version,
    String document,
    String searchText,
    String status,
    Official official) {

  /** What must not occur twice in a source. */
  public record Key(String type, String name, String version) {}

  /** Its key. */
  public Key key() {
    return new Key(type.text(), name, version);
  }
}
