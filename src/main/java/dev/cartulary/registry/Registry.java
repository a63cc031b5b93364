package dev.cartulary.registry;

import dev.cartulary.source.DefinitionOrigin;
import java.time.Instant;
import java.util.List;

/**
 * A registry as the database knows it.
 *
 * @param id of its row
 * @param definition what it is
 * @param origin who says so
 * @param position its place among all
 * @param sourceIds the ids of its sources, in the order in which they win names
 * @param updatedAt when its definition changed last
 */
public record Registry(
    String id,
    RegistryDefinition definition,
    DefinitionOrigin origin,
    int position,
    List<String> sourceIds,
    Instant createdAt,
    Instant updatedAt) {

  public Registry {
    sourceIds = List.copyOf(sourceIds);
  }

  public String name() {
    return definition.name();
  }
}
