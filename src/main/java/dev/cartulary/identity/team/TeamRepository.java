package dev.cartulary.identity.team;

import dev.cartulary.database.ActiveSession;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.identity.IdentityRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of teams and of their members. */
@ApplicationScoped
public class TeamRepository {

  private final ActiveSession active;

  TeamRepository(ActiveSession active) {
    this.active = active;
  }

  public Optional<TeamEntity> byId(String id) {
    return IdentityRules.isId(id)
        ? active.query(TeamEntity.class, "from TeamEntity where id = ?1", id).uniqueResultOptional()
        : Optional.empty();
  }

  Optional<TeamEntity> byKey(String nameKey) {
    return active
        .query(TeamEntity.class, "from TeamEntity where nameKey = ?1", nameKey)
        .uniqueResultOptional();
  }

  /** Teams by name, from the one after. */
  List<TeamEntity> list(String afterKey, int limit) {
    return active
        .query(TeamEntity.class, "from TeamEntity where nameKey > ?1 order by nameKey", afterKey)
        .setMaxResults(limit)
        .getResultList();
  }

  /** The same of the teams that the user is in. */
  List<TeamEntity> listOf(String userId, String afterKey, int limit) {
    return active
        .query(
            TeamEntity.class,
            "from TeamEntity where nameKey > ?1 and id in (select teamId from TeamMemberEntity where userId = ?2)"
                + " order by nameKey",
            afterKey,
            userId)
        .setMaxResults(limit)
        .getResultList();
  }

  void add(TeamEntity team) {
    active.stateless().insert(team);
  }

  void change(String id, String name, String nameKey, String description, Instant now) {
    active.execute(
        "update TeamEntity set name = ?1, nameKey = ?2, description = ?3, updatedAt = ?4"
            + " where id = ?5",
        name,
        nameKey,
        description,
        now,
        id);
  }

  /** How many members each of the teams has; one without members is left out. */
  Map<String, Long> memberCounts(Collection<String> teams) {
    Map<String, Long> counts = new HashMap<>();
    active
        .query(
            Object[].class,
            "select teamId, count(*) from TeamMemberEntity where teamId in ?1 group by teamId",
            teams)
        .getResultList()
        .forEach(row -> counts.put((String) row[0], (Long) row[1]));
    return counts;
  }

  /** The members of a team by username, from the one after. */
  List<TeamMember> members(String teamId, String afterUsername, int limit) {
    return active
        .query(
            Object[].class,
            "select u.id, u.username, m.createdAt from TeamMemberEntity m, UserEntity u"
                + " where u.id = m.userId and m.teamId = ?1 and u.username > ?2"
                + " order by u.username",
            teamId,
            afterUsername)
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(row ->
            new TeamMember(
                (String) row[0], (String) row[1], InstantMicros.format((Instant) row[2])))
        .toList();
  }

  boolean isMember(String teamId, String userId) {
    return active
            .query(
                Long.class,
                "select count(*) from TeamMemberEntity where teamId = ?1 and userId = ?2",
                teamId,
                userId)
            .getSingleResult()
        > 0;
  }

  void addMember(TeamMemberEntity member) {
    active.stateless().insert(member);
  }

  /** Whether the user was in the team. */
  boolean removeMember(String teamId, String userId) {
    return active.execute(
            "delete TeamMemberEntity where teamId = ?1 and userId = ?2", teamId, userId)
        == 1;
  }

  void remove(String id) {
    active.execute("delete TeamEntity where id = ?1", id);
  }
}
