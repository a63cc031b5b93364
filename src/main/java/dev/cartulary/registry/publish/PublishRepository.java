package dev.cartulary.registry.publish;

import dev.cartulary.database.ActiveSession;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Reads what publishing depends on, without a persistence context. */
@ApplicationScoped
class PublishRepository {

  private final ActiveSession active;

  PublishRepository(ActiveSession active) {
    this.active = active;
  }

  /** The first managed source of a registry; empty where it has none, or is none. */
  Optional<PublishTarget> target(String registry) {
    return active
        .query(
            PublishTarget.class,
            "select r.id, r.name, s.id, s.name, m.position"
                + " from RegistryEntity r, RegistrySourceEntity m, SourceEntity s"
                + " where r.name = ?1 and m.registryId = r.id and s.id = m.sourceId"
                + " and s.kind = 'managed' and s.removedAt is null order by m.position",
            registry)
        .setMaxResults(1)
        .getResultList()
        .stream()
        .findFirst();
  }

  boolean hasRegistry(String registry) {
    return active
            .query(Long.class, "select count(*) from RegistryEntity where name = ?1", registry)
            .getSingleResult()
        > 0;
  }

  /** The source before the target that has the name, and so wins it. */
  Optional<String> winner(PublishTarget target, String type, String name) {
    return active
        .query(
            String.class,
            "select s.name from RegistrySourceEntity m, SourceEntity s, EntryEntity e"
                + " where m.registryId = ?1 and m.position < ?2 and s.id = m.sourceId"
                + " and e.sourceId = s.id and e.type = ?3 and e.name = ?4"
                + " and e.withdrawnAt is null order by m.position",
            target.registryId(),
            target.position(),
            type,
            name)
        .setMaxResults(1)
        .getResultList()
        .stream()
        .findFirst();
  }
}
