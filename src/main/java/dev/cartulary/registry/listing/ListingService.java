package dev.cartulary.registry.listing;

import dev.cartulary.database.InstantMicros;
import dev.cartulary.database.WriteTransaction;
import dev.cartulary.registry.RegistryChanged;
import dev.cartulary.registry.listing.ListingRepository.Listed;
import dev.cartulary.source.CatalogChanged;
import dev.cartulary.source.format.EntryType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keeps what registries show in line with what their sources have (docs/decisions/0020).
 *
 * <p>Whoever changes entries holds the row of their source, then takes the rows of the registries
 * that show it, in the order of the ids; so does whoever makes a listing anew. So nobody misses
 * what another has not committed yet, nobody waits in a circle, and the times that a registry gives
 * are in the order in which they become visible: a mirror that has seen one has seen all before it.
 */
@ApplicationScoped
@ActivateRequestContext
class ListingService {

  /** A listing of a million versions takes minutes. */
  private static final Duration LIMIT = Duration.ofHours(3);

  private static final int NAMES_AT_A_TIME = 50;

  private final ListingRepository listings;
  private final ListingWriter writer;
  private final TransactionSynchronizationRegistry transactions;

  /**
   * The registries that the running transaction holds, and the time of what it changes in each. One
   * row of a registry serves all portions of a load: every further version of it would stay until
   * the commit, and be looked through for each row that refers to it.
   */
  private record Moved(Map<String, Instant> at) {}

  ListingService(
      ListingRepository listings,
      ListingWriter writer,
      TransactionSynchronizationRegistry transactions) {
    this.listings = listings;
    this.writer = writer;
    this.transactions = transactions;
  }

  /** In the transaction of the change: lists the names again in every registry with the source. */
  @Transactional(Transactional.TxType.MANDATORY)
  void follow(@Observes CatalogChanged changed) {
    Map<String, String> sourceIds = listings.sourceIds();
    for (Listed registry : listings.registries()) {
      String text = registry.listedFor();
      if (text != null && shows(ListedSources.parse(text), changed.sourceId(), sourceIds)) {
        follow(registry.id(), sourceIds, changed.names());
      }
    }
  }

  /**
   * In the transaction of the change: who sees what of the registry is not what it was, though its
   * rows may be made anew only later.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  void moveOn(@Observes RegistryChanged changed) {
    listings.lock(changed.registryId());
    listings
        .registry(changed.registryId())
        .filter(registry -> registry.listedAt() != null)
        .ifPresent(registry -> listings.listed(registry.id(), next(registry)));
  }

  private static boolean shows(
      ListedSources sources, String sourceId, Map<String, String> sourceIds) {
    return sources.names().stream().anyMatch(name -> sourceId.equals(sourceIds.get(name)));
  }

  private void follow(
      String registryId, Map<String, String> sourceIds, Collection<CatalogChanged.Name> names) {
    Map<String, Instant> moved = moved().at();
    Instant before = moved.get(registryId);
    if (before == null) {
      listings.lock(registryId);
    }
    Listed registry = listings.registry(registryId).orElseThrow();
    Instant now = before == null ? next(registry) : before;
    ListedSources sources =
        ListedSources.parse(Optional.ofNullable(registry.listedFor()).orElse(""));
    Listing listing = new Listing(registry, sources, sourceIds, now, false, false);
    Map<String, TreeSet<String>> byType = new TreeMap<>();
    names.forEach(
        name -> byType.computeIfAbsent(name.type(), type -> new TreeSet<>()).add(name.name()));
    for (Map.Entry<String, TreeSet<String>> type : byType.entrySet()) {
      for (List<String> part : parts(List.copyOf(type.getValue()))) {
        if (!writer.list(listing, type.getKey(), part)) {
          // Claims keep an entry for some: from now on everybody's rows are others than all's.
          remake(registry, sources, sourceIds, true);
          moved.remove(registryId);
          return;
        }
      }
    }
    if (before == null) {
      // Even where no row is another one: who sees a part may see a name now, or no longer.
      listings.listed(registryId, now);
      moved.put(registryId, now);
    }
  }

  private Moved moved() {
    if (transactions.getResource(Moved.class) instanceof Moved known) {
      return known;
    }
    Moved none = new Moved(new HashMap<>());
    transactions.putResource(Moved.class, none);
    return none;
  }

  /** Whether a registry's listing is of other sources, or of sources that others see. */
  boolean isBehind(String registryName, ListedSources sources) {
    return listings
        .named(registryName)
        .filter(registry -> sources.text().equals(registry.listedFor()))
        .isEmpty();
  }

