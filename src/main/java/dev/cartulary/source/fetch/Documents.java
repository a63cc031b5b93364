package dev.cartulary.source.fetch;

import dev.cartulary.source.format.CatalogException;
import dev.cartulary.source.format.CatalogReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Takes what a fetch gets, document by document. */
public interface Documents {

  /**
   * Reads a document and keeps its entries.
   *
   * @param place for messages: what the document is; empty where there is only one
   * @param bytes in one of the forms of {@link CatalogReader}
   * @throws CatalogException where it cannot be used as a whole
   */
  default CatalogReader.Read take(String place, byte[] bytes) throws CatalogException {
    return take(place, bytes, null);
  }

  /**
   * The same for entries that are kept for some.
   *
   * @param claims whose tokens see them, as a JSON object; null for all who see the source
   */
  default CatalogReader.Read take(String place, byte[] bytes, @Nullable String claims)
      throws CatalogException {
    return take(place, new ByteArrayInputStream(bytes), claims);
  }

  /**
   * The same for a document of any size.
   *
   * @param bytes not closed
   */
  CatalogReader.Read take(String place, InputStream bytes, @Nullable String claims)
      throws CatalogException;

  /** Says that something was found that cannot be an entry. */
  void refuse(String place, String reason);

  /**
   * Tells how far the fetch is. What it throws gives the fetch up.
   *
   * @param done a share from 0.0 to 1.0
   */
  void progress(double done, String message);

  /** Whether an entry that comes a second time replaces the first, as on pages that have moved. */
  void laterWins();
}
