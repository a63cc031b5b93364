package dev.cartulary.identity.user;

import dev.cartulary.database.ActiveSession;
import dev.cartulary.identity.IdentityRules;
import dev.cartulary.identity.role.RoleHolders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.criteria.CriteriaQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** The rows of users. */
@ApplicationScoped
public class UserRepository implements RoleHolders {

  private final ActiveSession active;

  UserRepository(ActiveSession active) {
    this.active = active;
  }

  public Optional<UserEntity> byId(String id) {
    return IdentityRules.isId(id)
        ? active.query(UserEntity.class, "from UserEntity where id = ?1", id).uniqueResultOptional()
        : Optional.empty();
  }

  public Optional<UserEntity> byUsername(String username) {
    return IdentityRules.isUsername(username)
        ? active
            .query(UserEntity.class, "from UserEntity where username = ?1", username)
            .uniqueResultOptional()
        : Optional.empty();
  }

  /** Whether there is any. By the criteria API: a start asks, which should parse no HQL for it. */
  boolean exist() {
    StatelessSession session = active.stateless();
    CriteriaQuery<Integer> query = session.getCriteriaBuilder().createQuery(Integer.class);
    query.from(UserEntity.class);
    return !session
        .createQuery(query.select(session.getCriteriaBuilder().literal(1)))
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  /** Users by name, from the one after. */
  List<UserEntity> list(String after, int limit) {
    return active
        .query(UserEntity.class, "from UserEntity where username > ?1 order by username", after)
        .setMaxResults(limit)
        .getResultList();
  }

  /** How many users can log in and have the role. */
  long enabledWithRole(String role) {
    return active
        .query(
            Long.class,
            "select count(*) from UserEntity where roleName = ?1 and disabled = false",
            role)
        .getSingleResult();
  }

  @Override
  public Map<String, Long> withRoles(Collection<String> roles) {
    Map<String, Long> counts = new HashMap<>();
    active
        .query(
            Object[].class,
            "select roleName, count(*) from UserEntity where roleName in ?1 group by roleName",
            roles)
        .getResultList()
        .forEach(row -> counts.put((String) row[0], (Long) row[1]));
    return counts;
  }

  @Override
  public long withRole(String role) {
    return active
        .query(Long.class, "select count(*) from UserEntity where roleName = ?1", role)
        .getSingleResult();
  }

  void role(String id, String role, Instant now) {
    active.execute(
        "update UserEntity set roleName = ?1, updatedAt = ?2 where id = ?3", role, now, id);
  }

  @Override
  public void renameRole(String from, String to, Instant now) {
    active.execute(
        "update UserEntity set roleName = ?1, updatedAt = ?2 where roleName = ?3", to, now, from);
  }

  void disabled(String id, boolean disabled, Instant now) {
    active.execute(
        "update UserEntity set disabled = ?1, updatedAt = ?2 where id = ?3", disabled, now, id);
  }

  /** A new password in the place of the one that was checked, unless that was changed meanwhile. */
  public boolean password(UserEntity checked, String hash, Instant now) {
    return ifUnchanged(checked, "mustChangePassword = false, updatedAt = ?2", hash, now);
  }

  void password(String id, String hash, boolean mustChange, Instant now) {
    active.execute(
        "update UserEntity set passwordHash = ?1, mustChangePassword = ?2, updatedAt = ?3"
            + " where id = ?4",
        hash,
        mustChange,
        now,
        id);
  }

  /**
   * Notes a login, unless the password was changed or the user disabled after it was checked. Holds
   * both off until the transaction ends.
   *
   * @param hash of the same password: the one that was checked, or a stronger one
   */
  public boolean loggedIn(UserEntity checked, String hash, Instant now) {
    return ifUnchanged(checked, "lastLoginAt = ?2", hash, now);
  }

  /** Stores the hash, and what else is given, where the checked password still counts. */
  private boolean ifUnchanged(UserEntity checked, String also, String hash, Instant now) {
    return active.execute(
            "update UserEntity set passwordHash = ?1, "
                + also
                + " where id = ?3 and passwordHash = ?4 and disabled = false",
            hash,
            now,
            checked.id(),
            checked.passwordHash())
        == 1;
  }

  void add(UserEntity user) {
    active.stateless().insert(user);
  }

  void remove(String id) {
    active.execute("delete UserEntity where id = ?1", id);
  }
}
