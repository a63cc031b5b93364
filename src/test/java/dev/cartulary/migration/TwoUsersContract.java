package dev.cartulary.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.testing.Await;
import dev.cartulary.testing.DatabaseContract;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import dev.cartulary.testing.TwoUsers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code database roles}, and the two users that it makes at work. */
abstract class TwoUsersContract extends DatabaseContract {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  TwoUsers users;

  TwoUsersContract(TestEngine engine) {
    super(engine);
  }

  @BeforeEach
  void nameTheUsers() {
    users = new TwoUsers(database);
  }

  @AfterEach
  void dropTheUsers() throws SQLException {
    if (database != null) { // else there is no server for this engine
      users.close();
    }
  }

  @Test
  void theUsersAreMadeAndEachDoesItsOwnWorkAndNothingElse() throws Exception {
    Program.Result roles = Program.run(users.administrativeEnvironment(), "database", "roles");
    assertThat(roles.exitCode()).as(roles.stderr()).isZero();
    assertThat(roles.stdout())
        .contains("created: " + users.sql(users.migrator()))
        .contains("created: " + users.sql(users.app()));

    migrateInTwoSteps();
    assertThat(rightsOf(users.app())).isEqualTo(rowsOfOurTables());
    assertThatTheAppUserWorksWithRowsOnly();
    serveWhileTheMigrationUserIsLockedOut();
    runAgain();
  }

  /** The second step makes tables that were not there when the users were made. */
  private void migrateInTwoSteps() throws SQLException {
    try (HeldStep step = HeldStep.begin(database, users.environment())) {
      assertThat(sessionsOf(users.migrator())).isPositive();
      assertThat(sessionsOf(users.app())).isZero();
      step.release();
      assertThat(step.exitCode()).isZero();
    }
    awaitNoSession(users.migrator());
  }

  private void assertThatTheAppUserWorksWithRowsOnly() throws SQLException {
    try (Connection app = database.connect(users.app(), TestDatabase.PASSWORD);
        Statement statement = app.createStatement()) {
      for (String ddl :
          List.of(
              "CREATE TABLE mine (x INT)",
              "ALTER TABLE entry ADD COLUMN x INT",
              "CREATE INDEX mine ON entry (status)",
              "TRUNCATE TABLE entry",
              "DROP TABLE entry",
              "ALTER TABLE metadata ADD COLUMN x INT",
              "DROP TABLE metadata",
              "DELETE FROM " + SchemaHistory.TABLE)) {
        assertThatThrownBy(() -> statement.execute(ddl)).as(ddl).isInstanceOf(SQLException.class);
      }
      for (String table : TwoUsers.TABLES) {
        statement.executeQuery("SELECT COUNT(*) FROM " + table).close();
        statement.executeUpdate("DELETE FROM " + table + " WHERE 1 = 0");
      }
      assertThat(statement.executeUpdate("INSERT INTO source_lock (id, taken) VALUES (7, 0)"))
          .isOne();
      assertThat(statement.executeUpdate("UPDATE source_lock SET taken = 1 WHERE id = 7")).isOne();
      assertThat(statement.executeUpdate("DELETE FROM source_lock WHERE id = 7")).isOne();
    }
  }

  private void serveWhileTheMigrationUserIsLockedOut() throws SQLException {
    boolean postgresql = engine == TestEngine.POSTGRESQL;
    String migrator = users.sql(users.migrator());
    users.execute(
        postgresql ? "ALTER ROLE " + migrator + " NOLOGIN" : lockOf(migrator, " ACCOUNT LOCK"));
    try (Program server = Program.start(users.environment())) {
      assertThat(server.get("/v0.1/servers").statusCode()).isEqualTo(200);
      assertThat(server.get("/q/health/ready").statusCode()).isEqualTo(200);
      assertThat(sessionsOf(users.app())).isPositive();
      assertThat(sessionsOf(users.migrator())).isZero();
    }
    users.execute(
        postgresql ? "ALTER ROLE " + migrator + " LOGIN" : lockOf(migrator, " ACCOUNT UNLOCK"));
  }

