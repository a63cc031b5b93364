package dev.cartulary.source.format;

import dev.cartulary.source.format.Catalog.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads single entries with the strict checks, as those of a catalog file are read. An instance
 * takes megabytes.
 */
public final class EntryReader {

  private final CatalogReader reader = new CatalogReader();

  /**
   * An entry that stands alone.
   *
   * @param json its document
   * @throws CatalogException where it breaks a rule, which the message names
   */
  public CatalogEntry read(EntryType type, String json) throws CatalogException {
    List<CatalogEntry> taken = new ArrayList<>();
    List<Refusal> refused = new ArrayList<>();
    reader.readEntry(
        new RawEntry(type, type.text(), JsonText.compact(json.strip()), Official.NONE),
        CatalogFormat.UPSTREAM,
        EntryFilter.NONE,
        Validation.STRICT,
        new Catalog.Sink() {
          @Override
          public void take(CatalogEntry entry, String place) {
            taken.add(entry);
          }

          @Override
          public void refuse(Refusal refusal) {
            refused.add(refusal);
          }
        });
    if (taken.isEmpty()) {
      throw new CatalogException(refused.get(0).reason());
    }
    return taken.get(0);
  }
}
