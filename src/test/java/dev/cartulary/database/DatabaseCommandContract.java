package dev.cartulary.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code cartulary database check} and {@code database url} on each engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DatabaseCommandContract {

  TestDatabase database;

  abstract TestEngine engine();

  /** How the product names itself. */
  abstract String productName();

  @BeforeAll
  void createDatabase() {
    database = TestDatabase.create(engine());
  }

  @AfterAll
  void dropDatabase() {
    if (database != null) {
      database.close();
    }
  }

  @Test
  void checkPrintsEngineVersionTlsPrivilegesAndLatency() {
    Program.Result result = Program.run(database, "database", "check");
    assertThat(result.stdout())
        .contains("engine:     " + productName())
        .containsPattern("version:    \\d+")
        .contains("tls:")
        .contains("privileges: complete")
        .containsPattern("latency:    \\d+ µs");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void urlPrintsTheUrlInForceWithThePasswordMasked() {
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

  @Test
  void theServerStartsAndServesOnThisEngine() {
    try (Program program = Program.start(Map.of("DATABASE_URL", database.url()))) {
      assertThat(program.get("/q/health/ready").body())
          .contains("\"pool\"")
          .contains("\"migrations\"")
          .contains("\"sources\"")
          .contains("\"max\": 10");
      assertThat(program.get("/q/health/live").statusCode()).isEqualTo(200);
      assertThat(program.get("/q/health/started").statusCode()).isEqualTo(200);
      assertThat(program.stop()).isZero();
    }
  }
}
