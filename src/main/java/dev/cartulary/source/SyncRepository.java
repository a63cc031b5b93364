package dev.cartulary.source;

import dev.cartulary.database.ActiveSession;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the rows of sources say of their syncs. */
@ApplicationScoped
class SyncRepository {

  private static final int ROWS_PER_STATEMENT = 200;

  private final ActiveSession active;

  SyncRepository(ActiveSession active) {
    this.active = active;
  }

  /** A source; empty where it is gone. */
  Optional<SyncBase> base(String id) {
    return Optional.ofNullable(active.stateless().get(SourceEntity.class, id))
        .map(SourceEntity::toBase);
  }

  /** Takes the lease where nobody else holds it, and the row's lock. */
  boolean lease(Lease lease, Instant now, Instant until) {
    return active.execute(
            "update SourceEntity set leaseOwner = ?1, leaseUntil = ?2 where id = ?3 and removedAt"
                + " is null and (leaseOwner is null or leaseOwner = ?1 or leaseUntil < ?4)",
            lease.owner(),
            until,
            lease.source(),
            now)
        == 1;
  }

  /** Keeps the lease; false where somebody else has it, or the source is gone. */
  boolean renew(Lease lease, Instant until) {
    return active.execute(
            "update SourceEntity set leaseUntil = ?1 where id = ?2 and leaseOwner = ?3"
                + " and removedAt is null",
            until,
            lease.source(),
            lease.owner())
        == 1;
  }

  /** Notes a success, and gives the lease back. */
  void done(String id, SyncOutcome outcome, int entries, int refused, Instant now) {
    active.execute(
        "update SourceEntity set contentHash = ?1, syncState = ?2, entryCount = ?3,"
            + " refusedCount = ?4, loadedAt = ?5, lastAttemptAt = ?5, lastError = null,"
            + " failures = 0, leaseOwner = null, leaseUntil = null where id = ?6",
        outcome.fingerprint(),
        outcome.state(),
        entries,
        refused,
        now,
        id);
  }

  /** Notes that nothing has changed, and gives the lease back. */
  void unchanged(String id, @Nullable String state, Instant now) {
    active.execute(
        "update SourceEntity set syncState = ?1, lastAttemptAt = ?2, lastError = null,"
            + " failures = 0, leaseOwner = null, leaseUntil = null where id = ?3",
        state,
        now,
        id);
  }

  /** Gives the lease back; false where it is not held any more. */
  boolean release(Lease lease) {
    return active.execute(
            "update SourceEntity set leaseOwner = null, leaseUntil = null where id = ?1"
                + " and leaseOwner = ?2",
            lease.source(),
            lease.owner())
        == 1;
  }

  /** Notes a failure. */
  void failed(String id, String problem, Instant now) {
    active.execute(
        "update SourceEntity set lastError = ?1, lastAttemptAt = ?2, failures = failures + 1"
            + " where id = ?3",
        problem,
        now,
        id);
  }

  /** Notes that the last problem is over. */
  void mended(String id) {
    active.execute("update SourceEntity set lastError = null, failures = 0 where id = ?1", id);
  }

  /** Replaces the list of what is wrong with a source's entries. */
  void refuse(String sourceId, List<RefusalEntity> refusals) {
    active.execute("delete from RefusalEntity where sourceId = ?1", sourceId);
    add(refusals);
  }

  /** Adds to that list. */
  void add(List<RefusalEntity> refusals) {
    IntStream.iterate(0, i -> i < refusals.size(), i -> i + ROWS_PER_STATEMENT)
        .forEach(from ->
            active
                .stateless()
                .insertMultiple(
                    refusals.subList(from, Math.min(refusals.size(), from + ROWS_PER_STATEMENT))));
  }

  /** Removes what was wrong with entries of these names and versions. */
  void forget(String sourceId, List<String> labels) {
    IntStream.iterate(0, i -> i < labels.size(), i -> i + ROWS_PER_STATEMENT)
        .forEach(from ->
            active.execute(
                "delete from RefusalEntity where sourceId = ?1 and name in ?2",
                sourceId,
                labels.subList(from, Math.min(labels.size(), from + ROWS_PER_STATEMENT))));
  }

  /** Removes sources for good that were removed before and have no entries any more. */
  void removeEmptied(Instant time) {
    active.execute(
        "delete from SourceEntity s where s.removedAt < ?1 and not exists"
            + " (select e.id from EntryEntity e where e.sourceId = s.id)",
        time);
  }

  /** How many entries are left out. */
  int refused(String sourceId) {
    return Math.toIntExact(
        active
            .query(
                Long.class,
                "select count(*) from RefusalEntity where sourceId = ?1 and severity = 'error'",
                sourceId)
            .getSingleResult());
  }

  /** The greatest position in the list of what is wrong; -1 where it is empty. */
  int lastPosition(String sourceId) {
    Integer last =
        active
            .query(
                Integer.class,
                "select max(position) from RefusalEntity where sourceId = ?1",
                sourceId)
            .getSingleResult();
    return last == null ? -1 : last;
  }
}
