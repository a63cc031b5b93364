package dev.cartulary.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.database.url.Engine;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.Sql;
import dev.cartulary.testing.TestEngine;
import dev.cartulary.testing.Troubleshooting;
import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A failing step on engines that keep the half of it. */
abstract class MySqlFamilyMigrationContract extends MigrationContract {

  MySqlFamilyMigrationContract(TestEngine engine) {
    super(engine);
  }

  @Test
  void aStepThatFailsHalfWayIsNamedAndRepaired() throws Exception {
    breakStepTwo();

    Program.Result up = migrate(1, "up");
    assertThat(up.stderr()).contains("V2__Create_registry.sql");
    assertThat(migrate(1, "status", "--exit-code").stdout())
        .contains("[!] 2", "failed", "cartulary migrate repair");
    assertThat(migrate(1, "validate").stdout()).contains("2 Create registry");
    Troubleshooting.assertShown("a-migration-failed-half-way", migrate(1, "up").stderr());
    try (Program server = Program.startListening(Map.of("DATABASE_URL", database.url()))) {
      awaitReadinessSays(
          server, "DOWN", "\"failed\"", "V2__Create_registry.sql", "cartulary migrate repair");
      assertThat(server.get("/v0.1/servers").body()).contains("cartulary migrate repair");

      Sql.execute(database, "DROP TABLE source");
      assertThat(migrate(0, "repair").stdout()).contains("2 Create registry");
      migrate(0, "up");

      server.awaitReady();
    }
    assertThat(catalogue()).isEqualTo(catalogueOfAnUndisturbedDatabase());
  }

  @Test
  void resetMendsAFailedStepToo() throws Exception {
    breakStepTwo();
    migrate(1, "up");

    migrate(0, "reset", "--yes");

    migrate(0, "status", "--exit-code");
    assertThat(catalogue()).isEqualTo(catalogueOfAnUndisturbedDatabase());
  }

  @Test
  void aWayBackThatWasCutShortIsToldAndGoesOnInBothDirections() throws Exception {
    migrate(0, "up");
    failOnTheWayBack();

    assertThat(migrate(1, "status", "--exit-code").stdout())
        .contains("The way back of step " + NEWEST.title() + " was cut short");
    assertThat(migrate(0, "down", "--yes").stdout())
        .contains("Reverted " + NEWEST.title(), "Schema version " + (LAST - 1));

    migrate(0, "up");
    failOnTheWayBack();
    migrate(0, "up");

    migrate(0, "status", "--exit-code");
    assertThat(catalogue()).isEqualTo(catalogueOfAnUndisturbedDatabase());
  }

  /**
   * MySQL does not drop a table that another one refers to; the step's other tables are gone then.
   */
  private void failOnTheWayBack() throws Exception {
    Sql.execute(database, "CREATE TABLE others LIKE audit_pending");
    Sql.execute(database, "ALTER TABLE others ADD FOREIGN KEY (id) REFERENCES audit_pending (id)");
    migrate(1, "down", "--yes");
    Sql.execute(database, "DROP TABLE others");
  }

  /** As a process leaves it that was killed in the step, but with a table of another form. */
  private void breakStepTwo() throws Exception {
    try (Connection connection = database.connect()) {
      StepInHand.create(connection, Engine.MYSQL);
      new StepInHand(2, true).begin(connection, Engine.MYSQL);
    }
    // The step's foreign keys cannot refer to its key.
    Sql.execute(database, "CREATE TABLE source (id INT PRIMARY KEY)");
  }
}
