package dev.cartulary.identity.user;

import dev.cartulary.identity.IdentityRules;
import dev.cartulary.identity.role.RoleHolders;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rows of users. Every read is anew. */
@ApplicationScoped
public class UserRepository implements PanacheRepositoryBase<UserEntity, String>, RoleHolders {

  public Optional<UserEntity> byId(String id) {
    getEntityManager().clear();
    return IdentityRules.isId(id) ? findByIdOptional(id) : Optional.empty();
  }

  public Optional<UserEntity> byUsername(String username) {
    getEntityManager().clear();
    return IdentityRules.isUsername(username)
        ? find("username = ?1", username).firstResultOptional()
        : Optional.empty();
  }

  /** Whether there is any. By the criteria API: a start asks, which should parse no HQL for it. */
  boolean exist() {
    CriteriaBuilder criteria = getEntityManager().getCriteriaBuilder();
    CriteriaQuery<String> query = criteria.createQuery(String.class);
    return !getEntityManager()
        .createQuery(query.select(query.from(UserEntity.class).get("id")))
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  /** Users by name, from the one after. */
  List<UserEntity> list(String after, int limit) {
    getEntityManager().clear();
    return find("username > ?1 order by username", after).page(0, limit).list();
  }

  /** How many users can log in and have the role. */
  long enabledWithRole(String role) {
    return count("roleName = ?1 and disabled = false", role);
  }

  @Override
  public Map<String, Long> withRoles(Collection<String> roles) {
    Map<String, Long> counts = new HashMap<>();
    getEntityManager()
        .createQuery(
            "select roleName, count(*) from UserEntity where roleName in :roles group by roleName",
            Object[].class)
        .setParameter("roles", roles)
        .getResultList()
        .forEach(row -> counts.put((String) row[0], (Long) row[1]));
    return counts;
  }

  @Override
  public long withRole(String role) {
    return count("roleName = ?1", role);
  }

  void role(String id, String role, Instant now) {
    update("roleName = ?1, updatedAt = ?2 where id = ?3", role, now, id);
  }

  @Override
  public void renameRole(String from, String to, Instant now) {
    update("roleName = ?1, updatedAt = ?2 where roleName = ?3", to, now, from);
  }

  void disabled(String id, boolean disabled, Instant now) {
    update("disabled = ?1, updatedAt = ?2 where id = ?3", disabled, now, id);
  }

  /** A new password in the place of the one that was checked, unless that was changed meanwhile. */
  public boolean password(UserEntity checked, String hash, Instant now) {
    return ifUnchanged(checked, "mustChangePassword = false, updatedAt = ?2", hash, now);
  }

  void password(String id, String hash, boolean mustChange, Instant now) {
    update(
        "passwordHash = ?1, mustChangePassword = ?2, updatedAt = ?3 where id = ?4",
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
    return update(
            "passwordHash = ?1, "
                + also
                + " where id = ?3 and passwordHash = ?4 and disabled = false",
            hash,
            now,
            checked.id(),
            checked.passwordHash())
        == 1;
  }

  /** The ids of the user's teams. */
  Set<String> teams(String id) {
    return Set.copyOf(
        getEntityManager()
            .createQuery("select teamId from TeamMemberEntity where userId = :id", String.class)
            .setParameter("id", id)
            .getResultList());
  }
}
