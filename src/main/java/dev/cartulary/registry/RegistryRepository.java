package dev.cartulary.registry;

import dev.cartulary.database.ActiveSession;
import dev.cartulary.database.OrderedRows;
import dev.cartulary.source.DefinitionOrigin;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.StatelessSession;

/** The rows of registries and of what they show, without a persistence context. */
@ApplicationScoped
public class RegistryRepository {

  private final ActiveSession active;

  RegistryRepository(ActiveSession active) {
    this.active = active;
  }

  /** Every registry, in its place. */
  List<Registry> all() {
    StatelessSession session = active.stateless();
    Map<String, List<String>> sources = new LinkedHashMap<>();
    OrderedRows.of(session, RegistrySourceEntity.class, "registryId", "position")
        .forEach(shown ->
            sources
                .computeIfAbsent(shown.registryId(), id -> new ArrayList<>())
                .add(shown.sourceId()));
    return OrderedRows.of(session, RegistryEntity.class, "position", "name").stream()
        .map(r -> r.toRegistry(sources.getOrDefault(r.id(), List.of())))
        .toList();
  }

  void insert(RegistryEntity registry) {
    active.stateless().insert(registry);
  }

  /** Makes a stored registry another one; its sources are for {@link #show}. */
  void define(
      String id,
      RegistryDefinition definition,
      DefinitionOrigin origin,
      int position,
      Instant now) {
    active.execute(
        "update RegistryEntity set definition = ?1, origin = ?2, position = ?3, updatedAt = ?4"
            + " where id = ?5",
        definition.json().toString(),
        origin.word(),
        position,
        now,
        id);
  }

  void remove(String id) {
    active.execute("delete from RegistryEntity where id = ?1", id);
  }

  /** Replaces what a registry shows. */
  void show(String id, List<RegistrySourceEntity> sources) {
    active.execute("delete from RegistrySourceEntity where registryId = ?1", id);
    sources.forEach(active.stateless()::insert);
  }
}
