package dev.cartulary.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.testing.DatabaseContract;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.Sql;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import dev.cartulary.testing.Troubleshooting;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One user owns the tables, another one works with their rows. */
abstract class MigrationUserContract extends DatabaseContract {

  private String appUser;

  MigrationUserContract(TestEngine engine) {
    super(engine);
  }

  @BeforeEach
  void createTheUser() throws SQLException {
    appUser = "app of " + database.user();
    Sql.execute(
        database,
        engine == TestEngine.POSTGRESQL
            ? "CREATE ROLE \"" + appUser + "\" LOGIN PASSWORD 'row-worker'"
            : "CREATE USER '" + appUser + "'@'%' IDENTIFIED BY 'row-worker'");
  }

  @AfterEach
  void dropTheUser() throws SQLException {
    if (database == null) {
      return; // no server for this engine: the test was skipped
    }
    if (engine == TestEngine.POSTGRESQL) {
      Sql.execute(database, "DROP OWNED BY \"" + appUser + "\"");
      Sql.execute(database, "DROP ROLE \"" + appUser + "\"");
    } else {
      Sql.execute(database, "DROP USER '" + appUser + "'@'%'");
    }
  }

  @Test
  void theMigrationUserMigratesAndTheOtherOneGetsTheRowsAndNothingMore() throws Exception {
    letTheMigrationUserGrant();

    try (Program server = Program.start(environment())) {
      assertThat(server.get("/q/health/ready").body()).contains("\"current\"");
    }

    try (Connection app = connectAsApp();
        Statement statement = app.createStatement()) {
      statement.execute("DELETE FROM metadata");
      statement.executeQuery("SELECT version FROM " + SchemaHistory.TABLE).close();
      assertThatThrownBy(() -> statement.execute("DROP TABLE metadata"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> statement.execute("CREATE TABLE mine (x INT)"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> statement.execute("DELETE FROM " + SchemaHistory.TABLE))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void whatTheMigrationUserMayNotGrantIsNamedForAnAdministrator() {
    if (engine == TestEngine.POSTGRESQL) {
      return; // an owner may always grant there
    }
    Program.Result up = Program.run(environment(), "migrate", "up");

    assertThat(up.exitCode()).isZero();
    assertThat(up.stderr())
        .contains("Warning: ", "GRANT SELECT, INSERT, UPDATE, DELETE ON metadata TO");
    Troubleshooting.assertShown("the-migration-user-may-not-pass-rights-on", up.stderr());
  }

  @Test
  void aMigrationWithoutTheRightToCreateSaysWhatNamesTheGrant() throws SQLException {
    Sql.execute(
        database,
        engine == TestEngine.POSTGRESQL
            ? "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
            : "GRANT SELECT ON `"
                + database.name().replace("_", "\\_").replace("%", "\\%")
                + "`.* TO '"
                + appUser
                + "'@'%'");
    Map<String, String> asApp = environment();
    asApp.keySet().removeIf(setting -> setting.startsWith("DB_MIGRATION"));

    Program.Result up = Program.run(asApp, "migrate", "up");

    assertThat(up.exitCode()).isEqualTo(1);
    Troubleshooting.assertShown("a-migration-lacks-a-privilege", up.stderr());
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    String owner = encode(database.user()) + ":" + encode(TestDatabase.PASSWORD);
    environment.put("DATABASE_URL", database.url().replace(owner, encode(appUser) + ":row-worker"));
    environment.put("DB_MIGRATION_USER", database.user());
    environment.put("DB_MIGRATION_PASSWORD", TestDatabase.PASSWORD);
    return environment;
  }

  private void letTheMigrationUserGrant() throws SQLException {
    if (engine != TestEngine.POSTGRESQL) {
      String name = database.name().replace("_", "\\_").replace("%", "\\%");
      Sql.execute(
          database,
          "GRANT ALL PRIVILEGES ON `"
              + name
              + "`.* TO '"
              + database.user()
              + "'@'%' WITH GRANT OPTION");
    }
  }

  private Connection connectAsApp() throws SQLException {
    String address = database.server().host() + ":" + database.server().port();
    String url =
        engine == TestEngine.POSTGRESQL
            ? "jdbc:postgresql://" + address + "/" + encode(database.name())
            : "jdbc:mysql://"
                + address
                + "/"
                + encode(database.name())
                + "?sslMode=PREFERRED&allowPublicKeyRetrieval=true";
    return DriverManager.getConnection(url, appUser, "row-worker");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
