package dev.cartulary.identity.user;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.cartulary.access.Caller;
import dev.cartulary.access.KeptRoles;
import dev.cartulary.access.Permission;
import dev.cartulary.access.Principal;
import dev.cartulary.audit.Action;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditLog;
import dev.cartulary.config.Secret;
import dev.cartulary.crypto.PasswordHash;
import dev.cartulary.crypto.RandomToken;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.identity.IdentityChange;
import dev.cartulary.identity.IdentityRules;
import dev.cartulary.identity.role.BuiltInRole;
import dev.cartulary.identity.role.Escalation;
import dev.cartulary.identity.role.RolePermissions;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Creates, changes and deletes users. The last administrator who can log in stays, whoever asks;
 * and nobody changes a user who may do more.
 */
@ApplicationScoped
@ActivateRequestContext
public class UserService {

  private static final int GENERATED_BYTES = 18;

  private final UserRepository users;
  private final RolePermissions roles;
  private final PasswordTurns turns;
  private final IdentityChange changes;
  private final AuditLog audit;
  private final Caller caller;
  private final Event<UserDisabled> disabled;
  private final Event<PasswordReset> reset;
  private final Event<UserDeleted> deleted;
  private final KeptRoles kept;
  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

  UserService(
      UserRepository users,
      RolePermissions roles,
      PasswordTurns turns,
      IdentityChange changes,
      AuditLog audit,
      Caller caller,
      Event<UserDisabled> disabled,
      Event<PasswordReset> reset,
      Event<UserDeleted> deleted,
      KeptRoles kept) {
    this.users = users;
    this.roles = roles;
    this.turns = turns;
    this.changes = changes;
    this.audit = audit;
    this.caller = caller;
    this.disabled = disabled;
    this.reset = reset;
    this.deleted = deleted;
    this.kept = kept;
  }

  /** A password that fulfils every rule. */
  public static Secret generatedPassword() {
    // The letters and the digit are only there so that the rule for chosen passwords holds too.
    return new Secret(RandomToken.base64(GENERATED_BYTES) + "-Aa1");
  }

  /** Users by name, from the one after. */
  public List<User> list(String after, int limit) {
    return users.list(after, limit).stream().map(User::of).toList();
  }

  /**
   * The user.
   *
   * @throws ProblemException not found
   */
  public User get(String id) {
    return User.of(stored(id));
  }

  /**
   * The user with this name.
   *
   * @throws ProblemException not found
   */
  public User named(String username) {
    return users
        .byUsername(IdentityRules.folded(username))
        .map(User::of)
        .orElseThrow(() ->
            new ProblemException(ProblemType.NOT_FOUND, "There is no user \"" + username + "\"."));
  }

  /**
   * A new user.
   *
   * @param mustChangePassword whether the password must be changed before anything else
   * @throws ProblemException an invalid request that names the field; forbidden, where the role may
   *     do what the caller may not; a conflict, where the name is taken
   */
  public User create(String username, Secret password, String role, boolean mustChangePassword) {
    IdentityRules.username(username);
    IdentityRules.password(password.reveal());
    IdentityRules.unlike(username, password.reveal(), "password");
    String name = IdentityRules.folded(username);
    String hash = hash(password);
    return changes.alone(() -> {
      grantable(role);
      if (users.byUsername(name).isPresent()) {
        throw new ProblemException(
            ProblemType.CONFLICT, "The user \"" + name + "\" already exists.");
      }
      return insert(name, hash, role, mustChangePassword);
    });
  }

  /**
   * Makes the first administrator.
   *
   * @return empty where there are users already
   */
  Optional<User> createFirst(String username, String hash, boolean mustChangePassword) {
    caller.enterProcess(); // no request asks for it
    return changes.alone(() ->
        users.exist()
            ? Optional.empty()
            : Optional.of(insert(username, hash, BuiltInRole.ADMIN.word(), mustChangePassword)));
  }

  /** Whether there is any user. */
  boolean exist() {
    return users.exist();
  }

  private User insert(String username, String hash, String role, boolean mustChangePassword) {
    Instant now = InstantMicros.now();
    UserEntity user =
        new UserEntity(
            ids.generate().toString(), username, hash, role, mustChangePassword, now, now);
    users.add(user);
    audit.record(
        AuditEvent.done(Action.USER_CREATE, "user", user.id())
            .with("username", username)
            .with("role", role));
    return User.of(user);
  }

