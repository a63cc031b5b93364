package dev.cartulary.identity.session;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.cartulary.access.Caller;
import dev.cartulary.access.Origin;
import dev.cartulary.access.Principal;
import dev.cartulary.access.Principal.Kind;
import dev.cartulary.audit.Action;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditLog;
import dev.cartulary.config.Secret;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.crypto.PasswordHash;
import dev.cartulary.crypto.PasswordHash.Verdict;
import dev.cartulary.crypto.RandomToken;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.identity.IdentityChange;
import dev.cartulary.identity.IdentityRules;
import dev.cartulary.identity.IssuedCredential;
import dev.cartulary.identity.LastUse;
import dev.cartulary.identity.session.SessionRepository.Holder;
import dev.cartulary.identity.user.FirstAdministrator;
import dev.cartulary.identity.user.PasswordReset;
import dev.cartulary.identity.user.PasswordTurns;
import dev.cartulary.identity.user.UserDisabled;
import dev.cartulary.identity.user.UserEntity;
import dev.cartulary.identity.user.UserRepository;
import dev.cartulary.identity.user.UserRow;
import dev.cartulary.identity.user.UserService;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Logs users in and out. A session's token is 256 random bits, of which the hash is stored. */
@ApplicationScoped
public class SessionService {

  /** What every session's token begins with, so that people and scanners know it. */
  public static final String PREFIX = "ses_";

  private static final int TOKEN_BYTES = 32;
  private static final int PARTS_OF_IDLE = 10;

  private final SessionRepository sessions;
  private final UserRepository users;
  private final UserService userService;
  private final LoginThrottle throttle;
  private final FirstAdministrator first;
  private final PasswordTurns turns;
  private final LastUse lastUse;
  private final IdentityChange changes;
  private final AuditLog audit;
  private final Caller caller;
  private final Duration lifetime;
  private final Duration idleTimeout;
  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

  SessionService(
      SessionRepository sessions,
      UserRepository users,
      UserService userService,
      LoginThrottle throttle,
      FirstAdministrator first,
      PasswordTurns turns,
      LastUse lastUse,
      IdentityChange changes,
      AuditLog audit,
      Caller caller,
      Settings settings) {
    this.sessions = sessions;
    this.users = users;
    this.userService = userService;
    this.throttle = throttle;
    this.first = first;
    this.turns = turns;
    this.lastUse = lastUse;
    this.changes = changes;
    this.audit = audit;
    this.caller = caller;
    this.lifetime = settings.duration(Setting.SESSION_LIFETIME);
    this.idleTimeout = settings.duration(Setting.SESSION_IDLE_TIMEOUT);
  }

  /**
   * A new session for the user with this name and password. A name that does not exist, a wrong
   * password and a disabled user get the same answer after the same work.
   *
   * @throws ProblemException invalid credentials; too many requests, after many failures;
   *     administrator not ready
   */
  IssuedCredential<SessionEntity> login(String name, Secret password) {
    String username = IdentityRules.folded(name);
    Origin origin = caller.origin();
    first.refuseEarly();
    throttle.admit(username, origin);
    Optional<UserEntity> user = users.byUsername(username);
    Verdict verdict =
        turns.take(
            origin,
            () -> {
              throttle.count(username, origin);
              return PasswordHash.verify(password, user.map(UserEntity::passwordHash).orElse(null));
            });
    if (user.isEmpty() || !verdict.matches() || user.get().disabled()) {
      changes.run(() -> audit.record(AuditEvent.denied(Action.LOGIN, "username", shown(user))));
      throw wrong();
    }
    return open(user.get(), verdict.replacement(), origin);
  }

  private static ProblemException wrong() {
    return new ProblemException(
        ProblemType.INVALID_CREDENTIALS, "The username or the password is wrong.");
  }

  /** What was typed as a name may be a password, so only the name of a user is kept. */
  private static String shown(Optional<UserEntity> user) {
    return user.map(UserEntity::username).orElse("(no user)");
  }

