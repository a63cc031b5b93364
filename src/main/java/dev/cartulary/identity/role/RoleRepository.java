package dev.cartulary.identity.role;

import dev.cartulary.identity.IdentityRules;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The rows of custom roles. Every read is anew. */
@ApplicationScoped
class RoleRepository implements PanacheRepositoryBase<RoleEntity, String> {

  Optional<RoleEntity> byName(String name) {
    getEntityManager().clear();
    return IdentityRules.isRoleName(name) ? findByIdOptional(name) : Optional.empty();
  }

  /** Roles by name, from the one after. */
  List<RoleEntity> list(String after, int limit) {
    getEntityManager().clear();
    return find("name > ?1 order by name", after).page(0, limit).list();
  }

  /** The permissions of a custom role, as codes; empty where there is no such role. */
  Optional<String> permissions(String role) {
    if (!IdentityRules.isRoleName(role)) {
      return Optional.empty();
    }
    return getEntityManager()
        .createQuery("select permissions from RoleEntity where name = :name", String.class)
        .setParameter("name", role)
        .getResultStream()
        .findFirst();
  }

  /** Puts the role in the place of the one with this name, be it the same or another. */
  void replace(String name, RoleEntity role) {
    remove(name);
    persist(role);
    flush();
  }

  void remove(String name) {
    delete("name = ?1", name);
    getEntityManager().clear();
  }
}
