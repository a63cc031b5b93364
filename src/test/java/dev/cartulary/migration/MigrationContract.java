package dev.cartulary.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.database.Tables;
import dev.cartulary.testing.Await;
import dev.cartulary.testing.DatabaseContract;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.Sql;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import dev.cartulary.testing.Troubleshooting;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every engine's schema goes through, seen from outside. */
abstract class MigrationContract extends DatabaseContract {

  static final int LAST = SchemaSteps.expectedVersion();
  static final SchemaStep NEWEST = SchemaSteps.step(LAST).orElseThrow();
  private static final int PROCESSES = 8;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** What a schema looks like that nothing has disturbed; it costs a process to know. */
  private static final Map<TestEngine, List<String>> UNDISTURBED = new EnumMap<>(TestEngine.class);

  MigrationContract(TestEngine engine) {
    super(engine);
  }

  @Test
  void downToNothingAndUpAgainGivesTheSameSchemaAndDryRunsChangeNothing() throws Exception {
    assertThat(migrate(0, "up", "--dry-run").stdout())
        .contains("-- Apply 1 Create metadata", "metadata (", "-- Apply 2 Create registry")
        .doesNotContain("${");
    assertThat(catalogue()).isEmpty();

    migrate(0, "up");
    List<String> first = catalogue();
    assertThat(first).anyMatch(line -> line.contains("metadata"));
    assertThat(migrate(0, "down", "--dry-run").stdout())
        .contains("-- Revert " + NEWEST.title(), "DROP TABLE");
    assertThat(catalogue()).isEqualTo(first);

    Program.Result down = migrate(0, "down", "--num-steps", "99", "--yes");
    assertThat(down.stdout())
        .contains(
            "Reverted " + NEWEST.title(),
            "Reverted 2 Create registry",
            "Schema version " + LAST + " -> 0");
    assertThat(catalogue()).allMatch(line -> line.contains("cartulary_schema_"));

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
  void whileAnotherProcessMigratesOrRevertsStatusAndAnswersSaySo() throws Exception {
    try (HeldStep step = HeldStep.begin(database);
        Program server =
            Program.startListening(
                Map.of("DATABASE_URL", database.url(), "DB_AUTO_MIGRATE", "false"));
        Program waiting = Program.startListening(Map.of("DATABASE_URL", database.url()))) {
      assertThat(migrate(1, "status", "--exit-code").stdout())
          .contains("Another process is migrating", "Held by: ");
      assertThat(server.get("/q/health/ready").body()).contains("\"locked\"");
      awaitReadinessSays(waiting, "\"locked\"");

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
      waiting.awaitReady();

      // Nobody asks for readiness after this.
      migrate(0, "down", "--num-steps", "99", "--yes");
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> late = server.get("/v0.1/servers");
        assertThat(late.statusCode()).as(late.body()).isEqualTo(503);
        assertThat(late.body()).contains("\"schema_not_ready\"");
      }
    }
  }

  @Test
  void resetLeavesTheTablesOfOthersAlone() throws Exception {
    createForeign("others");
    migrate(0, "up");
    List<String> before = catalogue();
    putAnItem();

    migrate(0, "reset", "--yes");

    assertThat(catalogue()).isEqualTo(before);
    assertThat(numbers("SELECT COUNT(*) FROM metadata")).containsExactly(0);
    assertThat(numbers("SELECT x FROM others")).containsExactly(7);
  }

