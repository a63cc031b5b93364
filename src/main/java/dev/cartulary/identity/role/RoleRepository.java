package dev.cartulary.identity.role;

import dev.cartulary.database.ActiveSession;
import dev.cartulary.identity.IdentityRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The rows of custom roles. */
@ApplicationScoped
class RoleRepository {

  private final ActiveSession active;

  RoleRepository(ActiveSession active) {
    this.active = active;
  }

  Optional<RoleEntity> byName(String name) {
    return IdentityRules.isRoleName(name)
        ? active
            .query(RoleEntity.class, "from RoleEntity where name = ?1", name)
            .uniqueResultOptional()
        : Optional.empty();
  }

  /** Roles by name, from the one after. */
  List<RoleEntity> list(String after, int limit) {
    return active
        .query(RoleEntity.class, "from RoleEntity where name > ?1 order by name", after)
        .setMaxResults(limit)
        .getResultList();
  }

  /** The permissions of a custom role, as codes; empty where there is no such role. */
  Optional<String> permissions(String role) {
    if (!IdentityRules.isRoleName(role)) {
      return Optional.empty();
    }
    return active
        .query(String.class, "select permissions from RoleEntity where name = ?1", role)
        .uniqueResultOptional();
  }

  void add(RoleEntity role) {
    active.stateless().insert(role);
  }

  /** Replaces the role that has this name; the new one may have another name. */
  void replace(String name, RoleEntity role) {
    remove(name);
    add(role);
  }

  void remove(String name) {
    active.execute("delete RoleEntity where name = ?1", name);
  }
}
