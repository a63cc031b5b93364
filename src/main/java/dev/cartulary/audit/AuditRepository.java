package dev.cartulary.audit;

import dev.cartulary.database.ActiveSession;
import dev.cartulary.database.error.SqlErrors;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.query.Query;
import org.jspecify.annotations.Nullable;

/** The rows of audit_log and the one of audit_chain, without a persistence context. */
@ApplicationScoped
class AuditRepository {

  private static final Duration RETRY = Duration.ofSeconds(5);

  private static final String ROWS =
      "select sequenceNumber, occurredAt, actorKind, actorId, actorName, keyId, address, userAgent,"
          + " action, targetType, targetId, outcome, requestId, details, previousHash, rowHash"
          + " from AuditLogEntity";

  private final ActiveSession active;

  AuditRepository(ActiveSession active) {
    this.active = active;
  }

  /**
   * Adds a row in the running transaction. Other transactions that do so wait for its end.
   *
   * @param next makes the row that comes after the end
   */
  AuditRow append(Function<AuditHead, AuditRow> next) {
    // What the caller locks with its changes it must lock before the chain, or two might wait for
    // each other. It has: every repository sends its changes at once.
    lock();
    AuditRow row =
        next.apply(
            head().orElseThrow(() -> unavailable("The row of audit_chain is missing.", null)));
    try {
      active.stateless().insert(new AuditLogEntity(row));
    } catch (RuntimeException failure) {
      if (SqlErrors.isUniqueViolation(failure)) {
        throw unavailable("It has rows beyond the end that audit_chain notes.", failure);
      }
      throw failure;
    }
    active.stateless().update(new AuditChainEntity(row.head()));
    return row;
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

  private static ProblemException unavailable(String why, @Nullable Throwable cause) {
    return ProblemException.retryLater(
        ProblemType.AUDIT_UNAVAILABLE,
        "The audit log cannot be written, so nothing was changed: every change must be recorded. "
            + why
            + " Run `cartulary audit verify` to see what is wrong.",
        RETRY,
        cause);
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
    String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    Query<AuditRow> query =
        active.query(AuditRow.class, ROWS + where + " order by sequenceNumber " + order.word());
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

  /** Whether this very row exists. */
  boolean holds(AuditHead row) {
    return number(
            "select count(*) from AuditLogEntity where sequenceNumber = ?1 and rowHash = ?2",
            row.sequence(),
            row.hash())
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
