package dev.cartulary.identity.apikey;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.cartulary.access.Caller;
import dev.cartulary.access.Permission;
import dev.cartulary.access.Principal;
import dev.cartulary.access.Principal.Kind;
import dev.cartulary.audit.Action;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditLog;
import dev.cartulary.config.Secret;
import dev.cartulary.crypto.RandomToken;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.identity.IdentityChange;
import dev.cartulary.identity.IssuedCredential;
import dev.cartulary.identity.LastUse;
import dev.cartulary.identity.apikey.ApiKeyRepository.Holder;
import dev.cartulary.identity.role.Escalation;
import dev.cartulary.identity.role.PermissionText;
import dev.cartulary.identity.user.PasswordReset;
import dev.cartulary.identity.user.UserRow;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Users' API keys: {@code si_} and 96 hexadecimal digits, which are 384 random bits. A key is found
 * by its first 64 bits, which are stored as they are, and verified by SHA-256 of the whole. A slow
 * hash as for passwords would add nothing, since 320 bits stay unknown.
 */
@ApplicationScoped
public class ApiKeyService {

  /** What every key begins with, so that people and scanners know it. */
  public static final String PREFIX = "si_";

  /** The most keys that one user may have. */
  static final int MOST = 100;

  private static final int KEY_BYTES = 48;
  private static final int FOUND_BY = 16;
  private static final Pattern SYNTAX = Pattern.compile("si_[0-9a-f]{96}");

  private final ApiKeyRepository keys;
  private final LastUse lastUse;
  private final IdentityChange changes;
  private final AuditLog audit;
  private final Caller caller;
  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

  ApiKeyService(
      ApiKeyRepository keys,
      LastUse lastUse,
      IdentityChange changes,
      AuditLog audit,
      Caller caller) {
    this.keys = keys;
    this.lastUse = lastUse;
    this.changes = changes;
    this.audit = audit;
    this.caller = caller;
  }

  /**
   * A new key of the caller.
   *
   * @param permissions what the key may do; null for all that its owner may
   * @param expiresAt when it ends; null for never
   * @throws ProblemException forbidden, where the caller lacks one of the permissions, or calls
   *     with a key that ends earlier; a conflict, where the caller has a key of this name, or too
   *     many
   */
  IssuedCredential<ApiKeyEntity> create(
      String name, @Nullable Set<Permission> permissions, @Nullable Instant expiresAt) {
    Secret key = newKey();
    ApiKeyEntity made =
        changes.alone(() -> {
          Principal owner = caller.principal();
          Optional<ApiKeyEntity> with = callingKey();
          // A limited key must not make an unlimited one.
          Set<Permission> asked =
              permissions == null ? with.map(ApiKeyService::limit).orElse(null) : permissions;
          if (asked != null) {
            Escalation.refuse(owner, asked);
          }
          if (keys.named(owner.id(), name)) {
            throw new ProblemException(
                ProblemType.CONFLICT, "You have an API key of this name; choose another name.");
          }
          if (keys.ofUserCount(owner.id()) >= MOST) {
            throw new ProblemException(
                ProblemType.CONFLICT,
                "You have " + MOST + " API keys, the most that are allowed; revoke one first.");
          }
          ApiKeyEntity stored =
              new ApiKeyEntity(
                  ids.generate().toString(),
                  owner.id(),
                  name,
                  prefix(key.reveal()),
                  RandomToken.hash(key.reveal()),
                  asked == null ? null : PermissionText.stored(asked),
                  InstantMicros.now(),
                  notAfter(with, expiresAt));
          keys.add(stored);
          audit.record(AuditEvent.done(Action.API_KEY_CREATE, "api_key", stored.id()));
          return stored;
        });
    return new IssuedCredential<>(key, made);
  }

  /** The key that makes the running request; empty where none does. */
  private Optional<ApiKeyEntity> callingKey() {
    Principal principal = caller.principal();
    return principal.kind() == Kind.API_KEY
        ? keys.byId(String.valueOf(principal.credentialId()))
        : Optional.empty();
  }

