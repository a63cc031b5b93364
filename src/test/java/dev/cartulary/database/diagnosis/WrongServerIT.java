package dev.cartulary.database.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import dev.cartulary.testing.Troubleshooting;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The connected product is checked against what the URL claims. */
class WrongServerIT {

  @Test
  void aMariaDbServerBehindAPostgresUrlIsRefusedInOneSentence() {
    try (TestDatabase mariaDb = TestDatabase.create(TestEngine.MARIADB)) {
      String url = mariaDb.url().replace("mysql://", "postgres://");
      assertRefused(
          Program.run(Map.of("DATABASE_URL", url)),
          "DATABASE_URL says PostgreSQL, but a MySQL server answered at 127.0.0.1:"
              + mariaDb.server().port()
              + ": correct the scheme or the port in DATABASE_URL.");
    }
  }

  @Test
  void aPostgresServerBehindAMySqlUrlIsRefusedInOneSentence() {
    try (TestDatabase postgres = TestDatabase.create(TestEngine.POSTGRESQL)) {
      String url = postgres.url().replace("postgres://", "mysql://");
      assertRefused(
          Program.run(Map.of("DATABASE_URL", url, "DB_CONNECT_TIMEOUT", "2s")),
          "DATABASE_URL says MySQL, but a PostgreSQL server answered at localhost:"
              + postgres.server().port()
              + ": correct the scheme or the port in DATABASE_URL.");
    }
  }

  @Test
  void everyCommandSaysWhatTheCheckSays() {
    try (TestDatabase postgres = TestDatabase.create(TestEngine.POSTGRESQL)) {
      String url = postgres.url().replace("postgres://", "mysql://");
      for (String command : List.of("database check", "migrate status", "user list")) {
        Program.Result result = Program.run(Map.of("DATABASE_URL", url), command.split(" "));
        assertThat(result.stdout() + result.stderr())
            .contains("DATABASE_URL says MySQL, but a PostgreSQL server answered at localhost:");
        assertThat(result.exitCode()).as(command).isEqualTo(2);
      }
    }
    Map<String, String> nobody =
        Map.of("DB_HOST", "127.0.0.1", "DB_PORT", "1", "DB_USER", "jane", "DB_NAME", "registry");
    for (String command :
        List.of("migrate up", "audit verify", "key status", "metadata list system:global")) {
      Program.Result result = Program.run(nobody, command.split(" "));
      assertThat(result.stderr())
          .contains("Nothing accepts connections at 127.0.0.1:1.")
          .contains("are DB_HOST and DB_PORT right?");
      assertThat(result.exitCode()).as(command).isEqualTo(1);
    }
  }

  @Test
  void aUserWithoutAPasswordIsNamedWithThePlacesThatWereLookedIn() {
    for (TestEngine engine : List.of(TestEngine.POSTGRESQL, TestEngine.MARIADB)) {
      try (TestDatabase database = TestDatabase.create(engine)) {
        Map<String, String> environment =
            Map.of(
                "DATABASE_URL", database.url("").replace(":@", "@"), "PGPASSFILE", "no-such-file");
        for (String command : List.of("database check", "migrate status")) {
          Program.Result result = Program.run(environment, command.split(" "));
          assertThat(result.stdout() + result.stderr())
              .contains("asks for a password, and none is known for the user " + database.user())
              .contains("DB_PASSWORD, DB_PASSWORD_FILE, DB_PASSWORD_COMMAND (not set)");
          assertThat(result.exitCode()).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void aWrongPasswordIsNamedByTheCheckAndNotPrinted() {
    for (TestEngine engine : List.of(TestEngine.POSTGRESQL, TestEngine.MARIADB)) {
      try (TestDatabase database = TestDatabase.create(engine)) {
        String url = database.url("wrong-pass-word");
        Program.Result result = Program.run(Map.of("DATABASE_URL", url), "database", "check");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stdout())
            .contains("failed:     The server at ")
            .contains("refuses the login: ")
            .contains(database.user())
            .contains("Check the user and the password");
        Troubleshooting.assertShown("the-server-refuses-the-login", result.stdout());
        assertThat(result.stdout() + result.stderr()).doesNotContain("wrong-pass-word");
      }
    }
  }

  @Test
  void aDatabaseThatIsNotThereIsNamedWithTheStatementThatCreatesIt() {
    for (TestEngine engine : List.of(TestEngine.POSTGRESQL, TestEngine.MARIADB)) {
      try (TestDatabase database = TestDatabase.create(engine)) {
        String url = database.administratorUrl();
        String other = url.substring(0, url.lastIndexOf('/') + 1) + "no-such";
        Program.Result result = Program.run(Map.of("DATABASE_URL", other), "database", "check");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stdout())
            .contains("failed:     There is no database no-such at ")
            .contains(
                "CREATE DATABASE " + (engine == TestEngine.POSTGRESQL ? "\"" : "`") + "no-such");
        Troubleshooting.assertShown("there-is-no-such-database", result.stdout());
      }
    }
  }

  @Test
  void anAddressWhereNobodyListensIsNamed() {
    for (String scheme : List.of("postgres", "mysql")) {
      String url = scheme + "://jane@127.0.0.1:1/registry";
      Program.Result result = Program.run(Map.of("DATABASE_URL", url), "database", "check");
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.stdout())
          .contains("failed:     Nothing accepts connections at 127.0.0.1:1.");
      Troubleshooting.assertShown("nothing-listens-at-the-databases-address", result.stdout());
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() throws Exception {
    try (TestDatabase sqlite = TestDatabase.create(TestEngine.SQLITE)) {
      Files.writeString(sqlite.file(), "this is a diary, not a database\n".repeat(99));
      Program.Result result = Program.run(sqlite, "database", "check");
      assertThat(result.exitCode()).isEqualTo(1);
      Troubleshooting.assertShown("the-file-is-not-a-sqlite-database", result.stdout());
      assertThat(Files.readString(sqlite.file())).startsWith("this is a diary");
    }
  }

  @Test
  void aHostThatNobodyKnowsIsNamed() {
    Program.Result result =
        Program.run(
            Map.of("DATABASE_URL", "postgres://jane@no-such-host.invalid/registry"),
            "database",
            "check");
    assertThat(result.exitCode()).isEqualTo(1);
    Troubleshooting.assertShown("the-host-is-not-known", result.stdout());
  }

  private static void assertRefused(Program.Result result, String sentence) {
    assertThat(result.stderr()).contains("cartulary: " + sentence);
    Troubleshooting.assertShown("the-server-is-another-product", result.stderr());
    assertThat(result.exitCode()).isEqualTo(2);
  }
}
