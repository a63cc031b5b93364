package dev.cartulary.registry.listing;

import dev.cartulary.registry.Sight;
import dev.cartulary.registry.listing.ListingRepository.Listed;
import dev.cartulary.registry.listing.ListingView.Source;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides how what a caller sees of a registry is read. */
@Singleton
public class Listings {

  private final ListingRepository listings;
  private final ListedRegistries registries;
  private final ListingUpkeep upkeep;

  Listings(ListingRepository listings, ListedRegistries registries, ListingUpkeep upkeep) {
    this.listings = listings;
    this.registries = registries;
    this.upkeep = upkeep;
  }

  /**
   * How a registry is read, in one query; empty where the registry has no row.
   *
   * @param sight what the caller sees of it
   */
  public Optional<ListingView> view(Sight sight) {
    return listings.named(sight.registry()).map(registry -> view(registry, sight));
  }

  private ListingView view(Listed registry, Sight sight) {
    ListedSources wanted =
        registries.of(registry.name()).orElseGet(() -> new ListedSources(List.of()));
    Optional<ListingState> state = registry.state(wanted);
    Instant until = Objects.requireNonNullElse(registry.listedAt(), ListingView.NO_BOUND);
    Set<String> kept =
        wanted.sources().stream()
            .filter(source -> !source.everybody())
            .map(ListedSources.Source::name)
            .collect(Collectors.toUnmodifiableSet());
    boolean everybody = sight.hidden().equals(kept) && sight.claims().isEmpty();
    if (!everybody && !sight.whole()) {
      return new ListingView(registry.id(), Source.PART, Listing.ALL, ListingView.NO_BOUND, state);
    }
    if (!wanted.text().equals(registry.listedFor())) {
      upkeep.remakeSoon();
      return new ListingView(registry.id(), Source.NOT_LISTED_YET, Listing.ALL, until, state);
    }
    return new ListingView(
        registry.id(),
        Source.LISTING,
        everybody ? registry.publicAudience() : Listing.ALL,
        until,
        state);
  }
}
