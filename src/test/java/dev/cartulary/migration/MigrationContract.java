package dev.cartulary.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Await;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import dev.cartulary.testing.Troubleshooting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every engine's schema goes through, seen from outside. */
abstract class MigrationContract {

  private static final int LAST = SchemaSteps.expectedVersion();
  private static final SchemaStep NEWEST = SchemaSteps.step(LAST).orElseThrow();
  private static final int PROCESSES = 8;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  protected TestDatabase database;

  protected abstract TestEngine engine();

  @BeforeEach
  void createDatabase() {
    database = TestDatabase.create(engine());
  }

  @AfterEach
  void dropDatabase() {
    if (database != null) {
      database.close();
    }
  }

  @Test
  void downToNothingAndUpAgainGivesTheSameSchema() throws Exception {
    migrate(0, "up");
    List<String> first = catalogue();
    assertThat(first).anyMatch(line -> line.contains("metadata"));

    Program.Result down = migrate(0, "down", "--num-steps", "99", "--yes");
    assertThat(down.stdout())
        .contains(
            "Reverted " + NEWEST.title(),
            "Reverted 2 Create registry",
            "Schema version " + LAST + " -> 0");
    assertThat(catalogue()).allMatch(line -> line.contains(SchemaHistory.TABLE));

    Program.Result up = migrate(0, "up");
    assertThat(up.stdout()).contains("Applied  1 Create metadata", "Schema version 0 -> " + LAST);
    assertThat(catalogue()).isEqualTo(first);
    assertThat(migrate(0, "validate").stdout()).contains("as this program knows them");
    assertThat(migrate(0, "up").stdout()).contains("nothing to do");
  }

  @Test
  void eightProcessesAtOnceApplyEachStepOnceAndAllBecomeReady() throws Exception {
    List<Program> programs = new ArrayList<>();
    try {
      for (int i = 0; i < PROCESSES; i++) {
        programs.add(Program.startWithoutWaiting(Map.of("DATABASE_URL", database.url())));
      }
      // Eight at once take their time on a small machine, longer than one may.
      Await.until(
          LIMIT.multipliedBy(4),
          "all listen",
          () -> programs.stream().allMatch(it -> it.output().contains("Listening on")));
      programs.forEach(Program::awaitReady);

      assertThat(numbers("SELECT COUNT(*) FROM " + SchemaHistory.TABLE + " WHERE type = 'SQL'"))
          .containsExactly(SchemaSteps.ALL.size());
      for (SchemaStep step : SchemaSteps.ALL) {
        assertThat(programs)
            .filteredOn(program -> program.output().contains("Applied " + step.title()))
            .hasSize(1);
      }
    } finally {
      programs.forEach(Program::kill);
    }
  }

  @Test
  void aProcessKilledInTheMiddleOfAStepStopsNobody() throws Exception {
    try (HeldStep step = HeldStep.begin(database)) {
      step.kill();
      step.release();
    }

    migrate(0, "up");

    migrate(0, "status", "--exit-code");
    assertThat(catalogue()).isEqualTo(catalogueOfAnUndisturbedDatabase());
  }

