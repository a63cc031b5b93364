package dev.cartulary.registry.server;

import java.time.Instant;
import java.util.Optional;

/**
 * Which servers a list shows.
 *
 * @param search a part of name, title or description, upper and lower case alike
 * @param updatedSince only what was published or changed at this time or later
 * @param version {@code latest}, or the exact version
 */
record ServerFilter(
    Optional<String> search, Optional<Instant> updatedSince, Optional<String> version) {

  /** Stands for the latest version of each server; no version may have this name. */
  static final String LATEST = "latest";

  static final ServerFilter NONE =
      new ServerFilter(Optional.empty(), Optional.empty(), Optional.empty());
}
