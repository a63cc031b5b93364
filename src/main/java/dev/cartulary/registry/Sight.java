package dev.cartulary.registry;

import java.util.Set;

/**
 * What a caller sees of a registry. Two callers who see the same get the same answers, from the
 * same cache.
 *
 * @param registry its name
 * @param hidden the names of its sources that the caller does not see; they win no names either
 */
public record Sight(String registry, Set<String> hidden) {

  public Sight {
    hidden = Set.copyOf(hidden);
  }
}
