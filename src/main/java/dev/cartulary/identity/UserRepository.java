package dev.cartulary.identity;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of users. Every read is anew. */
@ApplicationScoped
class UserRepository implements PanacheRepositoryBase<UserEntity, String> {

  Optional<UserEntity> byId(String id) {
    getEntityManager().clear();
    return IdentityRules.isId(id) ? findByIdOptional(id) : Optional.empty();
  }

  Optional<UserEntity> byUsername(String username) {
    getEntityManager().clear();
    return find("username = ?1", username).firstResultOptional();
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

  long withRole(String role) {
    return count("roleName = ?1", role);
  }

  void role(String id, String role, Instant now) {
    update("roleName = ?1, updatedAt = ?2 where id = ?3", role, now, id);
  }

  void renameRole(String from, String to, Instant now) {
    update("roleName = ?1, updatedAt = ?2 where roleName = ?3", to, now, from);
  }

  void disabled(String id, boolean disabled, Instant now) {
    update("disabled = ?1, updatedAt = ?2 where id = ?3", disabled, now, id);
  }

  void password(String id, String hash, boolean mustChange, Instant now) {
    update(
        "passwordHash = ?1, mustChangePassword = ?2, updatedAt = ?3 where id = ?4",
        hash,
        mustChange,
        now,
        id);
  }

  /** The same password under a stronger hash, unless it was changed meanwhile. */
  void upgrade(String id, String former, String hash) {
    update("passwordHash = ?1 where id = ?2 and passwordHash = ?3", hash, id, former);
  }

  void loggedIn(String id, Instant now) {
    update("lastLoginAt = ?1 where id = ?2", now, id);
  }

  /** The ids of the user's teams. */
  Set<String> teams(String id) {
    return Set.copyOf(
        getEntityManager()
            .createQuery("select teamId from TeamMemberEntity where userId = :id", String.class)
            .setParameter("id", id)
            .getResultList());
  }

  /** The permissions of a custom role, as codes; null where there is no such role. */
  @Nullable String permissions(String role) {
    return getEntityManager()
        .createQuery("select permissions from RoleEntity where name = :name", String.class)
        .setParameter("name", role)
        .getResultStream()
        .findFirst()
        .orElse(null);
  }
}
