package dev.cartulary.source;

import dev.cartulary.access.Visibility;
import dev.cartulary.source.format.EntryFilter;
import dev.cartulary.source.format.Validation;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A source as the configuration or somebody over the API describes it.
 *
 * @param name an RFC 1123 label, unique
 * @param kind where its entries come from
 * @param interval how often it is looked at, at least a second; of no meaning for managed ones
 * @param validation how strictly its entries are checked
 * @param filter which of its entries are taken
 * @param visibility who sees its entries
 * @param allowPrivateNetwork whether its URLs may lead to addresses that are not public
 */
public record SourceDefinition(
    String name,
    SourceKind kind,
    Duration interval,
    Validation validation,
    EntryFilter filter,
    Visibility visibility,
    boolean allowPrivateNetwork) {

  static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

  static SourceDefinition sample() {
    return new SourceDefinition(
        "sample",
        new SourceKind.Builtin(),
        DEFAULT_INTERVAL,
        Validation.STRICT,
        EntryFilter.NONE,
        Visibility.PUBLIC,
        false);
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
        true);
  }

  /** Who says that this source exists. */
  String origin() {
    return kind instanceof SourceKind.Builtin ? "builtin" : "config";
  }

  /** For a message. */
  public String location() {
    return kind.location();
  }
}
