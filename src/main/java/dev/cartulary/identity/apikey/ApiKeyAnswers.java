package dev.cartulary.identity.apikey;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.cartulary.access.Permission;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.identity.IssuedCredential;
import dev.cartulary.identity.role.PermissionText;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What requests about API keys are answered with. */
final class ApiKeyAnswers {

  private ApiKeyAnswers() {}

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
}
