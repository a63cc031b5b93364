package dev.cartulary.source;

import dev.cartulary.database.ActiveSession;
import dev.cartulary.database.OrderedRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of the source table, without a persistence context. */
@ApplicationScoped
class SourceRepository {

  private final ActiveSession active;

  SourceRepository(ActiveSession active) {
    this.active = active;
  }

  /** Every source that there is, by name. */
  List<Source> all() {
    return rows().stream().filter(row -> !row.isRemoved()).map(SourceEntity::toSource).toList();
  }

  /** Every source by name, those too that were removed and not purged yet. */
  List<SourceEntity> rows() {
    return OrderedRows.of(active.stateless(), SourceEntity.class, "name");
  }

  /** What was loaded from each source. */
  List<StoredSource> states() {
    return active
        .query(
            StoredSource.class,
            "select id, name, kind, contentHash, entryCount, refusedCount, loadedAt, lastError,"
                + " lastAttemptAt, failures from SourceEntity where removedAt is null")
        .getResultList();
  }

  /** The row of this name, also of a source that was removed. */
  Optional<SourceEntity> row(String name) {
    return active
        .query(SourceEntity.class, "from SourceEntity where name = ?1", name)
        .getResultStream()
        .findFirst();
  }

  /** A source that there is. */
  Optional<Source> source(String id) {
    return active
        .query(SourceEntity.class, "from SourceEntity where id = ?1", id)
        .getResultStream()
        .findFirst()
        .map(SourceEntity::toSource);
  }

  /** At most so many refusals behind a position, in the order of the catalog. */
  List<RefusalView> refusals(String sourceId, int after, int limit) {
    return active
        .query(
            RefusalView.class,
            "select position, severity, place, name, reason from RefusalEntity"
                + " where sourceId = ?1 and position > ?2 order by position",
            sourceId,
            after)
        .setMaxResults(limit)
        .getResultList();
  }

  void insert(SourceEntity source) {
    active.stateless().insert(source);
  }

  /**
   * Makes a stored source another one, and brings back one that was removed. Whatever it reads from
   * now on, what it has is served until that was read.
   */
  void define(String id, SourceDefinition definition, DefinitionOrigin origin, Instant now) {
    active.execute(
        "update SourceEntity set kind = ?1, origin = ?2, definition = ?3, updatedAt = ?4,"
            + " removedAt = null where id = ?5",
        definition.kind().word(),
        origin.word(),
        DefinitionJson.of(definition).toString(),
        now,
        id);
  }

  /** Forgets what was read of a source, so that all of it is read again. */
  void readAgain(String id) {
    active.execute(
        "update SourceEntity set contentHash = null, syncState = null, failures = 0,"
            + " lastError = null where id = ?1",
        id);
  }

  /** Says that a source needs not be read: what is published to it is there. */
  void isRead(String id, Instant now) {
    active.execute(
        "update SourceEntity set loadedAt = ?1 where id = ?2 and loadedAt is null", now, id);
  }

  /** Removes a source; its row stays with its entries, which mirrors must see as deleted. */
  void remove(String id, Instant now) {
    active.execute(
        "update SourceEntity set removedAt = ?1, updatedAt = ?1, loadedAt = null, entryCount = 0,"
            + " refusedCount = 0 where id = ?2",
        now,
        id);
    readAgain(id);
    active.execute("delete from RefusalEntity where sourceId = ?1", id);
    active.execute(
        "update EntryEntity set withdrawnAt = ?1 where sourceId = ?2 and withdrawnAt is null",
        now,
        id);
  }

  /** What is counted of sources and registries. */
  SourceLockEntity.Counters counters() {
    return OrderedRows.of(active.stateless(), SourceLockEntity.class, "id").get(0).counters();
  }

  /**
   * Waits until no other process changes sources or registries, for the rest of the transaction,
   * and counts the change.
   */
  void lock() {
    active.execute("update SourceLockEntity set taken = taken + 1 where id = 1");
  }

  /** Says which configuration was applied last. */
  void configured(String hash) {
    active.execute(
        "update SourceLockEntity set configuration = ?1, generation = generation + 1 where id = 1",
        hash);
  }
}
