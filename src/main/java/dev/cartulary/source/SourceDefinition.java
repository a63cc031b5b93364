package dev.cartulary.source;

import dev.cartulary.access.Visibility;
import dev.cartulary.source.format.EntryFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A source as the configuration describes it.
 *
 * @param name an RFC 1123 label, unique
 * @param path the catalog file; empty for the catalog inside the program
 * @param interval how often the file is looked at, at least a second
 * @param filter which of its entries are taken
 * @param visibility who sees its entries
 */
public record SourceDefinition(
    String name,
    Optional<Path> path,
    Duration interval,
    EntryFilter filter,
    Visibility visibility) {

  static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

  static SourceDefinition sample() {
    return new SourceDefinition(
        "sample", Optional.empty(), DEFAULT_INTERVAL, EntryFilter.NONE, Visibility.PUBLIC);
  }

  /** How the kind is stored. */
  String kind() {
    return path.isPresent() ? "file" : "builtin";
  }

  /** Who says that this source exists. */
  String origin() {
    return path.isPresent() ? "config" : "builtin";
  }

  /** For a message. */
  public String location() {
    return path.map(Path::toString).orElse("the sample catalog inside the program");
  }
}
