package dev.cartulary.identity.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.access.Permission;
import dev.cartulary.access.Principal;
import dev.cartulary.access.Principal.Kind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the rows of a credential's query say about its caller. */
class UserRowTest {

  private static UserRow row(String role, @Nullable String permissions, @Nullable String team) {
    return new UserRow("id", "jane", role, false, permissions, team);
  }

  @Test
  void eachRowAddsATeam() {
    Principal principal =
        UserRow.principal(
            List.of(row("user", null, "red"), row("user", null, "blue")),
            Kind.SESSION,
            "session",
            null);
    assertThat(principal.teams()).containsExactlyInAnyOrder("red", "blue");
    assertThat(principal.name()).isEqualTo("jane");
    assertThat(principal.credentialId()).isEqualTo("session");
    assertThat(principal.roles()).containsExactly("user");
  }

  @Test
  void oneRowWithoutATeamIsAUserInNoTeam() {
    assertThat(
            UserRow.principal(List.of(row("user", null, null)), Kind.SESSION, "session", null)
                .teams())
        .isEmpty();
  }

  @Test
  void aCustomRolePermitsWhatItsRowHolds() {
    Principal principal =
        UserRow.principal(
            List.of(row("auditor", "audit:read users:manage", null)), Kind.SESSION, "id", null);
    assertThat(principal.permissions())
        .containsExactlyInAnyOrder(Permission.AUDIT_READ, Permission.USERS_MANAGE);
  }

  @Test
  void aRoleThatIsGonePermitsNothing() {
    assertThat(
            UserRow.principal(List.of(row("gone", null, null)), Kind.SESSION, "id", null)
                .permissions())
        .isEmpty();
  }

  @Test
  void aLimitedKeyMayDoNoMoreThanItsLimitAndItsOwner() {
    Principal principal =
        UserRow.principal(
            List.of(row("user", null, null)),
            Kind.API_KEY,
            "key",
            Set.of(Permission.METADATA_OWN, Permission.USERS_MANAGE));
    assertThat(principal.permissions()).containsExactly(Permission.METADATA_OWN);
  }
}
