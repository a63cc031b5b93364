package dev.cartulary.source;

import dev.cartulary.access.ClaimRules;
import dev.cartulary.access.Visibility;
import dev.cartulary.source.format.EntryFilter;
import dev.cartulary.source.format.Validation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * A source as the configuration or somebody over the API describes it.
 *
 * @param name an RFC 1123 label, unique
 * @param kind where its entries come from
 * @param interval how often it is looked at, at least a second; of no meaning for managed ones
 * @param validation how strictly its entries are checked
 * @param filter which of its entries are taken
 * @param visibility who sees its entries
 * @param network where its URLs may lead
 */
public record SourceDefinition(
    String name,
    SourceKind kind,
    Duration interval,
    Validation validation,
    EntryFilter filter,
    Visibility visibility,
    SourceNetwork network) {

  static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

  /** How often a cluster is listed as a whole, beside what it tells by itself. */
  static final Duration DEFAULT_RELIST = Duration.ofMinutes(10);

  /** Who sees what cannot be read: nobody but those who see all. */
  private static final Visibility NOBODY =
      new Visibility(false, ClaimRules.NOBODY, Set.of(""), Set.of());

  private static SourceDefinition of(String name, SourceKind kind, Visibility visibility) {
    return new SourceDefinition(
        name,
        kind,
        DEFAULT_INTERVAL,
        Validation.STRICT,
        EntryFilter.NONE,
        visibility,
        SourceNetwork.PUBLIC);
  }

  /** What the program has where nobody says anything: its sample. */
  static SourceDefinition sample() {
    return of("sample", new SourceKind.Builtin(), Visibility.PUBLIC);
  }

  /** What the program has where nobody says anything: a place to publish to. */
  static SourceDefinition published() {
    return of("published", new SourceKind.Managed(), Visibility.PUBLIC);
  }

  /** What another version of the program has written. */
  static SourceDefinition unreadable(String name, String kind) {
    return of(name, new SourceKind.Unreadable(kind), NOBODY);
  }

  /** A file of the configuration. */
  static SourceDefinition file(
      String name, Path path, Duration interval, EntryFilter filter, Visibility visibility) {
    return new SourceDefinition(
        name,
        SourceKind.CatalogDocument.of(path),
        interval,
        Validation.STRICT,
        filter,
        visibility,
        SourceNetwork.ANY);
  }

  /** For a message. */
  public String location() {
    return kind.location();
  }
}
