package dev.cartulary.identity.role;

import dev.cartulary.access.Permission;
import dev.cartulary.http.body.BodyFaults;
import dev.cartulary.http.body.BodyReader;
import dev.cartulary.http.body.JsonBody;
import dev.cartulary.identity.IdentityRules;
import dev.cartulary.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a role is to be.
 *
 * @param permissions at least one
 */
record RoleDraft(String name, String description, Set<Permission> permissions) {

  RoleDraft {
    permissions = Set.copyOf(permissions);
  }

  /** The body of a request. */
  @Schema(name = "RoleBody")
  @RegisterForReflection
  record Body(
      @Nullable String name, @Nullable String description, @Nullable List<String> permissions)
      implements JsonBody {

    private void check(BodyFaults faults, boolean named) {
      if (!named || faults.has("name")) {
        faults.required("name", name);
      }
      faults.check("name", name, IdentityRules::roleName);
      faults.check("description", description, IdentityRules::description);
      faults.required("permissions", permissions);
      faults.check("permissions", permissions, codes -> PermissionText.parse("permissions", codes));
    }
  }

  /**
   * Reads the body of a request.
   *
   * @param present the role's name where the body may leave it out; null where it may not
   * @throws ProblemException an invalid request that names every member that is wrong
   */
  static RoleDraft of(byte[] bytes, @Nullable String present) {
    Body body =
        BodyReader.read(bytes, Body.class, (read, faults) -> read.check(faults, present != null));
    return new RoleDraft(
        Objects.requireNonNullElse(body.name(), Objects.requireNonNullElse(present, "")),
        Objects.requireNonNullElse(body.description(), ""),
        PermissionText.parse(
            "permissions", Objects.requireNonNullElse(body.permissions(), List.of())));
  }
}
