package dev.cartulary.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.access.Permission;
import dev.cartulary.identity.role.BuiltInRole;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Keeps docs/permissions.md true; RouteWalkContract holds its table of operations. */
class PermissionsPageTest {

  @Test
  void thePageHasTheRowOfEveryPermissionInTheirOrderAndNoOther() {
    assertThat(PermissionsPage.text().lines())
        .filteredOn(line -> line.matches("\\| `[a-z-]+:[a-z-]+` \\|.*"))
        .containsExactlyElementsOf(
            Arrays.stream(Permission.values()).map(PermissionsPage::row).toList());
  }

  @Test
  void thePageHasTheRowOfEveryBuiltInRole() {
    for (BuiltInRole role : BuiltInRole.values()) {
      assertThat(PermissionsPage.text())
          .contains("| `" + role.word() + "` | " + role.description() + " |");
    }
  }

  @Test
  void everyOperationOfThePageHasARuleThatTestsCanRead() {
    assertThat(PermissionsPage.rules()).isNotEmpty();
  }
}
