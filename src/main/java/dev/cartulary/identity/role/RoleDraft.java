package dev.cartulary.identity.role;

import dev.cartulary.access.Permission;
import dev.cartulary.http.body.JsonBody;
import dev.cartulary.identity.IdentityRules;
import dev.cartulary.problem.ProblemException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a role is to be.
 *
 * @param permissions at least one
 */
record RoleDraft(String name, String description, Set<Permission> permissions) {

  private static final String NAME = "name";
  private static final String DESCRIPTION = "description";
  private static final String PERMISSIONS = "permissions";

  RoleDraft {
    permissions = Set.copyOf(permissions);
  }

  /** The body of a request, for the API's description. */
  @Schema(name = "RoleBody")
  record Body(@Nullable String name, @Nullable String description, List<String> permissions) {}

  /**
   * Reads the body of a request.
   *
   * @param present the role's name where the body may leave it out; null where it may not
   * @throws ProblemException an invalid request that names every member that is wrong
   */
  static RoleDraft of(byte[] bytes, @Nullable String present) {
    JsonBody body = JsonBody.of(bytes, Set.of(NAME, DESCRIPTION, PERMISSIONS));
    String name = present == null || body.has(NAME) ? body.required(NAME) : present;
    if (!name.isEmpty()) {
      body.check(NAME, name, IdentityRules::roleName);
    }
    String description = body.text(DESCRIPTION).orElse("");
    body.check(DESCRIPTION, description, IdentityRules::description);
    Set<Permission> permissions = permissions(body);
    body.finish();
    return new RoleDraft(name, description, permissions);
  }

  private static Set<Permission> permissions(JsonBody body) {
    if (!body.has(PERMISSIONS)) {
      body.wrong(PERMISSIONS, "is missing");
    }
    EnumSet<Permission> permissions = EnumSet.noneOf(Permission.class);
    body.texts(PERMISSIONS)
        .ifPresent(codes -> {
          try {
            permissions.addAll(PermissionText.parse(PERMISSIONS, codes));
          } catch (ProblemException problem) {
            problem.errors().forEach(error -> body.wrong(error.field(), error.message()));
          }
        });
    return permissions;
  }
}
