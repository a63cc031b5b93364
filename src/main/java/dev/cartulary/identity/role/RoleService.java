package dev.cartulary.identity.role;

import dev.cartulary.access.Caller;
import dev.cartulary.access.KeptRoles;
import dev.cartulary.access.Permission;
import dev.cartulary.audit.Action;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditLog;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.http.page.Page;
import dev.cartulary.http.page.PageRequest;
import dev.cartulary.identity.IdentityChange;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Keeps the custom roles. Nobody makes, changes or deletes a role that may do more, before or
 * after, than the caller.
 */
@ApplicationScoped
class RoleService {

  private final RoleRepository roles;
  private final RoleHolders users;
  private final IdentityChange changes;
  private final AuditLog audit;
  private final Caller caller;
  private final KeptRoles kept;

  RoleService(
      RoleRepository roles,
      RoleHolders users,
      IdentityChange changes,
      AuditLog audit,
      Caller caller,
      KeptRoles kept) {
    this.roles = roles;
    this.users = users;
    this.changes = changes;
    this.audit = audit;
    this.caller = caller;
    this.kept = kept;
  }

  /** The built-in and the custom roles, by name. */
  Page<Role> list(PageRequest request) {
    return request.page(this::part, Role::name);
  }

  private List<Role> part(String after, int limit) {
    List<RoleEntity> custom = roles.list(after, limit);
    List<BuiltInRole> builtIn =
        Arrays.stream(BuiltInRole.values()).filter(r -> r.word().compareTo(after) > 0).toList();
    Map<String, Long> counts =
        users.withRoles(
            Stream.concat(
                    custom.stream().map(RoleEntity::name), builtIn.stream().map(BuiltInRole::word))
                .toList());
    return Stream.concat(
            builtIn.stream().map(r -> Role.of(r, counts.getOrDefault(r.word(), 0L))),
            custom.stream().map(r -> Role.of(r, counts.getOrDefault(r.name(), 0L))))
        .sorted(Comparator.comparing(Role::name))
        .limit(limit)
        .toList();
  }

  /**
   * A new role.
   *
   * @throws ProblemException forbidden; a conflict, where the name is taken
   */
  Role create(RoleDraft draft) {
    return changes.alone(() -> {
      refuseTaken(draft.name());
      Escalation.refuse(caller.principal(), draft.permissions());
      Escalation.refuseName(caller.principal(), kept.now(), draft.name());
      Instant now = InstantMicros.now();
      RoleEntity role = entity(draft, now, now);
      roles.add(role);
      audit.record(
          AuditEvent.done(Action.ROLE_CREATE, "role", draft.name())
              .with("permissions", role.permissions()));
      return Role.of(role, 0);
    });
  }

  /**
   * Makes the role what the draft says. Its users stay with it, also under another name.
   *
   * @throws ProblemException not found; forbidden; a conflict, where the role is built in or the
   *     new name is taken
   */
  Role replace(String name, RoleDraft draft) {
    return changes.alone(() -> {
      RoleEntity former = changeable(name, draft.permissions());
      if (!draft.name().equals(name)) {
        refuseTaken(draft.name());
        Escalation.refuseName(caller.principal(), kept.now(), name);
        Escalation.refuseName(caller.principal(), kept.now(), draft.name());
      }
      Instant now = InstantMicros.now();
      RoleEntity role = entity(draft, former.createdAt(), now);
      roles.replace(name, role);
      if (!draft.name().equals(name)) {
        users.renameRole(name, draft.name(), now);
      }
      audit.record(
          AuditEvent.done(Action.ROLE_UPDATE, "role", name)
              .with("name", draft.name())
              .with("formerPermissions", former.permissions())
              .with("permissions", role.permissions()));
      return Role.of(role, users.withRole(draft.name()));
    });
  }

  /**
   * Deletes the role; its users get the role {@code user}.
   *
   * @throws ProblemException not found; forbidden; a conflict, where the role is built in
   */
  void delete(String name) {
    changes.alone(() -> {
      RoleEntity role = changeable(name, Set.of());
      Escalation.refuseName(caller.principal(), kept.now(), name);
      long moved = users.withRole(name);
      if (moved > 0) {
        // To move users to another role is to grant it.
        Escalation.refuse(caller.principal(), BuiltInRole.USER.permissions());
        Escalation.refuseName(caller.principal(), kept.now(), BuiltInRole.USER.word());
      }
      users.renameRole(name, BuiltInRole.USER.word(), InstantMicros.now());
      roles.remove(name);
      audit.record(
          AuditEvent.done(Action.ROLE_DELETE, "role", name)
              .with("permissions", role.permissions())
              .with("movedUsers", String.valueOf(moved)));
      return role;
    });
  }

  private static RoleEntity entity(RoleDraft draft, Instant createdAt, Instant updatedAt) {
    return new RoleEntity(
        draft.name(),
        draft.description(),
        PermissionText.stored(draft.permissions()),
        createdAt,
        updatedAt);
  }

  /** The role, where the caller has its permissions and these others. */
  private RoleEntity changeable(String name, Collection<Permission> others) {
    if (BuiltInRole.of(name).isPresent()) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          "The role \"" + name + "\" is built in and never changes; make a role of your own.");
    }
    RoleEntity role =
        roles
            .byName(name)
            .orElseThrow(() ->
                new ProblemException(
                    ProblemType.NOT_FOUND, "There is no such role; GET /v1/roles lists them."));
    Set<Permission> touched = new TreeSet<>(PermissionText.read(role.permissions()));
    touched.addAll(others);
    Escalation.refuse(caller.principal(), touched);
    return role;
  }

  private void refuseTaken(String name) {
    if (BuiltInRole.of(name).isPresent() || roles.byName(name).isPresent()) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          "The role \"" + name + "\" already exists; choose another name or change that role.");
    }
  }
}
