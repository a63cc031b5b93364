package dev.cartulary.identity.session;

import dev.cartulary.identity.IdentityRules;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of sessions. Every read is anew. */
@ApplicationScoped
public class SessionRepository implements PanacheRepositoryBase<SessionEntity, String> {

  Optional<SessionEntity> byToken(String hash) {
    getEntityManager().clear();
    return find("tokenHash = ?1", hash).firstResultOptional();
  }

  List<SessionEntity> ofUser(String userId) {
    getEntityManager().clear();
    return list("userId = ?1 order by createdAt desc, id", userId);
  }

  /** Whether the user had this session. */
  boolean remove(String userId, String id) {
    return IdentityRules.isId(id) && delete("id = ?1 and userId = ?2", id, userId) == 1;
  }

  /** Ends all sessions of the user but this one; of all, where the id is null. */
  public long removeOthers(String userId, @Nullable String id) {
    return id == null ? removeAll(userId) : delete("userId = ?1 and id <> ?2", userId, id);
  }

  public long removeAll(String userId) {
    return delete("userId = ?1", userId);
  }

  void used(String id, Instant now) {
    update("lastUsedAt = ?1 where id = ?2", now, id);
  }

  /** Ids of sessions that are over. */
  List<String> over(Instant now, Instant idleSince, int limit) {
    return getEntityManager()
        .createQuery(
            "select id from SessionEntity where expiresAt <= :now or lastUsedAt <= :idle"
                + " order by id",
            String.class)
        .setParameter("now", now)
        .setParameter("idle", idleSince)
        .setMaxResults(limit)
        .getResultList();
  }
}
