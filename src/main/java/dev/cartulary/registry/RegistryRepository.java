package dev.cartulary.registry;

import dev.cartulary.database.ActiveSession;
import dev.cartulary.database.OrderedRows;
import dev.cartulary.source.DefinitionOrigin;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The rows of registries and of what they show, without a persistence context. */
@ApplicationScoped
public class RegistryRepository {

  private final ActiveSession active;

  RegistryRepository(ActiveSession active) {
    this.active = active;
  }

  /** A registry's id and one of its sources; null where it has none. */
  @RegisterForReflection // Hibernate makes it from the columns.
  record Shown(String registryId, @Nullable String sourceId) {}

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

  /** A registry's id and sources, in one query; empty where there is no such registry. */
  public Optional<StoredRegistry> named(String name) {
    List<Shown> rows =
        active
            .query(
                Shown.class,
                "select r.id, m.sourceId from RegistryEntity r"
                    + " left join RegistrySourceEntity m on m.registryId = r.id"
                    + " where r.name = ?1 order by m.position",
                name)
            .getResultList();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<String> sources = rows.stream().flatMap(row -> Stream.ofNullable(row.sourceId())).toList();
    return Optional.of(new StoredRegistry(rows.get(0).registryId(), name, sources));
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
