package dev.cartulary.source;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A version as it is to be published.
 *
 * @param type {@code server}, {@code skill} or {@code plugin}
 * @param name {@code namespace/name}
 * @param document its JSON text
 * @param searchText name, title and description in lower case
 * @param remotes the URLs that no other name may have
 * @param status {@code active}, or what the document of a skill or plugin says
 * @param claims whose tokens see it, as JSON; null for all who see its source
 */
public record EntryDraft(
    String type,
    String name,
    String version,
    String document,
    String searchText,
    Set<String> remotes,
    String status,
    @Nullable String claims) {

  public EntryDraft {
    remotes = Set.copyOf(remotes);
  }

  /** The same, seen by those whose tokens have these claims; null for all who see its source. */
  public EntryDraft keptFor(@Nullable String others) {
    return new EntryDraft(type, name, version, document, searchText, remotes, status, others);
  }
}
