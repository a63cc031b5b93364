package dev.cartulary.source;

import dev.cartulary.database.ActiveSession;
import dev.cartulary.database.OrderedRows;
import dev.cartulary.source.format.Catalog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of the source table, without a persistence context. */
@ApplicationScoped
class SourceRepository {

  private final ActiveSession active;

  SourceRepository(ActiveSession active) {
    this.active = active;
  }

  /** Every source. */
  List<StoredSource> stored() {
    return OrderedRows.of(active.stateless(), SourceEntity.class, "name").stream()
        .map(SourceEntity::toStored)
        .toList();
  }

  /** A source. To be called in a transaction. */
  Optional<StoredSource> stored(String id) {
    return Optional.ofNullable(active.stateless().get(SourceEntity.class, id))
        .map(SourceEntity::toStored);
  }

  void insert(SourceEntity source) {
    active.stateless().insert(source);
  }

  /** Removes the source with its entries. */
  void remove(String id) {
    active.execute("delete from SourceEntity where id = ?1", id);
  }

  void changeKind(String id, SourceDefinition definition) {
    active.execute(
        "update SourceEntity set kind = ?1, origin = ?2 where id = ?3",
        definition.kind().word(),
        definition.origin(),
        id);
  }

  /** Takes the row's lock for the rest of the transaction; false where the row is gone. */
  boolean lock(String id, Instant now) {
    return active.execute("update SourceEntity set lastAttemptAt = ?1 where id = ?2", now, id) == 1;
  }

  void loaded(String id, String hash, Catalog catalog, Instant now) {
    active.execute(
        "update SourceEntity set contentHash = ?1, entryCount = ?2, refusedCount = ?3,"
            + " loadedAt = ?4, lastError = null where id = ?5",
        hash,
        catalog.entries().size(),
        catalog.refusals().size(),
        now,
        id);
  }

  /** Replaces the list of what was left out. */
  void refuse(String sourceId, List<RefusalEntity> refusals) {
    active.execute("delete from RefusalEntity where sourceId = ?1", sourceId);
    if (!refusals.isEmpty()) {
      active.stateless().insertMultiple(refusals);
    }
  }

  void problem(String id, @Nullable String problem, Instant now) {
    active.execute(
        "update SourceEntity set lastError = ?1, lastAttemptAt = ?2 where id = ?3",
        problem,
        now,
        id);
  }

  /**
   * Waits until no other process sets up sources and registries, for the rest of the transaction.
   */
  void lockSetup() {
    active.execute("update SourceLockEntity set taken = taken + 1 where id = 1");
  }
}
