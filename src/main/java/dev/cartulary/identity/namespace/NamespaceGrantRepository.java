package dev.cartulary.identity.namespace;

import dev.cartulary.identity.IdentityRules;
import dev.cartulary.identity.team.TeamGrants;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The rows of grants of namespaces. Every read is anew. */
@ApplicationScoped
class NamespaceGrantRepository
    implements PanacheRepositoryBase<NamespaceGrantEntity, String>, TeamGrants {

  /** Keeps a statement's parameters below the least limit of the engines (SQLite: 32766). */
  private static final int MOST_GRANTEES = 1000;

  Optional<NamespaceGrantEntity> byId(String id) {
    getEntityManager().clear();
    return IdentityRules.isId(id) ? findByIdOptional(id) : Optional.empty();
  }

  /** Grants in the order they were made, from the one after. */
  List<NamespaceGrantEntity> list(String afterId, int limit) {
    getEntityManager().clear();
    return find("id > ?1 order by id", afterId).page(0, limit).list();
  }

  boolean exists(String namespace, GranteeKind kind, String grantee) {
    return count(
            "namespace = ?1 and granteeKind = ?2 and grantee = ?3", namespace, kind.word(), grantee)
        > 0;
  }

  /** What is granted to any of these. */
  List<String> namespaces(GranteeKind kind, Collection<String> grantees) {
    return getEntityManager()
        .createQuery(
            "select namespace from NamespaceGrantEntity"
                + " where granteeKind = :kind and grantee in :grantees",
            String.class)
        .setParameter("kind", kind.word())
        .setParameter("grantees", grantees.stream().limit(MOST_GRANTEES).toList())
        .getResultList();
  }

  void remove(String id) {
    delete("id = ?1", id);
    getEntityManager().clear();
  }

  /** Takes away all that was granted to it, and says how much that was. */
  long removeOf(GranteeKind kind, String grantee) {
    return delete("granteeKind = ?1 and grantee = ?2", kind.word(), grantee);
  }

  @Override
  public long withdrawAll(String teamId) {
    return removeOf(GranteeKind.TEAM, teamId);
  }
}
