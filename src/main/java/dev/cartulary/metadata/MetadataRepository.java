package dev.cartulary.metadata;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
              "select itemKey, id, version, createdAt, updatedAt, dataKey from MetadataEntity"
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
    return new ItemState(
        (String) row[1], (Long) row[2], (Instant) row[3], (Instant) row[4], (String) row[5]);
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

  /** What the owner has. */
  MetadataQuota.Use use(MetadataOwner owner) {
    Object[] row =
        getEntityManager()
            .createQuery(
                "select count(*), sum(valueBytes) from MetadataEntity where owner = :owner",
                Object[].class)
            .setParameter("owner", owner.text())
            .getSingleResult();
    return new MetadataQuota.Use((Long) row[0], row[1] == null ? 0 : (Long) row[1]);
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
   * @param encrypted whether the row's value must still be encrypted, or null for any
   * @return whether the row was there, in that state
   */
  boolean replace(
      String id,
      @Nullable Long version,
      @Nullable Boolean encrypted,
      StoredValue value,
      Instant now) {
    List<@Nullable Object> parameters = new ArrayList<>();
    Collections.addAll(parameters, value.text(), value.bytes(), value.dataKey(), now, id);
    String statement =
        "update MetadataEntity set itemValue = ?1, valueBytes = ?2, dataKey = ?3, updatedAt = ?4,"
            + " version = version + 1 where id = ?5";
    if (version != null) {
      statement += " and version = ?6";
      parameters.add(version);
    }
    if (encrypted != null) {
      statement += encrypted ? " and dataKey is not null" : " and dataKey is null";
    }
    return update(statement, parameters.toArray()) == 1;
  }

  /** How many values are under each data key. */
  Map<String, Long> countsByDataKey() {
    Map<String, Long> counts = new HashMap<>();
    getEntityManager()
        .createQuery(
            "select dataKey, count(*) from MetadataEntity where dataKey is not null"
                + " group by dataKey",
            Object[].class)
        .getResultList()
        .forEach(row -> counts.put((String) row[0], (Long) row[1]));
    return counts;
  }

  /** The first items, by id, whose values are under another data key than this one. */
  List<MetadataItem> underOtherKeys(String dataKey, String afterId, int limit) {
    getEntityManager().clear();
    return find("dataKey is not null and dataKey <> ?1 and id > ?2 order by id", dataKey, afterId)
        .page(0, limit)
        .list()
        .stream()
        .map(MetadataEntity::toItem)
        .toList();
  }

  /**
   * Puts the same value under another data key; its version stays.
   *
   * @return whether the item was still in that state
   */
  boolean reencrypt(ItemState state, String text, String dataKey) {
    return update(
            "itemValue = ?1, dataKey = ?2 where id = ?3 and version = ?4",
            text,
            dataKey,
            state.id(),
            state.version())
        == 1;
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
