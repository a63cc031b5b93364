package dev.cartulary.registry;

import dev.cartulary.access.KeptRoles;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.source.SourceRedefined;
import dev.cartulary.source.SourceRemoval;
import dev.cartulary.source.SourcesChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a change of a source means for the registries that show it. */
@ApplicationScoped
class RegistrySources {

  private final RegistryRepository repository;
  private final Registries registries;
  private final KeptRoles kept;
  private final Event<RegistryChanged> changed;

  RegistrySources(
      RegistryRepository repository,
      Registries registries,
      KeptRoles kept,
      Event<RegistryChanged> changed) {
    this.repository = repository;
    this.registries = registries;
    this.kept = kept;
    this.changed = changed;
  }

  /** A role for which something is kept is a right by itself, whoever has kept it. */
  void keep(@Observes SourcesChanged sources) {
    kept.put(
        Stream.concat(
                sources.sources().stream().map(source -> source.definition().visibility()),
                registries.all().stream().map(registry -> registry.definition().visibility()))
            .flatMap(visibility -> visibility.roles().stream())
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Others may see its entries now, or fewer. */
  void redefined(@Observes SourceRedefined source) {
    showing(source.sourceId()).stream()
        .map(Registry::id)
        .sorted() // the order in which registries are locked
        .forEach(id -> changed.fire(new RegistryChanged(id)));
  }

  /**
   * A source that is shown stays.
   *
   * @throws ProblemException a conflict that names the registries
   */
  void removed(@Observes SourceRemoval source) {
    List<Registry> showing = showing(source.sourceId());
    if (!showing.isEmpty()) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          "Source "
              + source.name()
              + " is shown by "
              + showing.stream().map(Registry::name).collect(Collectors.joining(", "))
              + ". Take it out of the registry first.");
    }
  }

  private List<Registry> showing(String sourceId) {
    return repository.all().stream()
        .filter(registry -> registry.sourceIds().contains(sourceId))
        .toList();
  }
}
