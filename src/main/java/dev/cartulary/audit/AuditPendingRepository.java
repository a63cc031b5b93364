package dev.cartulary.audit;

import dev.cartulary.database.ActiveSession;
import dev.cartulary.database.PlainSql;
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

/** The events that are not sealed yet. */
@ApplicationScoped
class AuditPendingRepository {

  static final String CONTENT =
      "eventId, occurredAt, actorKind, actorId, actorName, keyId, address, userAgent, action,"
          + " targetType, targetId, outcome, requestId, details";

  private static final String ROWS = "select 0L, " + CONTENT + ", '', '' from AuditPendingEntity";

  /** A part of every change: Hibernate takes several times as long for it. */
  private static final String ADD =
      "insert into audit_pending (id, occurred_at, actor_kind, actor_id, actor_name, key_id,"
          + " address, user_agent, action, target_type, target_id, outcome, request_id, details)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final ActiveSession active;
  private final PlainSql sql;

  AuditPendingRepository(ActiveSession active, PlainSql sql) {
    this.active = active;
    this.sql = sql;
  }

  /** Adds an event in the running transaction; nobody waits for its end. */
  void add(AuditRow event) {
    sql.execute(
        ADD,
        event.eventId(),
        event.occurredAt(),
        event.actorKind(),
        event.actorId(),
        event.actorName(),
        event.keyId(),
        event.address(),
        event.userAgent(),
        event.action(),
        event.targetType(),
        event.targetId(),
        event.outcome(),
        event.requestId(),
        event.details());
  }

  /** Whether every event that was committed is sealed. */
  boolean isEmpty() {
    return active
        .query(String.class, "select eventId from AuditPendingEntity")
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  /** How many there are. */
  long count() {
    return active.query(Long.class, "select count(*) from AuditPendingEntity").getSingleResult();
  }

  /** The time of the oldest; empty where there is none. */
  Optional<Instant> firstAt() {
    return active
        .query(Instant.class, "select occurredAt from AuditPendingEntity order by occurredAt")
        .setMaxResults(1)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** Whether the event is there. */
  boolean holds(String id) {
    return !active
        .query(String.class, "select eventId from AuditPendingEntity where eventId = ?1", id)
        .getResultList()
        .isEmpty();
  }

  /** The first events in the order of their ids. */
  List<AuditRow> first(int limit) {
    return active
        .query(AuditRow.class, ROWS + " order by eventId")
        .setMaxResults(limit)
        .getResultList();
  }

  /**
   * The first matching events in the order of their ids.
   *
   * @param beyond the id that they come after, in that order; null for the first ones
   * @param newest the greatest id; null for no limit
   */
  List<AuditRow> rows(
      AuditFilter filter,
      AuditOrder order,
      @Nullable String beyond,
      @Nullable String newest,
      int limit) {
    List<String> conditions = new ArrayList<>();
    Map<String, Object> parameters = new HashMap<>();
    filter.restrict(conditions, parameters);
    betweenIds(order, beyond, newest, conditions, parameters);
    String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    Query<AuditRow> query =
        active.query(AuditRow.class, ROWS + where + " order by eventId " + order.word());
    parameters.forEach(query::setParameter);
    return query.setMaxResults(limit).getResultList();
  }

  static void betweenIds(
      AuditOrder order,
      @Nullable String beyond,
      @Nullable String newest,
      List<String> conditions,
      Map<String, Object> parameters) {
    if (beyond != null) {
      conditions.add("eventId " + order.sign() + " :beyond");
      parameters.put("beyond", beyond);
    }
    if (newest != null) {
      conditions.add("eventId <= :newest");
      parameters.put("newest", newest);
    }
  }

  /**
   * Removes these events, by name: one that was committed meanwhile may have an id in between.
   *
   * @throws IllegalStateException where one was not there
   */
  void remove(List<AuditRow> events) {
    RowGroups.of(events)
        .forEach(group -> {
          MutationQuery delete =
              active
                  .stateless()
                  .createNativeMutationQuery(
                      "delete from audit_pending where id in "
                          + RowGroups.parameters(1, group.size()));
          for (int i = 0; i < group.size(); i++) {
            delete.setParameter(i + 1, group.get(i).eventId());
          }
          if (delete.executeUpdate() != group.size()) {
            throw new IllegalStateException("an event was sealed by somebody who has not the lock");
          }
        });
  }
}
