package dev.cartulary.database.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestEngine;
import org.junit.jupiter.api.Test;

class SqliteDatabaseCommandIT extends DatabaseCommandContract {

  @Override
  TestEngine engine() {
    return TestEngine.SQLITE;
  }

  @Override
  String productName() {
    return "SQLite";
  }

  /** Here alone as a process: the engines differ in their URLs only. */
  @Test
  void aProcessPrintsTheUrlInForce() {
    Program.Result result = Program.run(database, "database", "url");
    assertThat(result.exitCode()).isZero();
    assertThat(result.stdout().strip()).isEqualTo(database.url("***"));
  }

  @Test
  void configShowNamesOriginsAndHidesTheSecret() {
    Program.Result result = Program.run(database, "config", "show", "--port=9999");
    assertThat(result.exitCode()).isZero();
    assertThat(result.stdout())
        .containsPattern("PORT +=\\s9999 +\\(flag --port\\)")
        .containsPattern("DATABASE_URL +=.*\\(environment");
  }
}
