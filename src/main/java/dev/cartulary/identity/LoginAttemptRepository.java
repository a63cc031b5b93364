package dev.cartulary.identity;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of failed logins. */
@ApplicationScoped
class LoginAttemptRepository implements PanacheRepositoryBase<LoginAttemptEntity, String> {

  Optional<LoginAttemptEntity> read(String id) {
    getEntityManager().clear();
    return findByIdOptional(id);
  }

  /**
   * Counts one more failure.
   *
   * @param since failures before that are forgotten
   */
  void failed(String id, Instant since, Instant now) {
    delete("id = ?1 and lastFailedAt < ?2", id, since);
    if (update("failures = failures + 1, lastFailedAt = ?1 where id = ?2", now, id) == 0) {
      persist(new LoginAttemptEntity(id, 1, now));
    }
  }

  void forget(String id) {
    delete("id = ?1", id);
  }

  /** Ids of attempts so old that they no longer count. */
  List<String> before(Instant since, int limit) {
    return getEntityManager()
        .createQuery(
            "select id from LoginAttemptEntity where lastFailedAt < :since order by id",
            String.class)
        .setParameter("since", since)
        .setMaxResults(limit)
        .getResultList();
  }
}
