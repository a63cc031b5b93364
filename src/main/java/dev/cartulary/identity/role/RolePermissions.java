package dev.cartulary.identity.role;

import dev.cartulary.access.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the roles permit. */
@ApplicationScoped
public class RolePermissions {

  private final RoleRepository roles;

  RolePermissions(RoleRepository roles) {
    this.roles = roles;
  }

  /** What the built-in or custom role permits; empty where there is no such role. */
  public Optional<Set<Permission>> of(String role) {
    return BuiltInRole.of(role)
        .map(BuiltInRole::permissions)
        .or(() -> roles.permissions(role).map(PermissionText::read));
  }

  /**
   * The same without a look at the database.
   *
   * @param stored the codes of a custom role; null where there is none of this name
   */
  public static Set<Permission> of(String role, @Nullable String stored) {
    return BuiltInRole.of(role)
        .map(BuiltInRole::permissions)
        .orElseGet(() -> stored == null ? Set.of() : PermissionText.read(stored));
  }
}
