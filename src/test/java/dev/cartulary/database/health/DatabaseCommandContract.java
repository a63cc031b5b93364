package dev.cartulary.database.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.cli.Invocation;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
    if (database.engine() == TestEngine.SQLITE) { // whose file must be there
      assertThat(Program.run(database, "migrate", "up").exitCode()).isZero();
    }
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
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    Invocation url =
        Invocation.of(
            List.of("database", "url"),
            Map.of("DATABASE_URL", database.url()),
            Program.emptyDirectory(),
            stream,
            stream);
    assertThat(url.exitCode()).hasValue(0);
    assertThat(printed.toString(StandardCharsets.UTF_8).strip()).isEqualTo(database.url("***"));
  }
}
