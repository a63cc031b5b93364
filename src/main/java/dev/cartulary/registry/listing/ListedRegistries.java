package dev.cartulary.registry.listing;

import dev.cartulary.registry.Registries;
import dev.cartulary.registry.Registry;
import dev.cartulary.source.Source;
import dev.cartulary.source.Sources;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** What each registry is to be listed for, as this process knows it. */
@Singleton
class ListedRegistries {

  private final Registries registries;
  private final Sources sources;

  ListedRegistries(Registries registries, Sources sources) {
    this.registries = registries;
    this.sources = sources;
  }

  /** The names of all. */
  List<String> names() {
    return registries.all().stream().map(Registry::name).toList();
  }

  /** Its sources; empty where there is no such registry, or where nobody knows yet. */
  Optional<ListedSources> of(String registry) {
    return registries
        .stored(registry)
        .map(found ->
            new ListedSources(
                found.definition().sources().stream()
                    .flatMap(name -> sources.named(name).stream())
                    .map(ListedRegistries::listed)
                    .toList()));
  }

  private static ListedSources.Source listed(Source source) {
    return new ListedSources.Source(source.name(), source.definition().visibility().everybody());
  }
}