  @Test
  void whileAnotherProcessMigratesStatusAndReadinessSaySoAndCommandsWait() throws Exception {
    try (HeldStep step = HeldStep.begin(database);
        Program server =
            Program.startListening(
                Map.of("DATABASE_URL", database.url(), "DB_AUTO_MIGRATE", "false"))) {
      assertThat(migrate(1, "status", "--exit-code").stdout())
          .contains("Another process is migrating", "Held by: ");
      assertThat(server.get("/q/health/ready").body()).contains("\"locked\"");

      Program.Result impatient =
          Program.run(
              Map.of("DATABASE_URL", database.url(), "DB_MIGRATION_LOCK_TIMEOUT", "100ms"),
              "migrate",
              "up");
      assertThat(impatient.exitCode()).isEqualTo(1);
      Troubleshooting.assertShown("another-process-is-migrating", impatient.stderr());

      step.release();
      assertThat(step.exitCode()).isZero();
      server.awaitReady();
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
    execute(
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
  void resetNeedsAYesAndLeavesTheTablesOfOthersAlone() throws Exception {
    execute("CREATE TABLE others (x INT)");
    execute("INSERT INTO others VALUES (7)");
    migrate(0, "up");
    List<String> before = catalogue();

    Program.Result refused = migrate(3, "reset");
    Troubleshooting.assertShown("a-command-wants-a-confirmation", refused.stderr());
    assertThat(migrate(3, "down").stderr()).contains("--yes");
    assertThat(migrate(0, "status").stdout()).contains("Applied: " + LAST + "  Pending: 0");

    putAnItem();
    migrate(0, "reset", "--yes");
    assertThat(catalogue()).isEqualTo(before);
    assertThat(numbers("SELECT COUNT(*) FROM metadata")).containsExactly(0);
    assertThat(numbers("SELECT x FROM others")).containsExactly(7);
  }

  @Test
  void dryRunsPrintTheSqlAndChangeNothing() throws Exception {
    Program.Result up = migrate(0, "up", "--dry-run");
    assertThat(up.stdout())
        .contains("-- Apply 1 Create metadata", "metadata (", "-- Apply 2 Create registry")
        .doesNotContain("${");
    assertThat(catalogue()).isEmpty();

    migrate(0, "up");
    List<String> before = catalogue();
    Program.Result down = migrate(0, "down", "--dry-run");
    assertThat(down.stdout()).contains("-- Revert " + NEWEST.title(), "DROP TABLE");
    assertThat(catalogue()).isEqualTo(before);
  }

  @Test
  void statusTellsEveryStepAndScriptsCanAskByExitCode() throws Exception {
    Program.Result empty = migrate(1, "status", "--exit-code");
    assertThat(empty.stdout())
        .contains("[ ] 1   Create metadata          pending", "Applied: 0  Pending: " + LAST);
    assertThat(migrate(1, "wait", "--timeout", "1s").stderr()).contains("Pending migrations");

    migrate(0, "up", "--num-steps", "1");
    applyAnotherBuildsStep();
    assertThat(migrate(1, "status", "--exit-code").stdout())
        .containsPattern("\\[X] 1   Create metadata +\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ")
        .contains("[ ] 2   Create registry          pending");

    migrate(0, "up");
    assertThat(migrate(0, "status", "--exit-code", "--output", "json").stdout())
        .contains("\"state\" : \"current\"", "\"pending\" : 0");
    migrate(0, "wait", "--timeout", "1s");
  }

  private void applyAnotherBuildsStep() throws SQLException {
    execute("UPDATE " + SchemaHistory.TABLE + " SET checksum = checksum + 1 WHERE version = '1'");
    Troubleshooting.assertShown(
        "applied-steps-differ-from-this-programs", migrate(1, "up").stderr());
    assertThat(migrate(0, "repair").stdout()).contains("took over the script of step 1");
  }

  @Test
  void stepsForwardAndBackKeepTheDataOfTheStepsBefore() throws Exception {
    migrate(0, "up", "--num-steps", "2");
    putAnItem();

    assertThat(migrate(0, "up").stdout()).contains("Schema version 2 -> " + LAST);
    assertThat(numbers("SELECT version FROM metadata")).containsExactly(1);
    assertThat(numbers("SELECT id FROM source_lock")).containsExactly(1);
    String later = String.valueOf(LAST - 2);
    assertThat(migrate(0, "down", "--num-steps", later, "--yes").stdout())
        .contains("Schema version " + LAST + " -> 2");
    assertThat(numbers("SELECT version FROM metadata")).containsExactly(1);
  }

  private void putAnItem() throws SQLException {
    execute(
        "INSERT INTO metadata"
            + " (id, owner, item_key, item_value, value_bytes, version, created_at, updated_at)"
            + " VALUES ('1', 'system:global', 'k', 'v', 1, 1, 1, 1)");
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
  void anUnknownNumberOfStepsIsAUsageError() {
    assertThat(migrate(2, "up", "--num-steps", "0").stderr()).contains("--num-steps");
    assertThat(migrate(2, "down", "--num-steps", "-1").stderr()).contains("--num-steps");
    assertThat(migrate(2, "wait", "--timeout", "soon").stderr()).contains("soon");
  }

  protected Program.Result migrate(int exitCode, String... arguments) {
    List<String> command = new ArrayList<>(List.of("migrate"));
    command.addAll(List.of(arguments));
    Program.Result result = Program.run(database, command.toArray(String[]::new));
    assertThat(result.exitCode())
        .as("%s\n%s\n%s", command, result.stdout(), result.stderr())
        .isEqualTo(exitCode);
    return result;
  }

  protected List<String> catalogue() throws SQLException {
    if (engine() == TestEngine.SQLITE && !Files.exists(database.file())) {
      return List.of();
    }
    try (Connection connection = database.connect()) {
      return Catalogue.of(connection, engine());
    }
  }

  protected List<String> catalogueOfAnUndisturbedDatabase() throws SQLException {
    try (TestDatabase fresh = TestDatabase.create(engine())) {
      assertThat(Program.run(fresh, "migrate", "up").exitCode()).isZero();
      try (Connection connection = fresh.connect()) {
        return Catalogue.of(connection, engine());
      }
    }
  }

  protected void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  protected List<Integer> numbers(String query) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      List<Integer> numbers = new ArrayList<>();
      while (row.next()) {
        numbers.add(row.getInt(1));
      }
      return numbers;
    }
  }

  protected void awaitReadinessSays(Program server, String... texts) {
    Await.until(
        LIMIT,
        "readiness says " + List.of(texts),
        () -> {
          String body = server.get("/q/health/ready").body();
          return List.of(texts).stream().allMatch(body::contains);
        });
  }
}
