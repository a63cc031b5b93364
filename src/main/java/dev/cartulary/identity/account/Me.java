package dev.cartulary.identity.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.cartulary.access.Principal;
import dev.cartulary.identity.role.PermissionText;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

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
