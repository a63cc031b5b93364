package dev.cartulary.identity.session;

import dev.cartulary.database.ActiveSession;
import dev.cartulary.identity.IdentityRules;
import dev.cartulary.identity.user.UserRow;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of sessions. */
@ApplicationScoped
public class SessionRepository {

  private final ActiveSession active;

  SessionRepository(ActiveSession active) {
    this.active = active;
  }

  /**
   * A session with its user, the user's role and one of the user's teams, in columns. In this order
   * Hibernate makes it from them.
   *
   * @param rolePermissions of a custom role, as codes; null for a built-in one
   * @param team an id; null where the user is in no team
   */
  @RegisterForReflection
  record Holder(
      String id,
      Instant lastUsedAt,
      Instant expiresAt,
      String userId,
      String username,
      String role,
      boolean mustChangePassword,
      @Nullable String rolePermissions,
      @Nullable String team) {

    UserRow user() {
      return new UserRow(userId, username, role, mustChangePassword, rolePermissions, team);
    }
  }

  /**
   * Whose session it is, with all that says what they may do, in one query: a row for each of the
   * user's teams, one where there is no team, none where the session or the user does not count.
   */
  List<Holder> holder(String tokenHash) {
    return active
        .query(
            Holder.class,
            "select s.id, s.lastUsedAt, s.expiresAt, "
                + UserRow.COLUMNS
                + " from SessionEntity s join UserEntity u on u.id = s.userId "
                + UserRow.JOINS
                + " where s.tokenHash = ?1 and u.disabled = false",
            tokenHash)
        .getResultList();
  }

  void add(SessionEntity session) {
    active.stateless().insert(session);
  }

  List<SessionEntity> ofUser(String userId) {
    return active
        .query(
            SessionEntity.class,
            "from SessionEntity where userId = ?1 order by createdAt desc, id",
            userId)
        .getResultList();
  }

  /** Whether the user had this session. */
  boolean remove(String userId, String id) {
    return IdentityRules.isId(id)
        && active.execute("delete SessionEntity where id = ?1 and userId = ?2", id, userId) == 1;
  }

  /** Ends all sessions of the user but this one; of all, where the id is null. */
  public long removeOthers(String userId, @Nullable String id) {
    return id == null
        ? removeAll(userId)
        : active.execute("delete SessionEntity where userId = ?1 and id <> ?2", userId, id);
  }

  public long removeAll(String userId) {
    return active.execute("delete SessionEntity where userId = ?1", userId);
  }

  void used(String id, Instant now) {
    active.execute("update SessionEntity set lastUsedAt = ?1 where id = ?2", now, id);
  }

  /** Ids of sessions that are over. */
  List<String> over(Instant now, Instant idleSince, int limit) {
    return active
        .query(
            String.class,
            "select id from SessionEntity where expiresAt <= ?1 or lastUsedAt <= ?2 order by id",
            now,
            idleSince)
        .setMaxResults(limit)
        .getResultList();
  }

  /** Removes one that is over. */
  void removeOver(String id) {
    active.execute("delete SessionEntity where id = ?1", id);
  }
}
