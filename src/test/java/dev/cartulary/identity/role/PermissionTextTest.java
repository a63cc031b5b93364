package dev.cartulary.identity.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.access.Permission;
import dev.cartulary.problem.ProblemException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Permissions as rows and requests write them, and what roles permit. */
class PermissionTextTest {

  @Test
  void whatARowHoldsIsReadAsItWasStored() {
    Set<Permission> permissions = Set.of(Permission.USERS_MANAGE, Permission.METADATA_OWN);
    assertThat(PermissionText.read(PermissionText.stored(permissions))).isEqualTo(permissions);
  }

  @Test
  void aPermissionOfANewerVersionIsLeftOut() {
    assertThat(PermissionText.read("users:manage moon:visit"))
        .containsExactly(Permission.USERS_MANAGE);
  }

  @Test
  void aRequestMustNamePermissionsThatExist() {
    assertThat(PermissionText.parse("permissions", List.of("users:manage")))
        .containsExactly(Permission.USERS_MANAGE);
    assertThatThrownBy(
            () -> PermissionText.parse("permissions", List.of("users:manage", "moon:visit")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.errors().get(0).field()).isEqualTo("permissions[1]"));
    assertThatThrownBy(() -> PermissionText.parse("permissions", List.of()))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void aBuiltInRolePermitsTheSameWhateverIsStored() {
    assertThat(RolePermissions.of("admin", "users:manage"))
        .containsExactlyInAnyOrder(Permission.values());
    assertThat(RolePermissions.of("auditor", "audit:read")).containsExactly(Permission.AUDIT_READ);
    assertThat(RolePermissions.of("nobody", null)).isEmpty();
  }
}
