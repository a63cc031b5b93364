package dev.cartulary.registry.listing;

import dev.cartulary.registry.listing.ListingRepository.Listed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is listed of one registry, and how it comes to be.
 *
 * @param ids each source's id by its name
 * @param now for rows that change
 * @param first whether nothing was ever listed of it
 * @param splitting whether everybody has seen the rows for all until now, and gets rows of its own
 */
record Listing(
    Listed registry,
    ListedSources sources,
    Map<String, String> ids,
    Instant now,
    boolean first,
    boolean splitting) {

  /** The audience of those who see all sources. */
  static final int ALL = 0;

  /** The audience of everybody, where it is another one. */
  static final int EVERYBODY = 1;

  /** Whether everybody has rows of its own. */
  boolean isSplit() {
    return registry.publicAudience() == EVERYBODY;
  }

  /** The sources that an audience sees, in the order in which they win names. */
  List<String> sourceIds(int audience) {
    return sources.sources().stream()
        .filter(source -> audience == ALL || source.everybody())
        .flatMap(source -> Stream.ofNullable(ids.get(source.name())))
        .toList();
  }
}
