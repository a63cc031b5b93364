package dev.cartulary.identity.namespace;

import dev.cartulary.database.ActiveSession;
import dev.cartulary.identity.IdentityRules;
import dev.cartulary.identity.team.TeamGrants;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The rows of grants of namespaces. */
@ApplicationScoped
class NamespaceGrantRepository implements TeamGrants {

  private final ActiveSession active;

  NamespaceGrantRepository(ActiveSession active) {
    this.active = active;
  }

  /** Keeps a statement's parameters below the least limit of the engines (SQLite: 32766). */
  private static final int MOST_GRANTEES = 1000;

  Optional<NamespaceGrantEntity> byId(String id) {
    return IdentityRules.isId(id)
        ? active
            .query(NamespaceGrantEntity.class, "from NamespaceGrantEntity where id = ?1", id)
            .uniqueResultOptional()
        : Optional.empty();
  }

  /** Grants in the order they were made, from the one after. */
  List<NamespaceGrantEntity> list(String afterId, int limit) {
    return active
        .query(
            NamespaceGrantEntity.class,
            "from NamespaceGrantEntity where id > ?1 order by id",
            afterId)
        .setMaxResults(limit)
        .getResultList();
  }

  boolean exists(String namespace, GranteeKind kind, String grantee) {
    return active
            .query(
                Long.class,
                "select count(*) from NamespaceGrantEntity"
                    + " where namespace = ?1 and granteeKind = ?2 and grantee = ?3",
                namespace,
                kind.word(),
                grantee)
            .getSingleResult()
        > 0;
  }

  /** What is granted to any of these. */
  List<String> namespaces(GranteeKind kind, Collection<String> grantees) {
    return active
        .query(
            String.class,
            "select namespace from NamespaceGrantEntity where granteeKind = ?1 and grantee in ?2",
            kind.word(),
            grantees.stream().limit(MOST_GRANTEES).toList())
        .getResultList();
  }

  void add(NamespaceGrantEntity grant) {
    active.stateless().insert(grant);
  }

  void remove(String id) {
    active.execute("delete NamespaceGrantEntity where id = ?1", id);
  }

  /** Takes away all that was granted to it, and says how much that was. */
  long removeOf(GranteeKind kind, String grantee) {
    return active.execute(
        "delete NamespaceGrantEntity where granteeKind = ?1 and grantee = ?2",
        kind.word(),
        grantee);
  }

  @Override
  public long withdrawAll(String teamId) {
    return removeOf(GranteeKind.TEAM, teamId);
  }
}
