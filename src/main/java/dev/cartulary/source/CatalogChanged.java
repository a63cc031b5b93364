package dev.cartulary.source;

import java.util.Set;

/**
 * Fired within the transaction that changes what a source has, after its rows are written. What an
 * observer does belongs to that transaction; whoever keeps copies forgets them after its success. A
 * large change fires several of them.
 *
 * @param sourceId the source that has changed
 * @param names of which some version was added, changed or withdrawn
 */
public record CatalogChanged(String sourceId, Set<Name> names) {

  /**
   * What all versions of an entry have in common.
   *
   * @param type {@code server}, {@code skill} or {@code plugin}
   * @param name {@code namespace/name}
   */
  public record Name(String type, String name) {}

  public CatalogChanged {
    names = Set.copyOf(names);
  }
}
