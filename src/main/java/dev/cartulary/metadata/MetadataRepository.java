package dev.cartulary.metadata;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of the metadata table. */
@ApplicationScoped
class MetadataRepository implements PanacheRepositoryBase<MetadataEntity, String> {

  /** Keeps a statement's parameters below the least limit of the engines (SQLite: 32766). */
  private static final int KEYS_PER_STATEMENT = 500;

  /** A key and the length of its value in bytes. */
  record KeySize(String key, int bytes) {}

  /** Reads the row anew, even where this session has read it before. */
  Optional<MetadataItem> read(MetadataOwner owner, MetadataKey key) {
    getEntityManager().clear();
    return find("owner = ?1 and itemKey = ?2", owner.text(), key.text())
        .firstResultOptional()
        .map(MetadataEntity::toItem);
  }

  /** The states of those of the keys that exist, read anew. */
  Map<MetadataKey, ItemState> states(MetadataOwner owner, Collection<MetadataKey> keys) {
    Map<MetadataKey, ItemState> states = new HashMap<>();
    for (List<String> part : parts(keys)) {
      getEntityManager()
          .createQuery(
              "select itemKey, id, version, createdAt, updatedAt from MetadataEntity"
                  + " where owner = :owner and itemKey in :keys",
              Object[].class)
          .setParameter("owner", owner.text())
          .setParameter("keys", part)
          .getResultList()
          .forEach(row -> states.put(new MetadataKey((String) row[0]), state(row)));
    }
    return states;
  }

  private static ItemState state(Object[] row) {
    return new ItemState((String) row[1], (Long) row[2], (Instant) row[3], (Instant) row[4]);
  }

  /** The rows of those of the keys that exist. */
  List<MetadataItem> read(MetadataOwner owner, Collection<MetadataKey> keys) {
    getEntityManager().clear();
    List<MetadataItem> items = new ArrayList<>();
    for (List<String> part : parts(keys)) {
      find("owner = ?1 and itemKey in ?2", owner.text(), part).list().stream()
          .map(MetadataEntity::toItem)
          .forEach(items::add);
    }
    return items;
  }

  /** The bytes that the values of these keys have together. */
  long bytes(MetadataOwner owner, Collection<MetadataKey> keys) {
    return parts(keys).stream()
        .flatMap(part ->
            getEntityManager()
                .createQuery(
                    "select valueBytes from MetadataEntity"
                        + " where owner = :owner and itemKey in :keys",
                    Integer.class)
                .setParameter("owner", owner.text())
                .setParameter("keys", part)
                .getResultList()
                .stream())
        .mapToLong(Integer::longValue)
        .sum();
  }

  private static List<List<String>> parts(Collection<MetadataKey> keys) {
    List<String> texts = keys.stream().map(MetadataKey::text).toList();
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < texts.size(); from += KEYS_PER_STATEMENT) {
      parts.add(texts.subList(from, Math.min(texts.size(), from + KEYS_PER_STATEMENT)));
    }
    return parts;
  }

  /** The first keys of the range, in order, with their sizes. */
  List<KeySize> keys(KeyRange range, int limit) {
    TypedQuery<Object[]> query =
        getEntityManager()
            .createQuery(
                "select itemKey, valueBytes from MetadataEntity where "
                    + range.condition()
                    + " order by itemKey",
                Object[].class);
    range.parameters().forEach(query::setParameter);
    return query.setMaxResults(limit).getResultList().stream()
        .map(row -> new KeySize((String) row[0], (Integer) row[1]))
        .toList();
  }

  /** The first rows of the range, in order. */
  List<MetadataItem> items(KeyRange range, int limit) {
    getEntityManager().clear();
    return find(range.condition() + " order by itemKey", range.parameters())
        .page(0, limit)
        .list()
        .stream()
        .map(MetadataEntity::toItem)
        .toList();
  }

  /**
   * Sends what was persisted, and forgets it, so that a large write needs little memory. Where
   * another writer has created one of the keys meanwhile, it shows here.
   */
  void flushAndForget() {
    flush();
    getEntityManager().clear();
  }

  /**
   * Gives the row a new value and the next version.
   *
   * @param version the version that the row must still have, or null for any
   * @return whether the row was there, in that version
   */
  boolean replace(String id, @Nullable Long version, String value, Instant now) {
    String statement =
        "update MetadataEntity set itemValue = ?1, valueBytes = ?2, updatedAt = ?3,"
            + " version = version + 1 where id = ?4";
    int bytes = MetadataText.bytes(value);
    return version == null
        ? update(statement, value, bytes, now, id) == 1
        : update(statement + " and version = ?5", value, bytes, now, id, version) == 1;
  }

  /**
   * Deletes the row.
   *
   * @param version the version that the row must still have, or null for any
   * @return whether the row was there, in that version
   */
  boolean remove(String id, @Nullable Long version) {
    return version == null
        ? delete("id = ?1", id) == 1
        : delete("id = ?1 and version = ?2", id, version) == 1;
  }
}