  private static String lockOf(String account, String lock) {
    return "ALTER USER " + account + lock;
  }

  private void runAgain() throws SQLException {
    Map<String, String> environment = users.administrativeEnvironment();
    environment.put("DATABASE_URL", database.url(users.app(), "another-password"));
    Map<String, List<String>> before = everythingGranted();

    Program.Result again = Program.run(environment, "database", "roles");

    assertThat(again.exitCode()).as(again.stderr()).isZero();
    assertThat(again.stdout()).contains("kept:    ").doesNotContain("created");
    assertThat(everythingGranted()).isEqualTo(before);

    Program.Result set = Program.run(environment, "database", "roles", "--set-passwords");
    assertThat(set.exitCode()).as(set.stderr()).isZero();
    assertThat(set.stdout() + set.stderr()).doesNotContain("another-password");
    database.connect(users.app(), "another-password").close();
    assertThatThrownBy(() -> database.connect(users.app(), TestDatabase.PASSWORD))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void aDryRunPrintsStatementsThatAnAdministratorCanRun() throws Exception {
    Program.Result dry = Program.run(users.environment(), "database", "roles", "--dry-run");
    assertThat(dry.exitCode()).as(dry.stderr()).isZero();
    assertThat(rightsOf(users.app())).isEmpty();

    String statements = dry.stdout().replaceAll("(?m)^--.*\\R", "");
    for (String statement : statements.strip().split(";\\R?", 0)) {
      users.execute(statement);
    }
    for (String user : List.of(users.app(), users.migrator())) {
      users.execute(
          engine == TestEngine.POSTGRESQL
              ? "ALTER ROLE " + users.sql(user) + " PASSWORD " + users.text(TestDatabase.PASSWORD)
              : "ALTER USER "
                  + users.sql(user)
                  + " IDENTIFIED BY "
                  + users.text(TestDatabase.PASSWORD));
    }

    assertThat(Program.run(users.environment(), "migrate", "up").exitCode()).isZero();
    assertThat(rightsOf(users.app())).isEqualTo(rowsOfOurTables());
  }

  /** The one user of a schema becomes the user that serves requests. */
  @Test
  void aSchemaOfOneUserIsHandedOver() throws Exception {
    assertThat(Program.run(database, "migrate", "up").exitCode()).isZero();
    Program.run(database, "metadata", "set", "system:global", "kept", "through the handover");
    Map<String, String> environment = users.administrativeEnvironment();
    environment.put("DATABASE_URL", database.url());

    Program.Result roles = Program.run(environment, "database", "roles");

    assertThat(roles.exitCode()).as(roles.stderr()).isZero();
    assertThat(roles.stdout())
        .contains("created: " + users.sql(users.migrator()))
        .contains("kept:    " + users.sql(database.user()));
    assertThat(toTakeAway(roles)).as(roles.stdout() + roles.stderr()).isNotEmpty();
    for (String statement : toTakeAway(roles)) {
      users.execute(statement);
    }
    Program.Result again = Program.run(environment, "database", "roles");
    assertThat(toTakeAway(again)).as(again.stdout() + again.stderr()).isEmpty();

    assertThatNoSchemaChangeIsPossible(database.user());
    assertThat(Program.run(environment, "database", "check").exitCode()).isZero();
    assertThat(Program.run(environment, "metadata", "get", "system:global", "kept").stdout())
        .isEqualTo("through the handover" + System.lineSeparator());
    assertThat(Program.run(environment, "migrate", "reset", "--yes").exitCode()).isZero();
    assertThat(rightsOf(database.user())).containsAllEntriesOf(rowsOfOurTables());
  }

  /** The statements of the warnings; each takes away a right that is too much. */
  private static List<String> toTakeAway(Program.Result roles) {
    return (roles.stdout() + roles.stderr())
        .lines()
        .filter(line -> line.contains("Unless something else needs that, run: "))
        .map(line -> line.substring(line.indexOf(" run: ") + " run: ".length()))
        .toList();
  }

  private void assertThatNoSchemaChangeIsPossible(String user) throws SQLException {
    try (Connection connection = database.connect(user, TestDatabase.PASSWORD);
        Statement statement = connection.createStatement()) {
      for (String ddl : List.of("CREATE TABLE mine (x INT)", "DROP TABLE entry")) {
        assertThatThrownBy(() -> statement.execute(ddl)).as(ddl).isInstanceOf(SQLException.class);
      }
    }
  }

  private static Map<String, List<String>> rowsOfOurTables() {
    Map<String, List<String>> rights = new TreeMap<>();
    TwoUsers.TABLES.forEach(
        table -> rights.put(table, List.of("DELETE", "INSERT", "SELECT", "UPDATE")));
    rights.put(SchemaHistory.TABLE, List.of("SELECT"));
    return rights;
  }

  /** By table; anything wider than a table would be an entry of its own. */
  private Map<String, List<String>> rightsOf(String user) throws SQLException {
    String query =
        engine == TestEngine.POSTGRESQL
            ? "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
                + " WHERE grantee = "
                + users.text(user)
            : ("SELECT table_name, privilege_type FROM information_schema.table_privileges"
                    + " WHERE grantee = G UNION ALL SELECT 'the database', privilege_type"
                    + " FROM information_schema.schema_privileges WHERE grantee = G"
                    + " UNION ALL SELECT 'the server', privilege_type"
                    + " FROM information_schema.user_privileges WHERE grantee = G"
                    + " AND privilege_type <> 'USAGE'")
                .replace("= G", "= " + users.text("'" + user + "'@'%'"));
    Map<String, List<String>> rights = new TreeMap<>();
    for (String row : users.rows(query)) {
      String[] columns = row.split(" \\| ", 2);
      rights.computeIfAbsent(columns[0], table -> new ArrayList<>()).add(columns[1]);
    }
    rights.values().forEach(privileges -> privileges.sort(null));
    return rights;
  }

  private Map<String, List<String>> everythingGranted() throws SQLException {
    Map<String, List<String>> granted = new TreeMap<>();
    for (String user : List.of(users.app(), users.migrator())) {
      granted.put(
          user,
          users.rows(
              engine == TestEngine.POSTGRESQL
                  ? "SELECT * FROM pg_authid WHERE rolname = " + users.text(user)
                  : "SHOW CREATE USER " + users.sql(user)));
      if (engine != TestEngine.POSTGRESQL) {
        granted.put("grants of " + user, users.rows("SHOW GRANTS FOR " + users.sql(user)));
      }
    }
    if (engine == TestEngine.POSTGRESQL) {
      granted.put(
          "tables",
          users.rows(
              "SELECT relname, relowner, relacl FROM pg_class WHERE relkind = 'r'"
                  + " AND relnamespace = 'public'::regnamespace ORDER BY relname"));
      granted.put("schemas", users.rows("SELECT nspname, nspacl FROM pg_namespace ORDER BY 1"));
      granted.put(
          "database",
          users.rows("SELECT datacl FROM pg_database WHERE datname = current_database()"));
    }
    return granted;
  }

  private void awaitNoSession(String user) {
    Await.until(
        LIMIT,
        "no session of " + user,
        () -> {
          try {
            return sessionsOf(user) == 0;
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private int sessionsOf(String user) throws SQLException {
    return users
        .rows(
            engine == TestEngine.POSTGRESQL
                ? "SELECT pid FROM pg_stat_activity WHERE usename = " + users.text(user)
                : "SELECT id FROM information_schema.processlist WHERE user = " + users.text(user))
        .size();
  }
}
