package dev.cartulary.source;

import dev.cartulary.database.ActiveSession;
import dev.cartulary.source.format.CatalogEntry.Key;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rows of the entry table, written without a persistence context. */
@ApplicationScoped
class EntryRepository {

  /** Keeps a statement's parameters and the driver's memory small. */
  private static final int ROWS_PER_STATEMENT = 200;

  private final ActiveSession active;

  EntryRepository(ActiveSession active) {
    this.active = active;
  }

  /** What a change is compared with. */
  @RegisterForReflection // Hibernate makes it from the columns.
  record Stored(
      String id,
      String type,
      String name,
      String version,
      String document,
      String searchText,
      String status,
      @Nullable String statusMessage,
      Instant statusChangedAt,
      Instant publishedAt,
      int latest,
      @Nullable String claims,
      @Nullable Instant withdrawnAt) {

    Key key() {
      return new Key(type, name, version);
    }

    boolean isLatest() {
      return latest == 1;
    }
  }

  /** What a source has or had of some names of one type. */
  List<Stored> stored(String sourceId, String type, Collection<String> names) {
    return active
        .query(
            Stored.class,
            "select id, type, name, version, document, searchText, status, statusMessage,"
                + " statusChangedAt, publishedAt, latest, claims, withdrawnAt from EntryEntity"
                + " where sourceId = ?1 and type = ?2 and name in ?3",
            sourceId,
            type,
            names)
        .getResultList();
  }

  /** The first names that a source still has, and of which nothing is staged. */
  List<CatalogChanged.Name> vanished(String sourceId, int most) {
    return active
        .query(
            NameRow.class,
            "select distinct e.type, e.name from EntryEntity e where e.sourceId = ?1 and"
                + " e.withdrawnAt is null and not exists (select s.id from StagedEntity s where"
                + " s.sourceId = e.sourceId and s.type = e.type and s.name = e.name)",
            sourceId)
        .setMaxResults(most)
        .getResultList()
        .stream()
        .map(NameRow::name)
        .toList();
  }

  /** A type and a name. */
  @RegisterForReflection // Hibernate makes it from the columns.
  record NameRow(String type, String text) {

    CatalogChanged.Name name() {
      return new CatalogChanged.Name(type, text);
    }
  }

  /** Withdraws every version of some names of one type. */
  int withdrawNames(String sourceId, String type, Collection<String> names, Instant now) {
    return active.execute(
        "update EntryEntity set withdrawnAt = ?1, updatedAt = ?1, latest = 0 where sourceId = ?2"
            + " and type = ?3 and name in ?4 and withdrawnAt is null",
        now,
        sourceId,
        type,
        names);
  }

  /** Withdraws rows. */
  void withdraw(Collection<String> ids, Instant now) {
    for (List<String> part : parts(List.copyOf(ids))) {
      active.execute(
          "update EntryEntity set withdrawnAt = ?1, updatedAt = ?1, latest = 0 where id in ?2",
          now,
          part);
    }
  }

  /** The ids of some that were withdrawn before, and that no listing has. */
  List<String> withdrawnBefore(Instant time, int most) {
    return active
        .query(
            String.class,
            "select e.id from EntryEntity e where e.withdrawnAt < ?1 and not exists"
                + " (select l.id from ListingEntity l where l.entryId = e.id)",
            time)
        .setMaxResults(most)
        .getResultList();
  }

  /** Removes rows for good. */
  void remove(Collection<String> ids) {
    for (List<String> part : parts(List.copyOf(ids))) {
      active.execute("delete from EntryEntity where id in ?1", part);
    }
  }

  /** How many entries a source has. */
  int count(String sourceId) {
    return Math.toIntExact(
        active
            .query(
                Long.class,
                "select count(*) from EntryEntity where sourceId = ?1 and withdrawnAt is null",
                sourceId)
            .getSingleResult());
  }

  void insert(List<EntryEntity> entries) {
    parts(entries).forEach(part -> active.stateless().insertMultiple(part));
  }

  /** Gives rows new content. */
  void change(List<EntryEntity> entries) {
    parts(entries).forEach(part -> active.stateless().updateMultiple(part));
  }

  /** Marks rows as the latest version of their name, or as no longer that. */
  void mark(Collection<String> ids, boolean latest) {
    for (List<String> part : parts(List.copyOf(ids))) {
      active.execute("update EntryEntity set latest = ?1 where id in ?2", latest ? 1 : 0, part);
    }
  }

  private static <T> List<List<T>> parts(List<T> all) {
    return IntStream.iterate(0, i -> i < all.size(), i -> i + ROWS_PER_STATEMENT)
        .mapToObj(from -> all.subList(from, Math.min(all.size(), from + ROWS_PER_STATEMENT)))
        .toList();
  }
}
