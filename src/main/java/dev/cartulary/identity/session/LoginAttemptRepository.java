package dev.cartulary.identity.session;

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

  /** The first one. Where another is there meanwhile, the key is not unique. */
  void add(String id, Instant now) {
    persist(new LoginAttemptEntity(id, 1, now));
    flush();
  }

  /**
   * Counts one more, unless somebody else did meanwhile.
   *
   * @param before what was read
   * @param failures the new number
   */
  boolean count(LoginAttemptEntity before, int failures, Instant now) {
    return update(
            "failures = ?1, lastFailedAt = ?2 where id = ?3 and failures = ?4 and lastFailedAt = ?5",
            failures,
            now,
            before.id(),
            before.failures(),
            before.lastFailedAt())
        == 1;
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