  @Test
  void tablesOfOthersWithOurNamesAreNeitherTakenOverNorDropped() throws Exception {
    for (String name : Tables.OURS) {
      createForeign(name);
    }
    List<String> before = catalogue();

    Program.Result up = migrate(1, "up");
    assertThat(up.stderr()).contains(Tables.OURS);
    Troubleshooting.assertShown("a-table-of-another-program", up.stderr());
    migrate(1, "up", "--dry-run");
    migrate(1, "reset", "--yes");
    migrate(0, "down", "--yes");
    migrate(0, "repair");
    try (Program server = Program.startListening(Map.of("DATABASE_URL", database.url()))) {
      awaitReadinessSays(server, "DOWN", "audit_log");
    }
    assertThat(catalogue()).isEqualTo(before);

    Sql.execute(database, "DROP TABLE metadata");
    migrate(0, "up", "--num-steps", "1");
    assertThat(migrate(1, "up").stderr()).contains("source_lock").doesNotContain("metadata,");
    migrate(1, "reset", "--yes");
    migrate(0, "status");
    assertThat(numbers("SELECT COUNT(*) FROM metadata")).containsExactly(0);
    migrate(0, "down", "--yes");
    for (String name : Tables.OURS.subList(1, Tables.OURS.size())) {
      assertThat(numbers("SELECT x FROM " + name)).as(name).containsExactly(7);
    }
  }

  private void createForeign(String name) throws SQLException {
    Sql.execute(database, "CREATE TABLE " + name + " (x INT)");
    Sql.execute(database, "INSERT INTO " + name + " VALUES (7)");
  }

  @Test
  void stepsForwardAndBackKeepTheDataOfTheStepsBefore() throws Exception {
    migrate(0, "up", "--num-steps", "2");
    putAnItem();
    applyAnotherBuildsStep();

    assertThat(migrate(0, "up").stdout()).contains("Schema version 2 -> " + LAST);
    assertThat(numbers("SELECT version FROM metadata")).containsExactly(1);
    assertThat(numbers("SELECT id FROM source_lock")).containsExactly(1);
    String later = String.valueOf(LAST - 2);
    assertThat(migrate(0, "down", "--num-steps", later, "--yes").stdout())
        .contains("Schema version " + LAST + " -> 2");
    assertThat(numbers("SELECT version FROM metadata")).containsExactly(1);
  }

  private void applyAnotherBuildsStep() throws SQLException {
    Sql.execute(
        database,
        "UPDATE " + SchemaHistory.TABLE + " SET checksum = checksum + 1 WHERE version = '1'");
    Troubleshooting.assertShown(
        "applied-steps-differ-from-this-programs", migrate(1, "up").stderr());
    assertThat(migrate(0, "repair").stdout()).contains("took over the script of step 1");
  }

  private void putAnItem() throws SQLException {
    Sql.execute(
        database,
        "INSERT INTO metadata"
            + " (id, owner, item_key, item_value, value_bytes, version, created_at, updated_at)"
            + " VALUES ('1', 'system:global', 'k', 'v', 1, 1, 1, 1)");
  }

  Program.Result migrate(int exitCode, String... arguments) {
    List<String> command = new ArrayList<>(List.of("migrate"));
    command.addAll(List.of(arguments));
    Program.Result result = Program.run(database, command.toArray(String[]::new));
    assertThat(result.exitCode())
        .as("%s\n%s\n%s", command, result.stdout(), result.stderr())
        .isEqualTo(exitCode);
    return result;
  }

  List<String> catalogue() throws SQLException {
    return database.engine() == TestEngine.SQLITE && !Files.exists(database.file())
        ? List.of()
        : catalogueOf(database);
  }

  List<String> catalogueOfAnUndisturbedDatabase() throws SQLException {
    List<String> known = UNDISTURBED.get(engine);
    if (known != null) {
      return known;
    }
    try (TestDatabase fresh = TestDatabase.create(engine)) {
      assertThat(Program.run(fresh, "migrate", "up").exitCode()).isZero();
      UNDISTURBED.put(engine, catalogueOf(fresh));
    }
    return UNDISTURBED.get(engine);
  }

  private static List<String> catalogueOf(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      return Catalogue.of(connection, database.engine());
    }
  }

  List<Integer> numbers(String query) throws SQLException {
    return Sql.rows(database, query).stream().map(row -> Integer.parseInt(row.get(0))).toList();
  }

  static void awaitReadinessSays(Program server, String... texts) {
    Await.until(
        LIMIT,
        "readiness says " + List.of(texts),
        () -> {
          String body = server.get("/q/health/ready").body();
          return List.of(texts).stream().allMatch(body::contains);
        });
  }
}
