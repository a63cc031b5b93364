package dev.cartulary.registry.listing;

import dev.cartulary.source.DefinitionRefresh;
import dev.cartulary.source.Sources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.HashMap;
import java.util.Map;

/** Reads from the database where every registry stands. */
@ApplicationScoped
@ActivateRequestContext
class ListingStates implements ListingLooks.Reader {

  private final DefinitionRefresh definitions;
  private final Sources sources;
  private final ListingRepository listings;
  private final ListedRegistries registries;

  ListingStates(
      DefinitionRefresh definitions,
      Sources sources,
      ListingRepository listings,
      ListedRegistries registries) {
    this.definitions = definitions;
    this.sources = sources;
    this.listings = listings;
    this.registries = registries;
  }

  /** What callers see of a registry is decided by what sources and registries are, too. */
  @Override
  public void refresh() {
    if (sources.isRead()) { // else the configuration is not applied yet
      definitions.refresh();
    }
  }

  @Override
  public Map<String, ListingState> states() {
    Map<String, ListingState> states = new HashMap<>();
    if (sources.isRead()) {
      listings
          .registries()
          .forEach(registry ->
              registries
                  .of(registry.name())
                  .flatMap(registry::state)
                  .ifPresent(state -> states.put(registry.name(), state)));
    }
    return states;
  }
}
