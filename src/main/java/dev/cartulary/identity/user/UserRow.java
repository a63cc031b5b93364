package dev.cartulary.identity.user;

import dev.cartulary.access.Permission;
import dev.cartulary.access.Principal;
import dev.cartulary.access.Principal.Kind;
import dev.cartulary.identity.role.RolePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A user with the role and one of the teams, as the query of a credential reads them.
 *
 * @param rolePermissions of a custom role, as codes; null for a built-in one
 * @param team an id; null where the user is in no team
 */
public record UserRow(
    String id,
    String username,
    String role,
    boolean mustChangePassword,
    @Nullable String rolePermissions,
    @Nullable String team) {

  /** What a query selects for it, where {@code u} is the user. */
  public static final String COLUMNS =
      "u.id, u.username, u.roleName, u.mustChangePassword, r.permissions, m.teamId";

  /** What the query joins for that. */
  public static final String JOINS =
      "left join RoleEntity r on r.name = u.roleName left join TeamMemberEntity m on m.userId = u.id";

  /**
   * The user as a caller.
   *
   * @param rows of one user, one for each team; at least one
   * @param kind by which credential
   * @param credentialId the credential's id
   * @param only the permissions that the credential is limited to; null where it is not
   */
  public static Principal principal(
      List<UserRow> rows, Kind kind, String credentialId, @Nullable Set<Permission> only) {
    UserRow user = rows.get(0);
    EnumSet<Permission> permissions = EnumSet.noneOf(Permission.class);
    permissions.addAll(RolePermissions.of(user.role(), user.rolePermissions()));
    if (only != null) {
      permissions.retainAll(only);
    }
    return new Principal(
        kind,
        user.id(),
        user.username(),
        credentialId,
        Set.of(user.role()),
        rows.stream().map(UserRow::team).filter(Objects::nonNull).collect(Collectors.toSet()),
        permissions,
        Map.of(),
        List.of(),
        List.of(),
        user.mustChangePassword());
  }
}
