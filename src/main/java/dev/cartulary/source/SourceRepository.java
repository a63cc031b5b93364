package dev.cartulary.source;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of the source table. */
@ApplicationScoped
class SourceRepository implements PanacheRepositoryBase<SourceEntity, String> {

  /** Every source, read anew. */
  List<StoredSource> stored() {
    getEntityManager().clear();
    return find("from SourceEntity order by name").list().stream()
        .map(SourceEntity::toStored)
        .toList();
  }

  /** A source, read anew. */
  Optional<StoredSource> stored(String id) {
    getEntityManager().clear();
    return findByIdOptional(id).map(SourceEntity::toStored);
  }

  void insert(SourceEntity source) {
    persist(source);
    flush();
  }

  void changeKind(String id, SourceDefinition definition) {
    update(
        "update SourceEntity set kind = ?1, origin = ?2 where id = ?3",
        definition.kind(),
        definition.origin(),
        id);
  }

  /** Takes the row's lock for the rest of the transaction; false where the row is gone. */
  boolean lock(String id, Instant now) {
    return update("update SourceEntity set lastAttemptAt = ?1 where id = ?2", now, id) == 1;
  }

  void loaded(String id, String hash, Catalog catalog, @Nullable String refusals, Instant now) {
    update(
        "update SourceEntity set contentHash = :hash, entryCount = :entries,"
            + " refusedCount = :refused, refusals = :refusals, loadedAt = :now, lastError = null"
            + " where id = :id",
        Parameters.with("hash", hash)
            .and("entries", catalog.entries().size())
            .and("refused", catalog.refusals().size())
            .and("refusals", refusals)
            .and("now", now)
            .and("id", id));
  }

  void problem(String id, @Nullable String problem, Instant now) {
    update(
        "update SourceEntity set lastError = :problem, lastAttemptAt = :now where id = :id",
        Parameters.with("problem", problem).and("now", now).and("id", id));
  }

  /** Waits until no other process sets up sources and registries, for the rest of the transaction. */
  void lockSetup() {
    getEntityManager()
        .createQuery("update SourceLockEntity set taken = taken + 1 where id = 1")
        .executeUpdate();
  }
}
