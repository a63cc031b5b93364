package dev.cartulary.identity.team;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.cartulary.access.Caller;
import dev.cartulary.access.Permission;
import dev.cartulary.access.Principal;
import dev.cartulary.audit.Action;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditLog;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.http.page.Page;
import dev.cartulary.http.page.PageRequest;
import dev.cartulary.identity.IdentityChange;
import dev.cartulary.identity.IdentityRules;
import dev.cartulary.identity.user.UserEntity;
import dev.cartulary.identity.user.UserRepository;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Keeps the teams and their members. Who may manage teams sees all of them; everybody else sees the
 * own ones, and for those the others do not exist.
 */
@ApplicationScoped
class TeamService {

  private final TeamRepository teams;
  private final UserRepository users;
  private final TeamGrants grants;
  private final IdentityChange changes;
  private final AuditLog audit;
  private final Caller caller;
  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

  TeamService(
      TeamRepository teams,
      UserRepository users,
      TeamGrants grants,
      IdentityChange changes,
      AuditLog audit,
      Caller caller) {
    this.teams = teams;
    this.users = users;
    this.grants = grants;
    this.changes = changes;
    this.audit = audit;
    this.caller = caller;
  }

  /** The teams that the caller sees, by name. */
  Page<Team> list(PageRequest request) {
    return request.page(this::part, team -> IdentityRules.teamKey(team.name()));
  }

  private List<Team> part(String after, int limit) {
    List<TeamEntity> found =
        seesAll() ? teams.list(after, limit) : teams.listOf(caller.principal().id(), after, limit);
    Map<String, Long> members = teams.memberCounts(found.stream().map(TeamEntity::id).toList());
    return found.stream().map(t -> Team.of(t, members.getOrDefault(t.id(), 0L))).toList();
  }

  /**
   * The team.
   *
   * @throws ProblemException not found, also where the caller does not see it
   */
  Team get(String id) {
    return shown(visible(id));
  }

  /**
   * The members of the team, by username.
   *
   * @throws ProblemException not found, also where the caller does not see the team
   */
  Page<TeamMember> members(String id, PageRequest request) {
    String team = visible(id).id();
    return request.page((after, limit) -> teams.members(team, after, limit), TeamMember::username);
  }

  private boolean seesAll() {
    return caller.principal().may(Permission.TEAMS_MANAGE);
  }

  private TeamEntity visible(String id) {
    Principal principal = caller.principal();
    if (!seesAll() && !principal.teams().contains(id)) {
      throw notFound();
    }
    return stored(id);
  }

  private Team shown(TeamEntity team) {
    return Team.of(team, teams.memberCounts(List.of(team.id())).getOrDefault(team.id(), 0L));
  }

  /**
   * A new team.
   *
   * @throws ProblemException a conflict, where the name is taken
   */
  Team create(TeamDraft draft) {
    String name = draft.name().orElseThrow();
    return changes.alone(() -> {
      String key = IdentityRules.teamKey(name);
      refuseTaken(key, "");
      Instant now = InstantMicros.now();
      String description = draft.description().orElse("");
      TeamEntity team = new TeamEntity(ids.generate().toString(), name, key, description, now, now);
      teams.add(team);
      audit.record(AuditEvent.done(Action.TEAM_CREATE, "team", team.id()).with("name", name));
      return Team.of(team, 0);
    });
  }

  /**
   * Changes name, description or both.
   *
   * @throws ProblemException not found; a conflict, where the name is taken
   */
  Team change(String id, TeamDraft draft) {
    return changes.alone(() -> {
      TeamEntity former = stored(id);
      String name = draft.name().orElse(former.name());
      String key = IdentityRules.teamKey(name);
      refuseTaken(key, id);
      String description = draft.description().orElse(former.description());
      teams.change(id, name, key, description, InstantMicros.now());
      audit.record(
          AuditEvent.done(Action.TEAM_UPDATE, "team", id)
              .with("formerName", former.name())
              .with("name", name));
      return shown(stored(id));
    });
  }

  /**
   * Deletes a team without members, and what was granted to it. Metadata of the team stays.
   *
   * @throws ProblemException not found; a conflict, where the team has members
   */
  void delete(String id) {
    changes.alone(() -> {
      TeamEntity team = stored(id);
      long members = shown(team).members();
      if (members > 0) {
        throw new ProblemException(
            ProblemType.CONFLICT,
            "The team \"" + team.name() + "\" has " + members + " member(s); remove them first.");
      }
      long withdrawn = grants.withdrawAll(id);
      teams.remove(id);
      audit.record(
          AuditEvent.done(Action.TEAM_DELETE, "team", id)
              .with("name", team.name())
              .with("withdrawnGrants", String.valueOf(withdrawn)));
      return team;
    });
  }

  /**
   * Puts a user into the team; one who is in it stays.
   *
   * @throws ProblemException not found, where there is no such team or user
   */
  void addMember(String id, String userId) {
    changes.alone(() -> {
      TeamEntity team = stored(id);
      UserEntity user =
          users
              .byId(userId)
              .orElseThrow(
                  () -> new ProblemException(ProblemType.NOT_FOUND, "There is no such user."));
      boolean added = !teams.isMember(id, userId);
      if (added) {
        teams.addMember(
            new TeamMemberEntity(ids.generate().toString(), id, userId, InstantMicros.now()));
        audit.record(
            AuditEvent.done(Action.TEAM_MEMBER_ADD, "team", id)
                .with("name", team.name())
                .with("userId", userId)
                .with("username", user.username()));
      }
      return added;
    });
  }

  /**
   * Takes a user out of the team.
   *
   * @throws ProblemException not found, where there is no such team, or the user is not in it
   */
  void removeMember(String id, String userId) {
    changes.alone(() -> {
      TeamEntity team = stored(id);
      if (!IdentityRules.isId(userId) || !teams.removeMember(id, userId)) {
        throw new ProblemException(ProblemType.NOT_FOUND, "There is no such user in the team.");
      }
      audit.record(
          AuditEvent.done(Action.TEAM_MEMBER_REMOVE, "team", id)
              .with("name", team.name())
              .with("userId", userId));
      return team;
    });
  }

  private TeamEntity stored(String id) {
    return teams.byId(id).orElseThrow(TeamService::notFound);
  }

  private static ProblemException notFound() {
    return new ProblemException(ProblemType.NOT_FOUND, "There is no such team.");
  }

  private void refuseTaken(String key, String exceptId) {
    teams
        .byKey(key)
        .filter(team -> !team.id().equals(exceptId))
        .ifPresent(team -> {
          throw new ProblemException(
              ProblemType.CONFLICT,
              "The team \""
                  + team.name()
                  + "\" already exists (upper and lower case are the same); choose another name.");
        });
  }
}
