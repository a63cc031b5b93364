package dev.cartulary.registry;

import dev.cartulary.access.Visibility;
import java.util.List;

/**
 * A registry as the configuration describes it.
 *
 * @param name an RFC 1123 label, unique
 * @param sources the names of its sources; the first that has a name wins it
 * @param visibility who sees it
 */
public record RegistryDefinition(String name, List<String> sources, Visibility visibility) {

  /** The registry behind {@code /v0.1}, where there is one of this name. */
  static final String DEFAULT = "default";

  public RegistryDefinition {
    sources = List.copyOf(sources);
  }

  boolean shows(String source) {
    return sources.contains(source);
  }
}
