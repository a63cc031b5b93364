package dev.cartulary.registry.listing;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.cartulary.registry.listing.ListedName.Changes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes what a registry lists of some names, for each audience. */
@ApplicationScoped
class ListingWriter {

  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
  private final ListingRepository listings;

  ListingWriter(ListingRepository listings) {
    this.listings = listings;
  }

  /**
   * Lists names, in the transaction that holds the registry's row.
   *
   * @return false, and nothing written, where claims keep an entry for some and everybody has no
   *     rows of its own yet
   */
  boolean list(Listing listing, String type, List<String> names) {
    List<ListedEntry> found = listings.entries(listing.sourceIds(Listing.ALL), type, names);
    if (!listing.isSplit() && found.stream().anyMatch(ListedEntry::isKept)) {
      return false;
    }
    Map<String, List<ListedEntry>> entries =
        found.stream().collect(Collectors.groupingBy(ListedEntry::name));
    Map<String, List<ListingEntity>> rows =
        listings.rows(listing.registry().id(), type, names).stream()
            .collect(Collectors.groupingBy(ListingEntity::name));
    List<ListingEntity> added = new ArrayList<>();
    List<ListingEntity> changed = new ArrayList<>();
    for (String name : names) {
      List<ListedEntry> ofName = entries.getOrDefault(name, List.of());
      List<ListingEntity> listed = rows.getOrDefault(name, List.of());
      List<Changes> changes = new ArrayList<>();
      if (listing.isSplit()) {
        changes.add(forEverybody(listing, ofName, listed));
      }
      changes.add(changes(listing, Listing.ALL, ofName, of(Listing.ALL, listed)));
      changes.forEach(c -> added.addAll(c.added()));
      changes.forEach(c -> changed.addAll(c.changed()));
    }
    listings.change(changed);
    listings.insert(added);
    return true;
  }

  /**
   * What everybody sees. Where there were no such rows until now, everybody has seen those for all:
   * what is hidden from now on must show as withdrawn.
   */
  private Changes forEverybody(
      Listing listing, List<ListedEntry> entries, List<ListingEntity> listed) {
    List<ListedEntry> seen = entries.stream().filter(entry -> !entry.isKept()).toList();
    if (!listing.splitting()) {
      return changes(listing, Listing.EVERYBODY, seen, of(Listing.EVERYBODY, listed));
    }
    List<ListingEntity> copies =
        listed.stream().map(row -> new ListingEntity(newId(), Listing.EVERYBODY, row)).toList();
    Changes changes = changes(listing, Listing.EVERYBODY, seen, copies);
    List<ListingEntity> added = new ArrayList<>(copies);
    added.addAll(changes.added());
    return new Changes(added, List.of());
  }

  private Changes changes(
      Listing listing, int audience, List<ListedEntry> entries, List<ListingEntity> rows) {
    return ListedName.changes(
        rows,
        ListedName.won(entries, listing.sourceIds(audience)),
        listing.now(),
        entry -> row(listing, audience, entry));
  }

  /** A new listing takes the entries' own times: nobody has seen any of it before. */
  private ListingEntity row(Listing listing, int audience, ListedEntry entry) {
    Instant updated =
        listing.first() && entry.updatedAt().isBefore(listing.now())
            ? entry.updatedAt()
            : listing.now();
    return new ListingEntity(newId(), listing.registry().id(), audience, entry, updated);
  }

  private static List<ListingEntity> of(int audience, List<ListingEntity> rows) {
    return rows.stream().filter(row -> row.audience() == audience).toList();
  }

  private String newId() {
    return ids.generate().toString();
  }
}
