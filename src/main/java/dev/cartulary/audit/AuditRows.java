package dev.cartulary.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of the log and the events that are not sealed yet, as one list. */
@ApplicationScoped
class AuditRows {

  /** So many rows are written while an outage lasts. */
  private static final long RECENT = 1_000_000;

  private final AuditRepository repository;
  private final AuditPendingRepository pending;

  AuditRows(AuditRepository repository, AuditPendingRepository pending) {
    this.repository = repository;
    this.pending = pending;
  }

  /** The beginning of a list in either order. */
  AuditPlace start() {
    return AuditPlace.start(repository.last());
  }

  /**
   * The matching rows behind a place; fewer than the limit only at the end.
   *
   * @param newest the greatest id of a recent row; null for no limit
   */
  List<AuditRow> next(
      AuditFilter filter, AuditOrder order, AuditPlace place, @Nullable String newest, int limit) {
    List<AuditRow> rows = new ArrayList<>();
    if (order == AuditOrder.DESC) {
      if (place.sequence() == null) {
        rows.addAll(recent(filter, order, place, newest, limit));
      }
      rows.addAll(first(filter, order, place, limit - rows.size()));
    } else {
      if (place.id() == null) {
        rows.addAll(first(filter, order, place, limit));
      }
      rows.addAll(recent(filter, order, place, newest, limit - rows.size()));
    }
    return rows;
  }

  /** Whether the event was committed, which is only a moment ago. */
  boolean holdRecent(String id) {
    return pending.holds(id) || repository.holds(id, repository.last() - RECENT);
  }

  private List<AuditRow> first(AuditFilter filter, AuditOrder order, AuditPlace place, int limit) {
    return limit == 0
        ? List.of()
        : repository.rows(filter, order, place.sequence(), place.end(), limit);
  }

  private Collection<AuditRow> recent(
      AuditFilter filter, AuditOrder order, AuditPlace place, @Nullable String newest, int limit) {
    if (limit == 0) {
      return List.of();
    }
    NavigableMap<String, AuditRow> rows = new TreeMap<>();
    // In this order: one that is sealed in between is read twice, and never not at all.
    pending.rows(filter, order, place.id(), newest, limit).forEach(row -> add(rows, row));
    repository
        .sealedAfter(place.end(), filter, order, place.id(), newest, limit)
        .forEach(row -> add(rows, row));
    return (order == AuditOrder.DESC ? rows.descendingMap() : rows)
        .values().stream().limit(limit).toList();
  }

  private static void add(NavigableMap<String, AuditRow> rows, AuditRow row) {
    String id = row.eventId();
    if (id != null) {
      rows.put(id, row);
    }
  }
}
