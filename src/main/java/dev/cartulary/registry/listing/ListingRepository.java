package dev.cartulary.registry.listing;

import dev.cartulary.database.ActiveSession;
import dev.cartulary.database.PlainSql;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of listings, without a persistence context. */
@ApplicationScoped
class ListingRepository {

  /** Keeps a statement's parameters and the driver's memory small. */
  private static final int ROWS_PER_STATEMENT = 200;

  private final ActiveSession active;
  private final PlainSql sql;

  ListingRepository(ActiveSession active, PlainSql sql) {
    this.active = active;
    this.sql = sql;
  }

  /**
   * A registry, as far as its listing goes.
   *
   * @param listedFor {@link ListedSources#text()}; null before the first time
   * @param listedAt when its listing changed last; null before the first time
   * @param publicAudience which rows everybody sees
   */
  @RegisterForReflection // Hibernate makes it from the columns.
  record Listed(
      String id,
      String name,
      @Nullable String listedFor,
      @Nullable Instant listedAt,
      int publicAudience) {

    /** Where the listing stands; empty where it is not of these sources. */
    Optional<ListingState> state(ListedSources wanted) {
      return listedAt != null && wanted.text().equals(listedFor)
          ? Optional.of(new ListingState(id, listedAt))
          : Optional.empty();
    }
  }

  /** A source's name and id. */
  @RegisterForReflection // Hibernate makes it from the columns.
  record SourceId(String name, String id) {}

  private static final String LISTED =
      "select id, name, listedFor, listedAt, publicAudience from RegistryEntity";

  /** Every registry, in the order of the ids, which is the order in which their rows are locked. */
  List<Listed> registries() {
    return active.query(Listed.class, LISTED + " order by id").getResultList();
  }

  Optional<Listed> registry(String id) {
    return active.query(Listed.class, LISTED + " where id = ?1", id).getResultList().stream()
        .findFirst();
  }

  Optional<Listed> named(String name) {
    return active.query(Listed.class, LISTED + " where name = ?1", name).getResultList().stream()
        .findFirst();
  }

  /** Each source's id by its name, but for those that were removed. */
  Map<String, String> sourceIds() {
    Map<String, String> ids = new LinkedHashMap<>();
    active
        .query(SourceId.class, "select name, id from SourceEntity where removedAt is null")
        .getResultList()
        .forEach(source -> ids.put(source.name(), source.id()));
    return ids;
  }

  /** Waits until nobody writes entries of the source, for the rest of the transaction. */
  void lockSource(String id) {
    sql.execute("update source set last_attempt_at = last_attempt_at where id = ?", id);
  }

  /** Waits until nobody writes the registry's listing, for the rest of the transaction. */
  void lock(String registryId) {
    sql.execute("update registry set listed_at = listed_at where id = ?", registryId);
  }

  void listed(String registryId, Instant at) {
    sql.execute("update registry set listed_at = ? where id = ?", at, registryId);
  }

  void listed(String registryId, String sources, int publicAudience, Instant at) {
    active.execute(
        "update RegistryEntity set listedFor = ?1, publicAudience = ?2, listedAt = ?3"
            + " where id = ?4",
        sources,
        publicAudience,
        at,
        registryId);
  }

  /** What the sources have of the names now. */
  List<ListedEntry> entries(Collection<String> sourceIds, String type, Collection<String> names) {
    if (sourceIds.isEmpty()) {
      return List.of();
    }
    return active
        .query(
            ListedEntry.class,
            "select "
                + ListedEntry.COLUMNS
                + " from EntryEntity e where e.sourceId in ?1 and e.type = ?2 and e.name in ?3"
                + " and e.withdrawnAt is null",
            sourceIds,
            type,
            names)
        .getResultList();
  }

  /** What is listed of the names, for every audience. */
  List<ListingEntity> rows(String registryId, String type, Collection<String> names) {
    return active
        .query(
            ListingEntity.class,
            "from ListingEntity where registryId = ?1 and audience in (0, 1) and type = ?2"
                + " and name in ?3",
            registryId,
            type,
            names)
        .getResultList();
  }

  /** Names that the sources have, in order. */
  List<String> sourceNames(Collection<String> sourceIds, String type, String after, int most) {
    if (sourceIds.isEmpty()) {
      return List.of();
    }
    return active
        .query(
            String.class,
            "select distinct name from EntryEntity where sourceId in ?1 and type = ?2"
                + " and name > ?3 and withdrawnAt is null order by name",
            sourceIds,
            type,
            after)
        .setMaxResults(most)
        .getResultList();
  }

  /** Names that are listed, in order. */
  List<String> listedNames(String registryId, String type, String after, int most) {
    return active
        .query(
            String.class,
            "select distinct name from ListingEntity where registryId = ?1"
                + " and audience in (0, 1) and type = ?2 and name > ?3 order by name",
            registryId,
            type,
            after)
        .setMaxResults(most)
        .getResultList();
  }

  void insert(List<ListingEntity> rows) {
    parts(rows).forEach(part -> active.stateless().insertMultiple(part));
  }

  void change(List<ListingEntity> rows) {
    parts(rows).forEach(part -> active.stateless().updateMultiple(part));
  }

  /** The ids of rows that have not been shown since a point in time. */
  @ActivateRequestContext
  List<String> withdrawnBefore(Instant end, int most) {
    return active
        .query(
            String.class,
            "select id from ListingEntity where withdrawn = 1 and updatedAt < ?1 order by id",
            end)
        .setMaxResults(most)
        .getResultList();
  }

  /** Removes a row, unless it is shown again. */
  void deleteWithdrawn(String id, Instant end) {
    active.execute(
        "delete from ListingEntity where id = ?1 and withdrawn = 1 and updatedAt < ?2", id, end);
  }

  private static <T> List<List<T>> parts(List<T> all) {
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += ROWS_PER_STATEMENT) {
      parts.add(all.subList(from, Math.min(all.size(), from + ROWS_PER_STATEMENT)));
    }
    return parts;
  }
}
