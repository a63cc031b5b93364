package dev.cartulary.registry;

import java.util.List;

/**
 * A registry as the configuration describes it.
 *
 * @param name an RFC 1123 label, unique
 * @param sources the names of its sources; the first that has a name wins it
 */
public record RegistryDefinition(String name, List<String> sources) {

  /** The registry behind {@code /v0.1}, where there is one of this name. */
  static final String DEFAULT = "default";

  public RegistryDefinition {
    sources = List.copyOf(sources);
  }
}
