package dev.cartulary.registry;

import dev.cartulary.config.Settings;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The registries that this process's configuration names. */
@Singleton
public class ConfiguredRegistries {

  private final List<RegistryDefinition> registries;

  ConfiguredRegistries(Settings settings) {
    this.registries = RegistrySettings.resolve(settings).registries();
  }

  List<RegistryDefinition> all() {
    return registries;
  }

  /** Whether one has the name. */
  public boolean has(String name) {
    return named(name).isPresent();
  }

  /** The one with the name. */
  public Optional<RegistryDefinition> named(String name) {
    return registries.stream().filter(registry -> registry.name().equals(name)).findFirst();
  }

  /** The registry behind {@code /v0.1}: the one named {@code default}, else the first. */
  public String defaultName() {
    return has(RegistryDefinition.DEFAULT) || registries.isEmpty()
        ? RegistryDefinition.DEFAULT
        : registries.get(0).name();
  }
}
