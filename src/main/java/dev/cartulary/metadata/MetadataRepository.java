package dev.cartulary.metadata;

import dev.cartulary.database.ActiveSession;
import dev.cartulary.database.PlainSql;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.query.Query;
import org.jspecify.annotations.Nullable;

/** The rows of the metadata table, read and written without a persistence context. */
@ApplicationScoped
class MetadataRepository {

  /** Keeps a statement's parameters below the least limit of the engines (SQLite: 32766). */
  private static final int KEYS_PER_STATEMENT = 500;

  private static final String ITEMS =
      "select owner, itemKey, itemValue, id, version, createdAt, updatedAt, dataKey"
          + " from MetadataEntity where ";

  private static final String STATES =
      "select item_key, id, version, created_at, updated_at, data_key from metadata"
          + " where owner = ? and item_key in ";

  private final ActiveSession active;
  private final PlainSql sql;

  MetadataRepository(ActiveSession active, PlainSql sql) {
    this.active = active;
    this.sql = sql;
  }

  /** A key and the length of its value in bytes. */
  @RegisterForReflection // Hibernate makes it from the columns.
  record KeySize(String key, int bytes) {}

  /** The item; empty where there is none. */
  Optional<MetadataItem> read(MetadataOwner owner, MetadataKey key) {
    return active
        .query(MetadataItem.class, ITEMS + "owner = ?1 and itemKey = ?2", owner.text(), key.text())
        .getResultList()
        .stream()
        .findFirst();
  }

  /** The states of those of the keys that exist. */
  Map<MetadataKey, ItemState> states(MetadataOwner owner, Collection<MetadataKey> keys) {
    Map<MetadataKey, ItemState> states = new HashMap<>();
    for (List<String> part : parts(keys)) {
      List<Object> parameters = new ArrayList<>(part);
      parameters.add(0, owner.text());
      String places = String.join(", ", Collections.nCopies(part.size(), "?"));
      for (PlainSql.Row row : sql.rows(STATES + "(" + places + ")", parameters.toArray())) {
        states.put(new MetadataKey(row.text(1)), state(row));
      }
    }
    return states;
  }

  private static ItemState state(PlainSql.Row row) {
    return new ItemState(
        row.text(2), row.number(3), row.instant(4), row.instant(5), row.textOrNull(6));
  }

  /** Those of the items that exist. */
  List<MetadataItem> read(MetadataOwner owner, Collection<MetadataKey> keys) {
    return ofKeys(ITEMS, MetadataItem.class, owner, keys).toList();
  }

  /** The bytes that the values of these keys have together. */
  long bytes(MetadataOwner owner, Collection<MetadataKey> keys) {
    return ofKeys("select valueBytes from MetadataEntity where ", Integer.class, owner, keys)
        .mapToLong(Integer::longValue)
        .sum();
  }

  private <T> Stream<T> ofKeys(
      String columns, Class<T> type, MetadataOwner owner, Collection<MetadataKey> keys) {
    return parts(keys).stream()
        .flatMap(part ->
            active
                .query(type, columns + "owner = ?1 and itemKey in ?2", owner.text(), part)
                .getResultList()
                .stream());
  }

  /** What the owner has. */
  MetadataQuota.Use use(MetadataOwner owner) {
    return active
        .query(
            MetadataQuota.Use.class,
            "select count(*), coalesce(sum(valueBytes), 0L) from MetadataEntity where owner = ?1",
            owner.text())
        .getSingleResult();
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
    return ofRange(
        "select itemKey, valueBytes from MetadataEntity where ", KeySize.class, range, limit);
  }

  /** The first items of the range, in order. */
  List<MetadataItem> items(KeyRange range, int limit) {
    return ofRange(ITEMS, MetadataItem.class, range, limit);
  }

  private <T> List<T> ofRange(String columns, Class<T> type, KeyRange range, int limit) {
    Query<T> query = active.query(type, columns + range.condition() + " order by itemKey");
    range.parameters().forEach(query::setParameter);
    return query.setMaxResults(limit).getResultList();
  }

  /**
   * Inserts the rows, in their order. Where another writer has created one of the keys, it shows
   * here.
   */
  void insert(List<MetadataEntity> rows) {
    if (!rows.isEmpty()) {
      active.stateless().insertMultiple(rows);
    }
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
        "update metadata set item_value = ?, value_bytes = ?, data_key = ?, updated_at = ?,"
            + " version = version + 1 where id = ?";
    if (version != null) {
      statement += " and version = ?";
      parameters.add(version);
    }
    if (encrypted != null) {
      statement += encrypted ? " and data_key is not null" : " and data_key is null";
    }
    return sql.execute(statement, parameters.toArray()) == 1;
  }

  /** How many values are under each data key. */
  Map<String, Long> countsByDataKey() {
    Map<String, Long> counts = new HashMap<>();
    active
        .query(
            Object[].class,
            "select dataKey, count(*) from MetadataEntity where dataKey is not null"
                + " group by dataKey")
        .getResultList()
        .forEach(row -> counts.put((String) row[0], (Long) row[1]));
    return counts;
  }

  /** The first items, by id, whose values are under another data key than this one. */
  List<MetadataItem> underOtherKeys(String dataKey, String afterId, int limit) {
    return active
        .query(
            MetadataItem.class,
            ITEMS + "dataKey is not null and dataKey <> ?1 and id > ?2 order by id",
            dataKey,
            afterId)
        .setMaxResults(limit)
        .getResultList();
  }

  /**
   * Puts the same value under another data key; its version stays.
   *
   * @return whether the item was still in that state
   */
  boolean reencrypt(ItemState state, String text, String dataKey) {
    return active.execute(
            "update MetadataEntity set itemValue = ?1, dataKey = ?2 where id = ?3 and version = ?4",
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
        ? active.execute("delete from MetadataEntity where id = ?1", id) == 1
        : active.execute("delete from MetadataEntity where id = ?1 and version = ?2", id, version)
            == 1;
  }
}