  /** What was checked may have changed since, and is looked at again with the insert. */
  private IssuedCredential<SessionEntity> open(
      UserEntity user, Optional<String> stronger, Origin origin) {
    Secret token = new Secret(PREFIX + RandomToken.base64(TOKEN_BYTES));
    Instant now = InstantMicros.now();
    SessionEntity session =
        new SessionEntity(
            ids.generate().toString(),
            user.id(),
            RandomToken.hash(token.reveal()),
            now,
            now,
            now.plus(lifetime),
            Objects.requireNonNullElse(origin.address(), ""),
            Objects.requireNonNullElse(origin.userAgent(), ""));
    changes.run(() -> {
      if (!users.loggedIn(user, stronger.orElse(user.passwordHash()), now)) {
        throw wrong();
      }
      throttle.succeeded(user.username(), origin);
      sessions.add(session);
      caller.enter(principal(sessions.holder(session.tokenHash())), origin);
      audit.record(AuditEvent.done(Action.LOGIN, "session", session.id()));
    });
    return new IssuedCredential<>(token, session);
  }

  /** Whose session this token is of; empty where it is over or never was. */
  public Optional<Principal> authenticate(String token) {
    Instant now = InstantMicros.now();
    List<Holder> rows = sessions.holder(RandomToken.hash(token));
    if (rows.isEmpty() || !isOpen(rows.get(0).expiresAt(), rows.get(0).lastUsedAt(), now)) {
      return Optional.empty();
    }
    Holder holder = rows.get(0);
    lastUse.note(
        holder.id(),
        holder.lastUsedAt(),
        now,
        idleTimeout.dividedBy(PARTS_OF_IDLE), // so that use keeps it open
        () -> sessions.used(holder.id(), now));
    return Optional.of(principal(rows));
  }

  private static Principal principal(List<Holder> rows) {
    return UserRow.principal(
        rows.stream().map(Holder::user).toList(), Kind.SESSION, rows.get(0).id(), null);
  }

  private boolean isOpen(Instant expiresAt, Instant lastUsedAt, Instant now) {
    return now.isBefore(expiresAt) && now.isBefore(lastUsedAt.plus(idleTimeout));
  }

  /** The user's sessions that are not over, the newest first. */
  List<SessionEntity> open(String userId) {
    Instant now = InstantMicros.now();
    return sessions.ofUser(userId).stream()
        .filter(session -> isOpen(session.expiresAt(), session.lastUsedAt(), now))
        .toList();
  }

  /** Ends the session that makes the running request. */
  void logout() {
    Principal principal = caller.principal();
    String id = Objects.requireNonNullElse(principal.credentialId(), "");
    changes.runAlone(() -> {
      sessions.remove(principal.id(), id);
      audit.record(AuditEvent.done(Action.LOGOUT, "session", id));
    });
  }

  /**
   * Ends one of the user's sessions.
   *
   * @throws ProblemException not found, where the user has no such session
   */
  void revoke(String userId, String id) {
    changes.runAlone(() -> {
      if (!sessions.remove(userId, id)) {
        throw new ProblemException(ProblemType.NOT_FOUND, "There is no session " + id + ".");
      }
      audit.record(AuditEvent.done(Action.SESSION_REVOKE, "session", id).with("user", userId));
    });
  }

  /** Ends all of the user's sessions. */
  void revokeAll(String userId) {
    changes.runAlone(() -> removeAll(userId));
  }

  /**
   * Ends all sessions of any user.
   *
   * @throws ProblemException not found; forbidden, where the user may do what the caller may not
   */
  void revokeAllOf(String userId) {
    changes.runAlone(() -> {
      userService.changeable(userId);
      removeAll(userId);
    });
  }

  private void removeAll(String userId) {
    audit.record(
        AuditEvent.done(Action.SESSION_REVOKE, "user", userId)
            .with("sessions", String.valueOf(sessions.removeAll(userId))));
  }

  void onDisabled(@Observes UserDisabled event) {
    sessions.removeAll(event.userId());
  }

  void onPasswordReset(@Observes PasswordReset event) {
    sessions.removeAll(event.userId());
  }
}
