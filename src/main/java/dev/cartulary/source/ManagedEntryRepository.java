package dev.cartulary.source;

import dev.cartulary.database.ActiveSession;
import dev.cartulary.database.PlainSql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of what was published here, without a persistence context. */
@ApplicationScoped
class ManagedEntryRepository {

  private static final String OF_NAME =
      " from EntryEntity e where e.sourceId = ?1 and e.type = ?2 and e.name = ?3";

  private final ActiveSession active;
  private final PlainSql sql;

  ManagedEntryRepository(ActiveSession active, PlainSql sql) {
    this.active = active;
    this.sql = sql;
  }

  /** Whoever changes what a managed source has waits here for the others. */
  boolean lock(String sourceId) {
    return sql.execute(
            "update source set entry_count = entry_count"
                + " where id = ? and kind = 'managed' and removed_at is null",
            sourceId)
        == 1;
  }

  List<ManagedVersion> versions(String sourceId, String type, String name) {
    return active
        .query(
            ManagedVersion.class,
            "select " + ManagedVersion.COLUMNS + OF_NAME,
            sourceId,
            type,
            name)
        .getResultList();
  }

  /** Whose tokens see the name; empty for all who see its source. */
  Optional<String> claims(String sourceId, String type, String name) {
    return active
        .query(
            String.class,
            "select e.claims" + OF_NAME + " and e.claims is not null",
            sourceId,
            type,
            name)
        .setMaxResults(1)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** Those of these ids, in any order. */
  List<ManagedEntry> entries(Collection<String> ids) {
    return active
        .query(
            ManagedEntry.class,
            "select " + ManagedEntry.COLUMNS + " from EntryEntity e where e.id in ?1",
            ids)
        .getResultList();
  }

  Optional<ManagedEntry> entry(String sourceId, String type, String name, String version) {
    return active
        .query(
            ManagedEntry.class,
            "select " + ManagedEntry.COLUMNS + OF_NAME + " and e.version = ?4",
            sourceId,
            type,
            name,
            version)
        .getResultList()
        .stream()
        .findFirst();
  }

  void insert(EntryEntity entry, String sourceId) {
    active.stateless().insert(entry);
    sql.execute("update source set entry_count = entry_count + 1 where id = ?", sourceId);
  }

  void edit(String id, String document, String searchText, Instant now) {
    active.execute(
        "update EntryEntity set document = ?1, searchText = ?2, updatedAt = ?3 where id = ?4",
        document,
        searchText,
        now,
        id);
  }

  /** Notes that these have another status from now on. */
  void statusChanged(Collection<String> ids, Instant now) {
    active.execute("update EntryEntity set statusChangedAt = ?1 where id in ?2", now, ids);
  }

  void status(Collection<String> ids, String status, @Nullable String message, Instant now) {
    // A null parameter has no type that PostgreSQL could know.
    if (message == null) {
      active.execute(
          "update EntryEntity set status = ?1, statusMessage = null, updatedAt = ?2 where id in ?3",
          status,
          now,
          ids);
    } else {
      active.execute(
          "update EntryEntity set status = ?1, statusMessage = ?2, updatedAt = ?3 where id in ?4",
          status,
          message,
          now,
          ids);
    }
  }

  void mark(String id, boolean latest) {
    sql.execute("update entry set is_latest = ? where id = ?", latest ? 1 : 0, id);
  }

  /** The name that has one of these remotes, other than this one. */
  Optional<String> remoteOfAnother(String sourceId, String name, Collection<String> hashes) {
    return active
        .query(
            String.class,
            "select e.name from EntryRemoteEntity r, EntryEntity e where r.entryId = e.id"
                + " and r.sourceId = ?1 and r.urlHash in ?2 and e.name <> ?3"
                + " and e.status <> 'deleted' and e.withdrawnAt is null order by e.name",
            sourceId,
            hashes,
            name)
        .setMaxResults(1)
        .getResultList()
        .stream()
        .findFirst();
  }

  List<String> remotes(String entryId) {
    return active
        .query(String.class, "select urlHash from EntryRemoteEntity where entryId = ?1", entryId)
        .getResultList();
  }

  void insert(List<EntryRemoteEntity> remotes) {
    remotes.forEach(active.stateless()::insert);
  }

  void replace(String entryId, List<EntryRemoteEntity> remotes) {
    active.execute("delete from EntryRemoteEntity where entryId = ?1", entryId);
    insert(remotes);
  }
}
