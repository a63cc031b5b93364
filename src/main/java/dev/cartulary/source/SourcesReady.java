package dev.cartulary.source;

import dev.cartulary.config.Settings;
import java.util.Map;

/**
 * Fired within the transaction that applies a configuration, once every source has its row. What an
 * observer does belongs to that transaction; where it fails, all of it is undone and tried again.
 *
 * @param settings what is applied
 * @param ids each source's id, by its name, those too that the configuration does not name
 */
public record SourcesReady(Settings settings, Map<String, String> ids) {

  public SourcesReady {
    ids = Map.copyOf(ids);
  }
}
