package dev.cartulary.source;

import dev.cartulary.database.ActiveSession;
import dev.cartulary.source.format.CatalogEntry.Key;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows that running syncs have read, without a persistence context. */
@ApplicationScoped
class StagedRepository {

  private final ActiveSession active;

  StagedRepository(ActiveSession active) {
    this.active = active;
  }

  /** An entry that was read. */
  @RegisterForReflection // Hibernate makes it from the columns.
  record Staged(
      String type,
      String name,
      String version,
      String document,
      String searchText,
      String status,
      @Nullable String statusMessage,
      @Nullable Instant statusChangedAt,
      @Nullable Instant publishedAt,
      @Nullable String claims) {

    Key key() {
      return new Key(type, name, version);
    }
  }

  /** Where an entry was read. */
  @RegisterForReflection // Hibernate makes it from the columns.
  record Place(String id, String type, String name, String version, String place) {

    Key key() {
      return new Key(type, name, version);
    }
  }

  void insert(List<StagedEntity> rows) {
    active.stateless().insertMultiple(rows);
  }

  /** Those that have one of the names. */
  List<Place> places(String sourceId, Collection<Key> keys) {
    Set<String> types = keys.stream().map(Key::type).collect(Collectors.toSet());
    Set<String> names = keys.stream().map(Key::name).collect(Collectors.toSet());
    return active
        .query(
            Place.class,
            "select id, type, name, version, place from StagedEntity where sourceId = ?1"
                + " and type in ?2 and name in ?3",
            sourceId,
            types,
            names)
        .getResultList();
  }

  /** The next names of one type after one, in their order. */
  List<String> names(String sourceId, String type, String after, int most) {
    return active
        .query(
            String.class,
            "select distinct name from StagedEntity where sourceId = ?1 and type = ?2 and name > ?3"
                + " order by name",
            sourceId,
            type,
            after)
        .setMaxResults(most)
        .getResultList();
  }

  /** What was read of some names of one type. */
  List<Staged> staged(String sourceId, String type, Collection<String> names) {
    return active
        .query(
            Staged.class,
            "select type, name, version, document, searchText, status, statusMessage,"
                + " statusChangedAt, publishedAt, claims from StagedEntity where sourceId = ?1"
                + " and type = ?2 and name in ?3 order by name, version",
            sourceId,
            type,
            names)
        .getResultList();
  }

  void remove(Collection<String> ids) {
    active.execute("delete from StagedEntity where id in ?1", ids);
  }

  /** Removes all of a source. */
  void clear(String sourceId) {
    active.execute("delete from StagedEntity where sourceId = ?1", sourceId);
  }
}
