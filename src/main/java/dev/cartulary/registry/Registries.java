package dev.cartulary.registry;

import dev.cartulary.config.Settings;
import dev.cartulary.source.SourcesRead;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The registries as the database has them, in memory: what decisions are made on. It is a few
 * seconds old at most; own changes show at once.
 */
@Singleton
public class Registries {

  private final RegistryRepository repository;
  private final List<RegistryDefinition> configured;

  /** Null until the database was read. */
  private volatile @Nullable List<Registry> known;

  Registries(Settings settings, RegistryRepository repository) {
    this.repository = repository;
    this.configured = RegistrySettings.resolve(settings).registries();
  }

  @ActivateRequestContext
  void read(@Observes SourcesRead sources) {
    known = repository.all();
  }

  /** Whether the database was read; before that nobody knows what there is. */
  public boolean isRead() {
    return known != null;
  }

  /** Every registry in its place; none before the database was read. */
  public List<Registry> all() {
    List<Registry> registries = known;
    return registries == null ? List.of() : registries;
  }

  /** The one of this name, as it is stored. */
  public Optional<Registry> stored(String name) {
    return all().stream().filter(registry -> registry.name().equals(name)).findFirst();
  }

  /** What every registry is; before the database was read, what the configuration says. */
  List<RegistryDefinition> definitions() {
    List<Registry> registries = known;
    return registries == null ? configured : registries.stream().map(Registry::definition).toList();
  }

  /** Whether one has the name, or may have it as far as is known. */
  public boolean has(String name) {
    return !isRead() || named(name).isPresent();
  }

  /** The one with the name. */
  public Optional<RegistryDefinition> named(String name) {
    return definitions().stream().filter(registry -> registry.name().equals(name)).findFirst();
  }

  /** The registry behind {@code /v0.1}: the one named {@code default}, else the first. */
  public String defaultName() {
    return defaultOf(definitions().stream().map(RegistryDefinition::name).toList());
  }

  /** Of these names, in their order. */
  static String defaultOf(List<String> names) {
    return names.contains(RegistryDefinition.DEFAULT) || names.isEmpty()
        ? RegistryDefinition.DEFAULT
        : names.get(0);
  }
}
