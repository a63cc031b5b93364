package dev.cartulary.http.idempotency;

import dev.cartulary.database.ActiveSession;
import dev.cartulary.database.error.SqlErrors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of the table of keys, without a persistence context. */
@ApplicationScoped
class IdempotencyRepository {

  private final ActiveSession active;

  IdempotencyRepository(ActiveSession active) {
    this.active = active;
  }

  /** The row, expired or not. */
  Optional<IdempotencyEntity> read(String id) {
    return active
        .query(IdempotencyEntity.class, "from IdempotencyEntity where id = ?1", id)
        .getResultList()
        .stream()
        .findFirst();
  }

  /**
   * Makes the key this transaction's own. Where another transaction holds it, this waits for the
   * outcome.
   *
   * @return false where the other one was committed
   */
  boolean insert(IdempotentRequest request, Instant expiresAt) {
    try {
      active.stateless().insert(new IdempotencyEntity(request, expiresAt));
      return true;
    } catch (RuntimeException failure) {
      if (SqlErrors.isUniqueViolation(failure)) {
        return false;
      }
      throw failure;
    }
  }

  /**
   * Makes an expired key this transaction's own, waiting like {@link #insert}. The row is changed
   * and not replaced, because deleting and inserting locks more of the index on MySQL.
   *
   * @return false where the row is gone or another one has made the key its own
   */
  boolean renew(IdempotentRequest request, Instant now, Instant expiresAt) {
    return active.execute(
            "update IdempotencyEntity set fingerprint = ?1, expiresAt = ?2"
                + " where id = ?3 and expiresAt <= ?4",
            request.fingerprint(),
            expiresAt,
            request.id(),
            now)
        == 1;
  }

  void complete(String id, StoredAnswer answer) {
    active.execute(
        "update IdempotencyEntity set answerStatus = ?1, answerHeaders = ?2, answerBody = ?3,"
            + " echoAt = ?4 where id = ?5",
        answer.status(),
        answer.headers(),
        answer.body(),
        answer.echoAt(),
        id);
  }

  /** The ids of the keys that expired first, in the order of the ids. */
  @ActivateRequestContext
  List<String> expired(Instant now, int limit) {
    return active
        .query(
            String.class,
            "select id from IdempotencyEntity where expiresAt <= ?1 order by expiresAt",
            now)
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .sorted()
        .toList();
  }

  /** Deletes the row unless its key was made somebody's own again meanwhile. */
  void deleteExpired(String id, Instant now) {
    active.execute("delete from IdempotencyEntity where id = ?1 and expiresAt <= ?2", id, now);
  }
}
