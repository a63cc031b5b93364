package dev.cartulary.source;

import dev.cartulary.database.OrderedRows;
import dev.cartulary.source.format.Catalog;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
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
    return OrderedRows.of(getEntityManager(), SourceEntity.class, "name").stream()
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
        "update SourceEntity set contentHash = ?1, entryCount = ?2, refusedCount = ?3,"
            + " refusals = ?4, loadedAt = ?5, lastError = null where id = ?6",
        hash,
        catalog.entries().size(),
        catalog.refusals().size(),
        refusals,
        now,
        id);
  }

  void problem(String id, @Nullable String problem, Instant now) {
    update(
        "update SourceEntity set lastError = ?1, lastAttemptAt = ?2 where id = ?3",
        problem,
        now,
        id);
  }

  /**
   * Waits until no other process sets up sources and registries, for the rest of the transaction.
   */
  void lockSetup() {
    getEntityManager()
        .createQuery("update SourceLockEntity set taken = taken + 1 where id = 1")
        .executeUpdate();
  }
}
