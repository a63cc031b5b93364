package dev.cartulary.source;

import java.util.List;

/**
 * Fired once this process has seen that sources or registries are others than before, whoever has
 * changed them: {@link Sources} and the registries have the new ones. For caches, and for what
 * works through sources.
 *
 * @param sources all that there are now
 */
public record SourcesChanged(List<Source> sources) {

  public SourcesChanged {
    sources = List.copyOf(sources);
  }
}
