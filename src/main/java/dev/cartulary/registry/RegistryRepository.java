package dev.cartulary.registry;

import dev.cartulary.database.OrderedRows;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of registries and of what they show. */
@ApplicationScoped
public class RegistryRepository implements PanacheRepositoryBase<RegistryEntity, String> {

  /** Every registry, in the configuration's order. */
  List<StoredRegistry> stored() {
    getEntityManager().clear();
    Map<String, List<String>> sources = new LinkedHashMap<>();
    OrderedRows.of(getEntityManager(), RegistrySourceEntity.class, "registryId", "position")
        .forEach(shown ->
            sources
                .computeIfAbsent(shown.registryId(), id -> new ArrayList<>())
                .add(shown.sourceId()));
    return OrderedRows.of(getEntityManager(), RegistryEntity.class, "position", "name").stream()
        .map(r -> new StoredRegistry(r.id(), r.name(), sources.getOrDefault(r.id(), List.of())))
        .toList();
  }

  /** A registry's id and sources, in one query; empty where there is no such registry. */
  public Optional<StoredRegistry> named(String name) {
    List<Object[]> rows =
        getEntityManager()
            .createQuery(
                "select r.id, m.sourceId from RegistryEntity r"
                    + " left join RegistrySourceEntity m on m.registryId = r.id"
                    + " where r.name = :name order by m.position",
                Object[].class)
            .setParameter("name", name)
            .getResultList();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<String> sources =
        rows.stream().filter(row -> row[1] != null).map(row -> (String) row[1]).toList();
    return Optional.of(new StoredRegistry((String) rows.get(0)[0], name, sources));
  }

  void insert(RegistryEntity registry) {
    persist(registry);
    flush();
  }

  void move(String id, int position) {
    update("update RegistryEntity set position = ?1 where id = ?2", position, id);
  }

  /** Replaces what a registry shows. */
  void show(String id, List<RegistrySourceEntity> sources) {
    getEntityManager()
        .createQuery("delete from RegistrySourceEntity where registryId = :id")
        .setParameter("id", id)
        .executeUpdate();
    sources.forEach(getEntityManager()::persist);
    flush();
  }
}
