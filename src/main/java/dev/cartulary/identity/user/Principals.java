package dev.cartulary.identity.user;

import dev.cartulary.access.Permission;
import dev.cartulary.access.Principal;
import dev.cartulary.access.Principal.Kind;
import dev.cartulary.identity.role.RolePermissions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Users as callers. */
@ApplicationScoped
public class Principals {

  private final UserRepository users;
  private final RolePermissions roles;

  Principals(UserRepository users, RolePermissions roles) {
    this.users = users;
    this.roles = roles;
  }

  /**
   * The user as a caller.
   *
   * @param kind by which credential
   * @param credentialId the credential's id
   * @param only the permissions that the credential is limited to; null where it is not
   */
  public Principal of(
      UserEntity user, Kind kind, String credentialId, @Nullable Set<Permission> only) {
    EnumSet<Permission> permissions = EnumSet.noneOf(Permission.class);
    roles.of(user.roleName()).ifPresent(permissions::addAll);
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
}
