package dev.cartulary.identity.session;

import dev.cartulary.database.ActiveSession;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of failed logins. */
@ApplicationScoped
class LoginAttemptRepository {

  private final ActiveSession active;

  LoginAttemptRepository(ActiveSession active) {
    this.active = active;
  }

  Optional<LoginAttemptEntity> read(String id) {
    return active
        .query(LoginAttemptEntity.class, "from LoginAttemptEntity where id = ?1", id)
        .uniqueResultOptional();
  }

  /** The first one. Where another exists meanwhile, the key is not unique. */
  void add(String id, Instant now) {
    active.stateless().insert(new LoginAttemptEntity(id, 1, now));
  }

  /**
   * Counts one more, unless somebody else did meanwhile.
   *
   * @param before what was read
   * @param failures the new number
   */
  boolean count(LoginAttemptEntity before, int failures, Instant now) {
    return active.execute(
            "update LoginAttemptEntity set failures = ?1, lastFailedAt = ?2"
                + " where id = ?3 and failures = ?4 and lastFailedAt = ?5",
            failures,
            now,
            before.id(),
            before.failures(),
            before.lastFailedAt())
        == 1;
  }

  void forget(String id) {
    active.execute("delete LoginAttemptEntity where id = ?1", id);
  }

  /** Ids of attempts so old that they no longer count. */
  List<String> before(Instant since, int limit) {
    return active
        .query(
            String.class,
            "select id from LoginAttemptEntity where lastFailedAt < ?1 order by id",
            since)
        .setMaxResults(limit)
        .getResultList();
  }
}
