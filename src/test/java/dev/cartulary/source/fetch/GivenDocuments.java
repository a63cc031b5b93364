package dev.cartulary.source.fetch;

import dev.cartulary.source.format.Catalog;
import dev.cartulary.source.format.CatalogEntry;
import dev.cartulary.source.format.CatalogException;
import dev.cartulary.source.format.CatalogReader;
import dev.cartulary.source.format.EntryFilter;
import dev.cartulary.source.format.Validation;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a fetch has handed over, for tests. */
final class GivenDocuments implements Documents, Catalog.Sink {

  final List<String> places = new ArrayList<>();
  final List<CatalogEntry> entries = new ArrayList<>();
  final List<String> refusals = new ArrayList<>();
  private final CatalogReader reader = new CatalogReader();

  @Override
  public CatalogReader.Read take(String place, InputStream bytes, @Nullable String claims)
      throws CatalogException {
    places.add(claims == null ? place : place + " " + claims);
    return reader.read(bytes, EntryFilter.NONE, Validation.LENIENT, this);
  }

  @Override
  public void progress(double done, String message) {}

  @Override
  public void laterWins() {}

  @Override
  public void take(CatalogEntry entry, String place) {
    entries.add(entry);
  }

  @Override
  public void refuse(String place, String reason) {
    refusals.add(place + ": " + reason);
  }

  @Override
  public void refuse(Catalog.Refusal refusal) {
    refusals.add(refusal.sentence());
  }

  /** {@code name version}, in the order in which they came. */
  List<String> labels() {
    return entries.stream().map(CatalogEntry::label).toList();
  }
}
