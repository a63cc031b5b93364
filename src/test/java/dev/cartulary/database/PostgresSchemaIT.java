package dev.cartulary.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.DatabaseContract;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestEngine;
import dev.cartulary.testing.Troubleshooting;
import dev.cartulary.testing.TwoUsers;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both users work in one schema, whatever their search_path is, or are told that they do not. */
class PostgresSchemaIT extends DatabaseContract {

  private static final String HIDDEN = "registry é\"x";
  private static final String HIDDEN_SQL = "\"registry é\"\"x\"";

  private TwoUsers users;
  private String app;
  private String migrator;

  PostgresSchemaIT() {
    super(TestEngine.POSTGRESQL);
  }

  @BeforeEach
  void createTheUsers() {
    users = new TwoUsers(database);
    app = users.sql(users.app());
    migrator = users.sql(users.migrator());
  }

  @AfterEach
  void dropTheUsers() throws SQLException {
    users.close();
  }

  @Test
  void aSchemaThatIsNamedLikeAUserHidesNothing() throws SQLException {
    roles(users.administrativeEnvironment());
    assertThat(run("migrate", "up").exitCode()).isZero();
    for (String user : new String[] {app, migrator}) {
      users.execute("CREATE SCHEMA " + user + " AUTHORIZATION " + user);
      users.execute("CREATE TABLE " + user + ".metadata (of_another_program INT)");
      users.execute("GRANT ALL ON " + user + ".metadata TO PUBLIC");
    }

    Program.Result check = run("database", "check");

    assertThat(check.stdout()).contains("schema:     public").contains("privileges: complete");
    assertThat(check.exitCode()).isZero();
    assertThat(run("migrate", "status").stdout()).contains("current");
    assertThat(run("metadata", "set", "system:global", "a", "1").exitCode()).isZero();
    assertThat(run("migrate", "reset", "--yes").exitCode()).isZero();
    assertThat(users.rows("SELECT count(*) FROM " + app + ".metadata")).containsExactly("0");
    try (Program server = Program.start(users.environment())) {
      assertThat(server.get("/v0.1/servers").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aSchemaThatOneOfThemDoesNotFindIsNamedAndTheSettingIsForBoth() throws SQLException {
    roles(users.administrativeEnvironment());
    users.execute("CREATE SCHEMA " + HIDDEN_SQL + " AUTHORIZATION " + migrator);
    users.execute("GRANT USAGE ON SCHEMA " + HIDDEN_SQL + " TO " + app);
    users.execute("ALTER ROLE " + migrator + " SET search_path = " + HIDDEN_SQL);

    Program.Result up = run("migrate", "up");
    Program.Result check = run("database", "check");

    assertThat(up.exitCode()).isZero();
    assertThat(up.stderr()).contains("set DB_SCHEMA to the one that is meant");
    assertThat(check.exitCode()).isEqualTo(1);
    Troubleshooting.assertShown("the-two-users-find-different-schemas", check.stdout());

    Map<String, String> both = new HashMap<>(users.environment());
    both.put("DB_SCHEMA", HIDDEN);
    Program.Result mended = Program.run(both, "database", "check");
    assertThat(mended.stdout()).contains("schema:     " + HIDDEN).contains("privileges: complete");
    assertThat(mended.exitCode()).isZero();
    assertThat(Program.run(both, "metadata", "set", "system:global", "a", "1").exitCode()).isZero();
  }

  @Test
  void theRolesAndTheTablesAreMadeInTheSchemaThatIsSet() throws SQLException {
    Map<String, String> administrative = new HashMap<>(users.administrativeEnvironment());
    administrative.put("DB_SCHEMA", HIDDEN);
    Map<String, String> both = new HashMap<>(users.environment());
    both.put("DB_SCHEMA", HIDDEN);

    roles(administrative);
    Program.Result up = Program.run(both, "migrate", "up");

    assertThat(up.stderr()).doesNotContain("Warning");
    assertThat(up.exitCode()).isZero();
    assertThat(users.rows("SELECT DISTINCT schemaname FROM pg_tables WHERE tablename = 'metadata'"))
        .containsExactly(HIDDEN);
    assertThat(Program.run(both, "database", "check").exitCode()).isZero();
  }

  @Test
  void aSchemaThatDoesNotExistIsRefusedBeforeAnythingIsMade() {
    roles(users.administrativeEnvironment());
    Map<String, String> both = new HashMap<>(users.environment());
    both.put("DB_SCHEMA", "nowhere");

    Program.Result up = Program.run(both, "migrate", "up");

    assertThat(up.exitCode()).isEqualTo(1);
    Troubleshooting.assertShown("there-is-no-schema-for-the-tables", up.stderr());
  }

  private static void roles(Map<String, String> environment) {
    assertThat(Program.run(environment, "database", "roles").exitCode()).isZero();
  }

  private Program.Result run(String... arguments) {
    return Program.run(users.environment(), arguments);
  }
}
