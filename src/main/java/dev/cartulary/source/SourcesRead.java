package dev.cartulary.source;

import java.util.List;

/**
 * Fired while this process reads what sources and registries there are: an observer reads what is
 * its own, at the same state of the database.
 *
 * @param sources all that there are
 */
public record SourcesRead(List<Source> sources) {

  public SourcesRead {
    sources = List.copyOf(sources);
  }
}