  /** Refuses a role that does not exist or that may do what the caller may not. */
  private void grantable(String role) {
    Set<Permission> permitted =
        roles
            .of(role)
            .orElseThrow(() ->
                ProblemException.invalid(
                    "role", "there is no such role; GET /v1/roles lists them"));
    Escalation.refuse(caller.principal(), permitted);
    Escalation.refuseName(caller.principal(), kept.now(), role);
  }

  /**
   * Gives the user another role, disables or enables the user. Both or none is done.
   *
   * @throws ProblemException forbidden; the last administrator
   */
  public User change(String id, Optional<String> role, Optional<Boolean> disable) {
    return changes.alone(() -> {
      UserEntity user = changeable(id);
      boolean another = role.isPresent() && !role.get().equals(user.roleName());
      boolean switched = disable.isPresent() && disable.get() != user.disabled();
      if (another || (switched && disable.get())) {
        refuseForOneself(user, another ? "change your own role" : "disable yourself");
        keepAnAdministrator(user);
      }
      Instant now = InstantMicros.now();
      AuditEvent event = AuditEvent.done(Action.USER_UPDATE, "user", id);
      if (another) {
        grantable(role.get());
        users.role(id, role.get(), now);
        event = event.with("formerRole", user.roleName()).with("role", role.get());
      }
      if (switched) {
        users.disabled(id, disable.get(), now);
        if (disable.get()) {
          disabled.fire(new UserDisabled(id));
        }
        event = event.with("disabled", disable.get().toString());
      }
      if (another || switched) {
        audit.record(event);
      }
      return get(id);
    });
  }

  /**
   * Deletes the user with all sessions, API keys and granted namespaces. Metadata of the user
   * stays.
   *
   * @throws ProblemException forbidden; the last administrator
   */
  public void delete(String id) {
    changes.alone(() -> {
      UserEntity user = changeable(id);
      refuseForOneself(user, "delete yourself");
      keepAnAdministrator(user);
      deleted.fire(new UserDeleted(id));
      users.remove(id);
      audit.record(
          AuditEvent.done(Action.USER_DELETE, "user", id).with("username", user.username()));
      return user;
    });
  }

  /**
   * Gives the user another password, which must be changed at the next login, and ends all sessions
   * and API keys.
   *
   * @throws ProblemException an invalid password; forbidden
   */
  public void resetPassword(String id, Secret password) {
    IdentityRules.password(password.reveal());
    String hash = hash(password);
    changes.alone(() -> {
      UserEntity user = changeable(id);
      IdentityRules.unlike(user.username(), password.reveal(), "password");
      users.password(id, hash, true, InstantMicros.now());
      reset.fire(new PasswordReset(id));
      audit.record(AuditEvent.done(Action.PASSWORD_RESET, "user", id));
      return user;
    });
  }

  private String hash(Secret password) {
    return turns.take(caller.origin(), () -> PasswordHash.of(password));
  }

  private UserEntity stored(String id) {
    return users
        .byId(id)
        .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no user " + id));
  }

  /**
   * The user, where the caller may do everything that the user may.
   *
   * @throws ProblemException not found; forbidden
   */
  public UserEntity changeable(String id) {
    UserEntity user = stored(id);
    Escalation.refuse(caller.principal(), roles.of(user.roleName()).orElse(Set.of()));
    return user;
  }

  private void refuseForOneself(UserEntity user, String what) {
    Principal principal = caller.principal();
    if (principal.isUser() && principal.id().equals(user.id())) {
      throw new ProblemException(
          ProblemType.FORBIDDEN, "You cannot " + what + "; another administrator can.");
    }
  }

  private void keepAnAdministrator(UserEntity user) {
    String admin = BuiltInRole.ADMIN.word();
    boolean counts = user.roleName().equals(admin) && !user.disabled();
    if (counts && users.enabledWithRole(admin) == 1) {
      throw new ProblemException(
          ProblemType.LAST_ADMINISTRATOR,
          "\""
              + user.username()
              + "\" is the last administrator who can log in; make another user an administrator"
              + " first.");
    }
  }
}
