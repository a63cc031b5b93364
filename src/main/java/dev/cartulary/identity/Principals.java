package dev.cartulary.identity;

import dev.cartulary.access.Permission;
import dev.cartulary.access.Principal;
import dev.cartulary.access.Principal.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What users may do. */
@ApplicationScoped
class Principals {

  private final UserRepository users;

  Principals(UserRepository users) {
    this.users = users;
  }

  /**
   * The user as a caller.
   *
   * @param kind by which credential
   * @param credentialId the credential's id
   * @param only the permissions that the credential is limited to; null where it is not
   */
  Principal of(UserEntity user, Kind kind, String credentialId, @Nullable Set<Permission> only) {
    Set<Permission> permissions = permissions(user.roleName());
    if (only != null) {
      permissions.retainAll(only);
    }
    return new Principal(
        kind,
        user.id(),
        user.username(),
        credentialId,
        Set.of(user.roleName()),
        users.teams(user.id()),
        permissions,
        Map.of(),
        List.of(),
        user.mustChangePassword());
  }

  /** What a role permits: nothing, where there is no such role. The set may be changed. */
  Set<Permission> permissions(String role) {
    EnumSet<Permission> permissions = EnumSet.noneOf(Permission.class);
    BuiltInRole.of(role)
        .ifPresentOrElse(
            builtIn -> permissions.addAll(builtIn.permissions()),
            () -> {
              String stored = users.permissions(role);
              permissions.addAll(stored == null ? Set.of() : PermissionText.read(stored));
            });
    return permissions;
  }
}
