package dev.cartulary.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Program;
import dev.cartulary.testing.Sql;
import dev.cartulary.testing.TestEngine;
import dev.cartulary.testing.Troubleshooting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Here alone is tested what the commands and the server say of a schema, once an engine has told
 * its version.
 */
class SqliteMigrationIT extends TransactionalMigrationContract {

  SqliteMigrationIT() {
    super(TestEngine.SQLITE);
  }

  @Test
  void theEmbeddedPolicyMigratesSqlite() {
    try (Program server =
        Program.start(Map.of("DATABASE_URL", database.url(), "DB_AUTO_MIGRATE", "embedded"))) {
      assertThat(server.get("/q/health/ready").body()).contains("\"current\"");
    }
  }

  @Test
  void aDatabaseInMemoryIsMigrated() {
    try (Program server = Program.start(Map.of("DATABASE_URL", "sqlite::memory:"))) {
      assertThat(server.get("/q/health/ready").body()).contains("\"current\"");
    }
  }

  @Test
  void behindWithoutAutoMigrationTheServerSaysWhatIsMissingAndRecovers() throws Exception {
    migrate(0, "up", "-n", "1");
    try (Program server =
        Program.startListening(
            Map.of("DATABASE_URL", database.url(), "DB_AUTO_MIGRATE", "false"))) {
      var ready = server.get("/q/health/ready");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body()).contains("\"behind\"", "2 Create registry", "cartulary migrate up");
      assertThat(server.get("/q/health/live").statusCode()).isEqualTo(200);
      assertThat(server.get("/v0.1/ping").statusCode()).isEqualTo(200);
      var refused = server.get("/v0.1/servers");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.body())
          .contains("schema_not_ready", "2 Create registry", "cartulary migrate up");
      Troubleshooting.assertShown("the-schema-is-behind", refused.body());

      migrate(0, "up");

      server.awaitReady();
      assertThat(server.get("/v0.1/servers").statusCode()).isNotEqualTo(503);
      assertThat(server.get("/q/metrics").body())
          .contains(
              "cartulary_schema_version_current " + LAST + ".0",
              "cartulary_migrations_pending 0.0");
    }
  }

  @Test
  void aSchemaOfANewerProgramIsServedWithAWarning() throws Exception {
    migrate(0, "up");
    Sql.execute(
        database,
        "INSERT INTO "
            + SchemaHistory.TABLE
            + " (installed_rank, version, description, type, script, checksum, installed_by,"
            + " execution_time, success)"
            + " VALUES (99, '99', 'Future step', 'SQL', 'V99__Future_step.sql', 1, 'x', 1, TRUE)");

    try (Program server = Program.start(database)) {
      String ready = server.get("/q/health/ready").body();
      assertThat(ready).contains("\"ahead\"", "99 Future step", "newer than");
      Troubleshooting.assertShown("the-schema-is-ahead", ready);
      assertThat(server.get("/v0.1/servers").statusCode()).isNotEqualTo(503);
    }
    assertThat(migrate(0, "status", "--exit-code").stdout()).contains("unknown to this program");
    Troubleshooting.assertShown(
        "only-a-newer-release-can-take-the-step-back", migrate(3, "down", "--yes").stderr());
    assertThat(migrate(3, "reset", "--yes").stderr()).contains("99 Future step");
    migrate(0, "repair");
    assertThat(migrate(0, "status").stdout()).contains("99");
  }

  @Test
  void whatDeletesDataNeedsAYes() {
    migrate(0, "up");
    Program.Result refused = migrate(3, "reset");
    Troubleshooting.assertShown("a-command-asks-for-a-confirmation", refused.stderr());
    assertThat(migrate(3, "down").stderr()).contains("--yes");
    assertThat(migrate(0, "status").stdout()).contains("Applied: " + LAST + "  Pending: 0");
  }

  @Test
  void statusTellsEveryStepAndScriptsCanAskByExitCode() throws Exception {
    assertThat(migrate(1, "status").stderr()).contains("There is no database file");
    assertThat(migrate(1, "wait", "--timeout", "1s").stderr()).contains("Pending migrations");
    Program.Result empty = migrate(1, "status", "--exit-code");
    assertThat(empty.stdout())
        .containsPattern("\\[ ] 1   Create metadata +pending")
        .contains("Applied: 0  Pending: " + LAST);

    migrate(0, "up", "--num-steps", "1");
    assertThat(migrate(1, "status", "--exit-code").stdout())
        .containsPattern("\\[X] 1   Create metadata +\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ")
        .containsPattern("\\[ ] 2   Create registry +pending");

    migrate(0, "up");
    assertThat(migrate(0, "status", "--exit-code", "--output", "json").stdout())
        .contains("\"state\" : \"current\"", "\"pending\" : 0");
    migrate(0, "wait", "--timeout", "1s");
  }

  @Test
  void theVerbsWorkAsAnOptionAndFromAFile() throws Exception {
    Path directory = Program.emptyDirectory();
    Files.writeString(
        directory.resolve("x.env"), "DATABASE_URL='" + database.url() + "'\nMIGRATE_COMMAND=up\n");
    Program.Result up = Program.run(directory, Map.of(), "--config", "x.env");
    assertThat(up.exitCode()).as(up.stderr()).isZero();
    assertThat(up.stdout()).contains("Schema version 0 -> " + LAST);

    Program.Result status = Program.run(database, "--migrate-command=status");
    assertThat(status.stdout()).contains("Applied: " + LAST + "  Pending: 0");
    assertThat(Program.run(database, "--migrate-command=reset").exitCode()).isEqualTo(3);
    assertThat(
            Program.run(Map.of("DATABASE_URL", database.url(), "MIGRATE_COMMAND", "reset"), "--yes")
                .exitCode())
        .isZero();
  }

  @Test
  void upWaitsForADatabaseNoLongerThanItIsTold() {
    String nobody = "postgres://ann:pw@127.0.0.1:1/registry";
    Program.Result result =
        Program.run(Map.of("DATABASE_URL", nobody), "migrate", "up", "--wait=0s");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.stderr()).contains("The database did not answer within 0s.");
    migrate(0, "up", "--wait");
  }

  @Test
  void anUnknownNumberOfStepsIsAUsageError() {
    assertThat(migrate(2, "up", "--num-steps", "0").stderr()).contains("--num-steps");
    assertThat(migrate(2, "down", "--num-steps", "-1").stderr()).contains("--num-steps");
    assertThat(migrate(2, "wait", "--timeout", "soon").stderr()).contains("soon");
  }
}