  /** A key that ends makes none that lasts longer. */
  private static @Nullable Instant notAfter(
      Optional<ApiKeyEntity> with, @Nullable Instant expiresAt) {
    Instant end = with.map(ApiKeyEntity::expiresAt).orElse(null);
    if (end == null || expiresAt == null) {
      return end == null ? expiresAt : end;
    }
    if (expiresAt.isAfter(end)) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          "The API key that asks ends at "
              + InstantMicros.format(end)
              + "; the new one must not last longer.");
    }
    return expiresAt;
  }

  private static Secret newKey() {
    return new Secret(PREFIX + RandomToken.hex(KEY_BYTES));
  }

  private static String prefix(String key) {
    return key.substring(PREFIX.length(), PREFIX.length() + FOUND_BY);
  }

  /** Whose key this is; empty where it ended or never was. */
  public Optional<Principal> authenticate(String key) {
    if (!SYNTAX.matcher(key).matches()) {
      return Optional.empty();
    }
    Instant now = InstantMicros.now();
    List<Holder> rows = keys.holder(prefix(key));
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Holder holder = rows.get(0);
    if (!RandomToken.same(holder.keyHash(), RandomToken.hash(key))
        || (holder.expiresAt() != null && !now.isBefore(holder.expiresAt()))) {
      return Optional.empty();
    }
    lastUse.note(
        holder.id(),
        holder.lastUsedAt(),
        now,
        LastUse.MOST_PRECISION,
        () -> keys.used(holder.id(), now));
    return Optional.of(
        UserRow.principal(
            rows.stream().map(Holder::user).toList(),
            Kind.API_KEY,
            holder.id(),
            limit(holder.permissions())));
  }

  private static @Nullable Set<Permission> limit(ApiKeyEntity key) {
    return limit(key.permissions());
  }

  private static @Nullable Set<Permission> limit(@Nullable String permissions) {
    return permissions == null ? null : PermissionText.read(permissions);
  }

  List<ApiKeyEntity> ofUser(String userId) {
    return keys.ofUser(userId);
  }

  /** Everybody's keys by id, from the one after. */
  List<ApiKeyEntity> list(String after, int limit) {
    return keys.list(after, limit);
  }

  /**
   * Gives a key of the caller another text; the former one ends at once.
   *
   * @param expiresAt when the new one ends; null for never
   * @throws ProblemException not found; forbidden, where the key may do what the caller may not, or
   *     is to last longer than the key that asks
   */
  IssuedCredential<ApiKeyEntity> rotate(String id, @Nullable Instant expiresAt) {
    Secret key = newKey();
    ApiKeyEntity rotated =
        changes.alone(() -> {
          Optional<ApiKeyEntity> with = callingKey();
          ApiKeyEntity found = own(id);
          Set<Permission> limit = limit(found);
          boolean itself = with.isPresent() && with.get().id().equals(id);
          if (!itself && with.map(ApiKeyService::limit).isPresent()) {
            Escalation.refuse(
                caller.principal(), limit == null ? Set.of(Permission.values()) : limit);
          }
          // Its own former end does not bind a key that is rotated by somebody logged in.
          Instant end = notAfter(with, expiresAt);
          keys.replace(id, prefix(key.reveal()), RandomToken.hash(key.reveal()), end);
          audit.record(AuditEvent.done(Action.API_KEY_ROTATE, "api_key", id));
          return keys.byId(id).orElseThrow(() -> notFound(id));
        });
    return new IssuedCredential<>(key, rotated);
  }

  /**
   * Ends a key of the caller.
   *
   * @throws ProblemException not found
   */
  void revokeOwn(String id) {
    changes.runAlone(() -> {
      own(id);
      remove(id);
    });
  }

  /**
   * Ends anybody's key.
   *
   * @throws ProblemException not found
   */
  void revoke(String id) {
    changes.runAlone(() -> remove(id));
  }

  private ApiKeyEntity own(String id) {
    return keys.byId(id)
        .filter(key -> key.userId().equals(caller.principal().id()))
        .orElseThrow(() -> notFound(id));
  }

  private void remove(String id) {
    if (!keys.remove(id)) {
      throw notFound(id);
    }
    audit.record(AuditEvent.done(Action.API_KEY_REVOKE, "api_key", id));
  }

  private static ProblemException notFound(String id) {
    return new ProblemException(ProblemType.NOT_FOUND, "There is no API key " + id + ".");
  }

  void onPasswordReset(@Observes PasswordReset event) {
    keys.removeAll(event.userId());
  }
}
