package dev.cartulary.source;

import java.util.Map;

/**
 * Fired within the transaction that brings the tables in line with the configuration, once every
 * source has its row. What an observer does belongs to that transaction; where it fails, all of it
 * is undone and tried again.
 *
 * @param ids each configured source's id, by its name
 */
public record SourcesReady(Map<String, String> ids) {

  public SourcesReady {
    ids = Map.copyOf(ids);
  }
}
