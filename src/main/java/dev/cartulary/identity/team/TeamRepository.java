package dev.cartulary.identity.team;

import dev.cartulary.database.InstantMicros;
import dev.cartulary.identity.IdentityRules;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of teams and of their members. Every read is anew. */
@ApplicationScoped
public class TeamRepository implements PanacheRepositoryBase<TeamEntity, String> {

  public Optional<TeamEntity> byId(String id) {
    getEntityManager().clear();
    return IdentityRules.isId(id) ? findByIdOptional(id) : Optional.empty();
  }

  Optional<TeamEntity> byKey(String nameKey) {
    getEntityManager().clear();
    return find("nameKey = ?1", nameKey).firstResultOptional();
  }

  /** Teams by name, from the one after. */
  List<TeamEntity> list(String afterKey, int limit) {
    getEntityManager().clear();
    return find("nameKey > ?1 order by nameKey", afterKey).page(0, limit).list();
  }

  /** The same of the teams that the user is in. */
  List<TeamEntity> listOf(String userId, String afterKey, int limit) {
    getEntityManager().clear();
    return find(
            "nameKey > ?1 and id in (select teamId from TeamMemberEntity where userId = ?2)"
                + " order by nameKey",
            afterKey,
            userId)
        .page(0, limit)
        .list();
  }

  void change(String id, String name, String nameKey, String description, Instant now) {
    update(
        "name = ?1, nameKey = ?2, description = ?3, updatedAt = ?4 where id = ?5",
        name,
        nameKey,
        description,
        now,
        id);
  }

  /** How many members each of the teams has; one without members is left out. */
  Map<String, Long> memberCounts(Collection<String> teams) {
    Map<String, Long> counts = new HashMap<>();
    getEntityManager()
        .createQuery(
            "select teamId, count(*) from TeamMemberEntity where teamId in :teams group by teamId",
            Object[].class)
        .setParameter("teams", teams)
        .getResultList()
        .forEach(row -> counts.put((String) row[0], (Long) row[1]));
    return counts;
  }

  /** The members of a team by username, from the one after. */
  List<TeamMember> members(String teamId, String afterUsername, int limit) {
    return getEntityManager()
        .createQuery(
            "select u.id, u.username, m.createdAt from TeamMemberEntity m, UserEntity u"
                + " where u.id = m.userId and m.teamId = :team and u.username > :after"
                + " order by u.username",
            Object[].class)
        .setParameter("team", teamId)
        .setParameter("after", afterUsername)
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(row ->
            new TeamMember(
                (String) row[0], (String) row[1], InstantMicros.format((Instant) row[2])))
        .toList();
  }

  boolean isMember(String teamId, String userId) {
    return getEntityManager()
            .createQuery(
                "select count(*) from TeamMemberEntity where teamId = :team and userId = :user",
                Long.class)
            .setParameter("team", teamId)
            .setParameter("user", userId)
            .getSingleResult()
        > 0;
  }

  void addMember(TeamMemberEntity member) {
    getEntityManager().persist(member);
    flush();
  }

  /** Whether the user was in the team. */
  boolean removeMember(String teamId, String userId) {
    return getEntityManager()
            .createQuery("delete from TeamMemberEntity where teamId = :team and userId = :user")
            .setParameter("team", teamId)
            .setParameter("user", userId)
            .executeUpdate()
        == 1;
  }

  void remove(String id) {
    delete("id = ?1", id);
    getEntityManager().clear();
  }
}
