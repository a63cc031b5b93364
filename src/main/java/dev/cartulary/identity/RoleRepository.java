package dev.cartulary.identity;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** How many users have each of the roles; one without users is left out. */
  Map<String, Long> users(Collection<String> roles) {
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
