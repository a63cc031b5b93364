package dev.cartulary.registry.server;

import dev.cartulary.source.format.SearchText;
import java.time.Instant;
import java.util.Optional;

/**
 * Which servers a list shows.
 *
 * @param search a part of name, title or description, folded as {@link SearchText} has it
 * @param updatedSince only what was published or changed at this time or later
 * @param version {@code latest}, or the exact version
 * @param deleted whether versions that are deleted, or were withdrawn, are shown, too
 */
record ServerFilter(
    Optional<String> search,
    Optional<Instant> updatedSince,
    Optional<String> version,
    boolean deleted) {

  ServerFilter {
    search = search.map(SearchText::fold);
  }

  /** Stands for the latest version of each server; no version may have this name. */
  static final String LATEST = "latest";

  static final ServerFilter NONE =
      new ServerFilter(Optional.empty(), Optional.empty(), Optional.empty(), false);

  /** Whether the answer depends on what is gone. */
  boolean asksForWhatIsGone() {
    return deleted || updatedSince.isPresent();
  }
}
