package dev.cartulary.source;

import dev.cartulary.database.ActiveSession;
import dev.cartulary.source.format.CatalogEntry.Key;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
      int latest) {

    Key key() {
      return new Key(type, name, version);
    }

    boolean isLatest() {
      return latest == 1;
    }
  }

  /** Every entry of a source. */
  Map<Key, Stored> stored(String sourceId) {
    Map<Key, Stored> stored = new HashMap<>();
    active
        .query(
            Stored.class,
            "select id, type, name, version, document, searchText, status, statusMessage,"
                + " statusChangedAt, publishedAt, latest from EntryEntity where sourceId = ?1",
            sourceId)
        .getResultList()
        .forEach(row -> stored.put(row.key(), row));
    return stored;
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

  void deleteAll(Collection<String> ids) {
    for (List<String> part : parts(List.copyOf(ids))) {
      active.execute("delete from EntryEntity where id in ?1", part);
    }
  }

  private static <T> List<List<T>> parts(List<T> all) {
    return IntStream.iterate(0, i -> i < all.size(), i -> i + ROWS_PER_STATEMENT)
        .mapToObj(from -> all.subList(from, Math.min(all.size(), from + ROWS_PER_STATEMENT)))
        .toList();
  }
}
