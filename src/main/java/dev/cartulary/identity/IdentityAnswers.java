package dev.cartulary.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.cartulary.access.Permission;
import dev.cartulary.access.Principal;
import dev.cartulary.database.InstantMicros;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What requests about users, sessions and API keys are answered with. */
final class IdentityAnswers {

  private IdentityAnswers() {}

  /** A page of users; {@code nextCursor} is left out on the last one. */
  @JsonPropertyOrder({"items", "nextCursor", "count"})
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "UserPage")
  record UserPage(List<User> items, @Nullable String nextCursor, int count) {}

  /** A user just made; {@code initialPassword} is there where the server chose it. */
  @JsonPropertyOrder({"user", "initialPassword"})
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "NewUser")
  record NewUser(User user, @Nullable String initialPassword) {
    @Override
    public String toString() {
      return user.toString();
    }
  }

  /** A password that the server chose. */
  @Schema(name = "InitialPassword")
  record InitialPassword(String initialPassword) {
    @Override
    public String toString() {
      return "a password";
    }
  }

  /** A session just begun; the token is left out where it is in the cookie. */
  @JsonPropertyOrder({"token", "expiresAt", "user"})
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Login")
  record Login(@Nullable String token, String expiresAt, User user) {
    @Override
    public String toString() {
      return user.toString();
    }
  }

  /** Who calls, and what the caller may do with this credential. */
  @JsonPropertyOrder({
    "kind",
    "id",
    "name",
    "credentialId",
    "roles",
    "teams",
    "permissions",
    "mustChangePassword"
  })
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Me")
  record Me(
      String kind,
      String id,
      String name,
      @Nullable String credentialId,
      List<String> roles,
      List<String> teams,
      List<String> permissions,
      boolean mustChangePassword) {

    static Me of(Principal principal) {
      return new Me(
          principal.kind().word(),
          principal.id(),
          principal.name(),
          principal.credentialId(),
          principal.roles().stream().sorted().toList(),
          principal.teams().stream().sorted().toList(),
          PermissionText.codes(principal.permissions()),
          principal.mustChangePassword());
    }
  }

  /** A session, without its token. */
  @JsonPropertyOrder({
    "id",
    "current",
    "address",
    "userAgent",
    "createdAt",
    "lastUsedAt",
    "expiresAt"
  })
  @Schema(name = "Session")
  record Session(
      String id,
      boolean current,
      String address,
      String userAgent,
      String createdAt,
      String lastUsedAt,
      String expiresAt) {

    static Session of(SessionEntity session, @Nullable String currentId) {
      return new Session(
          session.id(),
          session.id().equals(currentId),
          session.address(),
          session.userAgent(),
          InstantMicros.format(session.createdAt()),
          InstantMicros.format(session.lastUsedAt()),
          InstantMicros.format(session.expiresAt()));
    }
  }

  /** The sessions of one user. */
  @Schema(name = "Sessions")
  record Sessions(List<Session> items, int count) {}

  /** An API key, without its text. */
  @JsonPropertyOrder({
    "id",
    "userId",
    "name",
    "prefix",
    "permissions",
    "createdAt",
    "expiresAt",
    "lastUsedAt"
  })
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ApiKey")
  record ApiKey(
      String id,
      String userId,
      String name,
      String prefix,
      @Nullable List<String> permissions,
      String createdAt,
      @Nullable String expiresAt,
      @Nullable String lastUsedAt) {

    static ApiKey of(ApiKeyEntity key) {
      String permissions = key.permissions();
      return new ApiKey(
          key.id(),
          key.userId(),
          key.name(),
          ApiKeyService.PREFIX + key.prefix(),
          permissions == null ? null : codes(permissions),
          InstantMicros.format(key.createdAt()),
          time(key.expiresAt()),
          time(key.lastUsedAt()));
    }

    private static List<String> codes(String permissions) {
      return PermissionText.read(permissions).stream().map(Permission::code).toList();
    }

    private static @Nullable String time(@Nullable Instant instant) {
      return instant == null ? null : InstantMicros.format(instant);
    }
  }

  /** An API key just made, with its text, which is shown only now. */
  @JsonPropertyOrder({"key", "apiKey"})
  @Schema(name = "NewApiKey")
  record NewApiKey(String key, ApiKey apiKey) {
    static NewApiKey of(IssuedCredential<ApiKeyEntity> issued) {
      return new NewApiKey(issued.secret().reveal(), ApiKey.of(issued.stored()));
    }

    @Override
    public String toString() {
      return apiKey.toString();
    }
  }

  /** A page of API keys; {@code nextCursor} is left out on the last one. */
  @JsonPropertyOrder({"items", "nextCursor", "count"})
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ApiKeyPage")
  record ApiKeyPage(List<ApiKey> items, @Nullable String nextCursor, int count) {}
}
