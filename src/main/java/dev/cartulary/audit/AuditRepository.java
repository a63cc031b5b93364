package dev.cartulary.audit;

import dev.cartulary.database.ActiveSession;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.database.error.SqlErrors;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.Query;
import org.jspecify.annotations.Nullable;

/** The rows of audit_log and the one of audit_chain, without a persistence context. */
@ApplicationScoped
class AuditRepository {

  private static final String ROWS =
      "select sequenceNumber, "
          + AuditPendingRepository.CONTENT
          + ", previousHash, rowHash from AuditLogEntity";

  private static final String INSERT =
      "insert into audit_log (sequence_number, occurred_at, event_id, actor_kind, actor_id,"
          + " actor_name, key_id, address, user_agent, action, target_type, target_id, outcome,"
          + " request_id, details, previous_hash, row_hash) values ";

  private final ActiveSession active;

  AuditRepository(ActiveSession active) {
    this.active = active;
  }

  /**
   * Numbers the events, chains them and adds them, in the running transaction, which holds the
   * {@link #lock}.
   *
   * @return the rows as they are now
   * @throws ChainBroken where the log's end is not as it should be
   */
  List<AuditRow> append(List<AuditRow> events) {
    AuditHead end =
        head().orElseThrow(() -> new ChainBroken("The row of audit_chain is missing.", null));
    List<AuditRow> rows = new ArrayList<>();
    for (AuditRow event : events) {
      AuditRow row = event.after(end);
      rows.add(row);
      end = row.head();
    }
    try {
      RowGroups.of(rows, row -> row.details().length()).forEach(this::insert);
    } catch (RuntimeException failure) {
      if (SqlErrors.isUniqueViolation(failure)) {
        throw new ChainBroken("It has rows beyond the end that audit_chain notes.", failure);
      }
      throw failure;
    }
    active.stateless().update(new AuditChainEntity(end));
    return rows;
  }

  private void insert(List<AuditRow> rows) {
    MutationQuery insert =
        active
            .stateless()
            .createNativeMutationQuery(
                INSERT + RowGroups.parameters(rows.size(), AuditRow.COLUMNS));
    int at = 1;
    for (AuditRow row : rows) {
      insert.setParameter(at++, row.sequence(), Long.class);
      insert.setParameter(
          at++, new InstantMicros().convertToDatabaseColumn(row.occurredAt()), Long.class);
      for (@Nullable String text : row.texts()) {
        insert.setParameter(at++, text, String.class);
      }
    }
    insert.executeUpdate();
  }

  /**
   * Waits, in a transaction, until nobody else appends; lasts until its end. An update, because
   * Hibernate's locking query is not understood by MariaDB.
   */
  void lock() {
    active.execute(
        "update AuditChainEntity set lastSequence = lastSequence where id = ?1",
        AuditChainEntity.ONLY);
  }

  /** Where the log ends; empty where the row that says so is missing. */
  Optional<AuditHead> head() {
    return active
        .query(
            AuditHead.class,
            "select lastSequence, lastHash from AuditChainEntity where id = ?1",
            AuditChainEntity.ONLY)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** The number of the first row; 0 where there is none. */
  long first() {
    return number("select coalesce(min(sequenceNumber), 0L) from AuditLogEntity");
  }

  /** The number of the last row; 0 where there is none. */
  long last() {
    return number("select coalesce(max(sequenceNumber), 0L) from AuditLogEntity");
  }

  private long number(String query, Object... parameters) {
    return active.query(Long.class, query, parameters).getSingleResult();
  }

  /**
   * The first matching rows in the order of their numbers.
   *
   * @param beyond the number that the rows come after, in that order; null for the first ones
   * @param end the greatest number; null for no limit
   */
  List<AuditRow> rows(
      AuditFilter filter, AuditOrder order, @Nullable Long beyond, @Nullable Long end, int limit) {
    List<String> conditions = new ArrayList<>();
    Map<String, Object> parameters = new HashMap<>();
    filter.restrict(conditions, parameters);
    if (beyond != null) {
      conditions.add("sequenceNumber " + order.sign() + " :beyond");
      parameters.put("beyond", beyond);
    }
    if (end != null) {
      conditions.add("sequenceNumber <= :end");
      parameters.put("end", end);
    }
    return rows(conditions, parameters, "sequenceNumber " + order.word(), limit);
  }

  /**
   * The first matching rows that were sealed after a row, in the order of their ids.
   *
   * @param end the number of that row
   * @param beyond the id that the rows come after, in that order; null for the first ones
   * @param newest the greatest id; null for no limit
   */
  List<AuditRow> sealedAfter(
      long end,
      AuditFilter filter,
      AuditOrder order,
      @Nullable String beyond,
      @Nullable String newest,
      int limit) {
    List<String> conditions = new ArrayList<>(List.of("eventId is not null"));
    Map<String, Object> parameters = new HashMap<>();
    filter.restrict(conditions, parameters);
    conditions.add("sequenceNumber > :end");
    parameters.put("end", end);
    AuditPendingRepository.betweenIds(order, beyond, newest, conditions, parameters);
    return rows(conditions, parameters, "eventId " + order.word(), limit);
  }

  private List<AuditRow> rows(
      List<String> conditions, Map<String, Object> parameters, String order, int limit) {
    String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    Query<AuditRow> query = active.query(AuditRow.class, ROWS + where + " order by " + order);
    parameters.forEach(query::setParameter);
    return query.setMaxResults(limit).getResultList();
  }

  /** Every note of a removal, the oldest first. */
  List<AuditRemoval> notes() {
    return notes(AuditOrder.ASC, Integer.MAX_VALUE);
  }

  /** Up to which row a removal was noted last, which is the furthest; 0 where there was none. */
  long notedUpTo() {
    return notes(AuditOrder.DESC, 1).stream()
        .mapToLong(removal -> removal.lastRemoved().sequence())
        .max()
        .orElse(0);
  }

  private List<AuditRemoval> notes(AuditOrder order, int limit) {
    AuditFilter removals =
        new AuditFilter(Action.AUDIT_PRUNE.word(), null, null, null, null, null, null);
    return rows(removals, order, null, null, limit).stream()
        .flatMap(row -> PruneNote.removal(row).stream())
        .toList();
  }

  /**
   * Whether the event is sealed.
   *
   * @param after the number of a row that was there before the event
   */
  boolean holds(String id, long after) {
    return number(
            "select count(*) from AuditLogEntity where sequenceNumber > ?1 and eventId = ?2",
            after,
            id)
        == 1;
  }

  /** The last of the rows at the beginning that are older than the time; empty for none. */
  Optional<AuditHead> lastOlderThan(Instant time) {
    List<Long> younger =
        active
            .query(
                Long.class,
                "select sequenceNumber from AuditLogEntity where occurredAt >= ?1"
                    + " order by sequenceNumber",
                time)
            .setMaxResults(1)
            .getResultList();
    long end = younger.isEmpty() ? last() : younger.get(0) - 1;
    return active
        .query(
            AuditHead.class,
            "select sequenceNumber, rowHash from AuditLogEntity where sequenceNumber = ?1",
            end)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** When the first event happened that is not itself a removal; empty where there is none. */
  Optional<Instant> firstEventAt() {
    return active
        .query(
            Instant.class,
            "select occurredAt from AuditLogEntity where action <> ?1 order by sequenceNumber",
            Action.AUDIT_PRUNE.word())
        .setMaxResults(1)
        .getResultList()
        .stream()
        .findFirst();
  }

  void removeUpTo(long end) {
    active.execute("delete from AuditLogEntity where sequenceNumber <= ?1", end);
  }
}