  /**
   * Makes a registry's listing anew where it is not of these sources: the first time, or after
   * they, their order, or who sees them have changed.
   *
   * @return false where a source has no row yet, so that it is to be tried again
   */
  boolean remake(String registryName, ListedSources sources) {
    return WriteTransaction.repeated(
        LIMIT,
        () -> {
          Optional<Listed> found = listings.named(registryName);
          Map<String, String> sourceIds = listings.sourceIds();
          if (found.isEmpty() || !sourceIds.keySet().containsAll(sources.names())) {
            return false;
          }
          lock(found.get(), sources, sourceIds);
          Listed registry = listings.registry(found.get().id()).orElseThrow();
          if (!sources.text().equals(registry.listedFor())) {
            remake(registry, sources, sourceIds, false);
          }
          return true;
        });
  }

  private void lock(Listed registry, ListedSources sources, Map<String, String> sourceIds) {
    SortedSet<String> locked = new TreeSet<>();
    sources.names().forEach(name -> locked.add(sourceIds.getOrDefault(name, "")));
    Optional.ofNullable(registry.listedFor())
        .ifPresent(text ->
            ListedSources.parse(text)
                .names()
                .forEach(name -> locked.add(sourceIds.getOrDefault(name, ""))));
    locked.forEach(listings::lockSource);
    listings.lock(registry.id());
  }

  private void remake(
      Listed registry, ListedSources sources, Map<String, String> sourceIds, boolean claims) {
    boolean split = registry.publicAudience() == Listing.EVERYBODY || claims || sources.hasKept();
    Listed now =
        new Listed(
            registry.id(),
            registry.name(),
            sources.text(),
            registry.listedAt(),
            split ? Listing.EVERYBODY : Listing.ALL);
    Listing listing =
        new Listing(
            now,
            sources,
            sourceIds,
            next(registry),
            registry.listedFor() == null,
            split && registry.publicAudience() == Listing.ALL);
    for (EntryType type : EntryType.values()) {
      if (!remake(listing, type.text())) {
        remake(registry, sources, sourceIds, true);
        return;
      }
    }
    listings.listed(registry.id(), sources.text(), now.publicAudience(), listing.now());
  }

  /** Name by name; false where claims were met that split the listing. */
  private boolean remake(Listing listing, String type) {
    String after = "";
    while (true) {
      SortedSet<String> names = new TreeSet<>();
      names.addAll(
          listings.sourceNames(listing.sourceIds(Listing.ALL), type, after, NAMES_AT_A_TIME));
      names.addAll(listings.listedNames(listing.registry().id(), type, after, NAMES_AT_A_TIME));
      List<String> part = names.stream().limit(NAMES_AT_A_TIME).toList();
      if (part.isEmpty()) {
        return true;
      }
      if (!writer.list(listing, type, part)) {
        return false;
      }
      after = part.get(part.size() - 1);
    }
  }

  /** Later than every time that the registry has given so far, whatever the clocks say. */
  private static Instant next(Listed registry) {
    Instant now = InstantMicros.now();
    Instant last = registry.listedAt();
    return last == null || now.isAfter(last) ? now : last.plusNanos(1_000);
  }

  private static List<List<String>> parts(List<String> all) {
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += NAMES_AT_A_TIME) {
      parts.add(all.subList(from, Math.min(all.size(), from + NAMES_AT_A_TIME)));
    }
    return parts;
  }
}
