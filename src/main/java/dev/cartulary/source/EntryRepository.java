package dev.cartulary.source;

import dev.cartulary.source.format.CatalogEntry;
import dev.cartulary.source.format.CatalogEntry.Key;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rows of the entry table, written. */
@ApplicationScoped
class EntryRepository implements PanacheRepositoryBase<EntryEntity, String> {

  /** Keeps a statement's parameters and the session's memory small. */
  private static final int ROWS_PER_STATEMENT = 200;

  /** What a change is compared with. */
  record Stored(
      String id,
      String document,
      String searchText,
      String status,
      @Nullable String statusMessage,
      Instant statusChangedAt,
      Instant publishedAt,
      boolean latest) {}

  /** Every entry of a source. */
  Map<Key, Stored> stored(String sourceId) {
    Map<Key, Stored> stored = new HashMap<>();
    getEntityManager()
        .createQuery(
            "select type, name, version, id, document, searchText, status, statusMessage,"
                + " statusChangedAt, publishedAt, latest"
                + " from EntryEntity where sourceId = :source",
            Object[].class)
        .setParameter("source", sourceId)
        .getResultList()
        .forEach(row ->
            stored.put(
                new Key((String) row[0], (String) row[1], (String) row[2]),
                new Stored(
                    (String) row[3],
                    (String) row[4],
                    (String) row[5],
                    (String) row[6],
                    (String) row[7],
                    (Instant) row[8],
                    (Instant) row[9],
                    (Integer) row[10] == 1)));
    return stored;
  }

  /** Inserts, and forgets what was sent. */
  void insert(List<EntryEntity> entries) {
    for (List<EntryEntity> part : parts(entries)) {
      part.forEach(this::persist);
      flush();
      getEntityManager().clear();
    }
  }

  /** Gives a row new content. */
  void change(String id, CatalogEntry entry, EntryDates dates, boolean latest, Instant now) {
    update(
        "update EntryEntity set document = ?1, searchText = ?2, status = ?3, latest = ?4,"
            + " updatedAt = ?5, statusMessage = ?6, statusChangedAt = ?7, publishedAt = ?8"
            + " where id = ?9",
        entry.document(),
        entry.searchText(),
        entry.status(),
        latest ? 1 : 0,
        now,
        entry.official().statusMessage(),
        dates.statusChangedAt(),
        dates.publishedAt(),
        id);
  }

  /** Marks rows as the latest version of their name, or as no longer that. */
  void mark(Collection<String> ids, boolean latest) {
    for (List<String> part : parts(List.copyOf(ids))) {
      update("update EntryEntity set latest = ?1 where id in ?2", latest ? 1 : 0, part);
    }
  }

  void deleteAll(Collection<String> ids) {
    for (List<String> part : parts(List.copyOf(ids))) {
      delete("id in ?1", part);
    }
  }

  private static <T> List<List<T>> parts(List<T> all) {
    return IntStream.iterate(0, i -> i < all.size(), i -> i + ROWS_PER_STATEMENT)
        .mapToObj(from -> all.subList(from, Math.min(all.size(), from + ROWS_PER_STATEMENT)))
        .toList();
  }
}
