package dev.cartulary.source.format;

/**
 * One entry of a catalog that has passed every check.
 *
 * @param name {@code namespace/name}
 * @param document its JSON text, as written but for whitespace between tokens
 * @param searchText name, title and description, as {@link SearchText} has them
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

  private static final int LONGEST_LABEL = 300;

  /** What must not occur twice in a source. */
  public record Key(String type, String name, String version) {}

  /** Its key. */
  public Key key() {
    return new Key(type.text(), name, version);
  }

  /** Its name and version for a message, without what spoils a line. */
  public String label() {
    String shown = (name + ' ' + version).strip();
    return JsonText.storable(shown.substring(0, Math.min(LONGEST_LABEL, shown.length())))
        .replaceAll("\\p{Cntrl}", " ");
  }
}
