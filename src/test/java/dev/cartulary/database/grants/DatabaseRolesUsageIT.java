package dev.cartulary.database.grants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Program;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Wrong uses of {@code database roles} are told before anything is connected to. */
class DatabaseRolesUsageIT {

  private static final Map<String, String> TWO_USERS =
      Map.of(
          "DATABASE_URL", "postgres://app:row-worker@127.0.0.1:1/registry",
          "DB_MIGRATION_USER", "migrator");

  @Test
  void sqliteHasNoUsers() {
    Program.Result result =
        Program.run(Map.of("DATABASE_URL", "sqlite::memory:"), "database", "roles", "--dry-run");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.stderr()).contains("SQLite has no users");
  }

  @Test
  void theTwoUsersAreTwoAndAnAdministratorIsNeeded() {
    Program.Result one =
        Program.run(TWO_USERS, "database", "roles", "--dry-run", "--migration-user", "app");
    assertThat(one.exitCode()).isEqualTo(2);
    assertThat(one.stderr()).contains("must be two");

    Program.Result nobody = Program.run(TWO_USERS, "database", "roles");
    assertThat(nobody.exitCode()).isEqualTo(2);
    assertThat(nobody.stderr()).contains("give --admin-url or set DB_ADMIN_URL");
  }

  @Test
  void theAdministratorsUrlNamesTheSameDatabase() {
    Map<String, String> environment = new HashMap<>(TWO_USERS);
    environment.put("DB_ADMIN_URL", "postgres://root:all-mighty@127.0.0.1:1/another");
    Program.Result result = Program.run(environment, "database", "roles");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.stderr())
        .contains("another database than the one in force")
        .doesNotContain("all-mighty")
        .doesNotContain("row-worker");
  }

  @Test
  void aServerThatIsAwayIsAFailure() {
    Map<String, String> environment = new HashMap<>(TWO_USERS);
    environment.put("DB_ADMIN_URL", "postgres://root:all-mighty@127.0.0.1:1/registry");
    Program.Result result = Program.run(environment, "database", "roles");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.stderr()).contains("127.0.0.1:1").doesNotContain("all-mighty");
  }
}
