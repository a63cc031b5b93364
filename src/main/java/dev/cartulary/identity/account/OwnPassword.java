package dev.cartulary.identity.account;

import dev.cartulary.access.Caller;
import dev.cartulary.audit.Action;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditLog;
import dev.cartulary.config.Secret;
import dev.cartulary.crypto.PasswordHash;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.identity.IdentityChange;
import dev.cartulary.identity.IdentityRules;
import dev.cartulary.identity.session.LoginThrottle;
import dev.cartulary.identity.session.SessionRepository;
import dev.cartulary.identity.user.PasswordTurns;
import dev.cartulary.identity.user.UserEntity;
import dev.cartulary.identity.user.UserRepository;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets users change their own passwords. */
@ApplicationScoped
class OwnPassword {

  private final UserRepository users;
  private final SessionRepository sessions;
  private final PasswordTurns turns;
  private final LoginThrottle throttle;
  private final IdentityChange changes;
  private final AuditLog audit;
  private final Caller caller;

  OwnPassword(
      UserRepository users,
      SessionRepository sessions,
      PasswordTurns turns,
      LoginThrottle throttle,
      IdentityChange changes,
      AuditLog audit,
      Caller caller) {
    this.users = users;
    this.sessions = sessions;
    this.turns = turns;
    this.throttle = throttle;
    this.changes = changes;
    this.audit = audit;
    this.caller = caller;
  }

  /**
   * Changes the caller's password and ends all of the caller's sessions but the one that asks.
   *
   * @throws ProblemException an invalid request, where the current password is wrong or the new one
   *     is the same or against the rules; too many requests, after many wrong ones; a conflict,
   *     where somebody changed the password meanwhile
   */
  void change(Secret current, Secret next) {
    IdentityRules.unlike(caller.principal().name(), next.reveal(), "newPassword");
    UserEntity user =
        users
            .byId(caller.principal().id())
            .orElseThrow(
                () -> new ProblemException(ProblemType.NOT_FOUND, "This user no longer exists."));
    throttle.admit(user.username(), caller.origin());
    boolean right =
        turns.take(
            caller.origin(),
            () -> {
              throttle.count(user.username(), caller.origin());
              return PasswordHash.matches(current, user.passwordHash());
            });
    if (!right) {
      audit.recordNow(AuditEvent.denied(Action.PASSWORD_CHANGE, "user", user.id()));
      throw ProblemException.invalid("currentPassword", "is wrong");
    }
    if (current.equals(next)) {
      throw ProblemException.invalid("newPassword", "is the current one; choose another");
    }
    String hash = turns.take(caller.origin(), () -> PasswordHash.of(next));
    changes.runAlone(() -> {
      if (!users.password(user, hash, InstantMicros.now())) {
        throw new ProblemException(
            ProblemType.CONFLICT,
            "Somebody else changed the password in the meantime; yours was not set.");
      }
      throttle.succeeded(user.username(), caller.origin());
      sessions.removeOthers(user.id(), caller.principal().credentialId());
      audit.record(AuditEvent.done(Action.PASSWORD_CHANGE, "user", user.id()));
    });
  }
}
