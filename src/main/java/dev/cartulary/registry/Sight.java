package dev.cartulary.registry;

import java.util.Set;

/**
 * What a caller sees of a registry. Two callers who see the same get the same answers, from the
 * same cache.
 *
 * @param registry its name
 * @param hidden the names of its sources that the caller does not see; they win no names either
 * @param claims the claims, as entries have them, that the caller fits: names that are kept for
 *     others are not seen, and win nothing either
 * @param whole whether there is nothing that the caller does not see
 */
public record Sight(String registry, Set<String> hidden, Set<String> claims, boolean whole) {

  public Sight {
    hidden = Set.copyOf(hidden);
    claims = Set.copyOf(claims);
  }
}
