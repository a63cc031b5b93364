package dev.cartulary.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.PgBouncer;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.Sql;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import dev.cartulary.testing.Troubleshooting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL behind PgBouncer in transaction mode. */
class PgBouncerIT {

  private static final String ITEMS = "/v1/metadata/system:global/";
  private static final String READY = "/q/health/ready";
  private static final int CLIENTS = 16;
  private static final int WRITES_EACH = 32;
  private static final int READS_AFTER_EACH = 4;

  private TestDatabase database;
  private PgBouncer pooler;

  @BeforeEach
  void start() {
    database = TestDatabase.create(TestEngine.POSTGRESQL);
    pooler = PgBouncer.before(database);
  }

  @AfterEach
  void stop() {
    if (pooler != null) {
      pooler.close();
    }
    database.close();
  }

  @Test
  void isRecognisedAndNoRequestFails() throws Exception {
    Map<String, String> environment = Map.of("DATABASE_URL", pooler.url(database));
    assertThat(Program.run(environment, "migrate", "up").exitCode()).isZero();
    assertThat(locks()).isZero();
    assertThat(Program.run(environment, "database", "check").stdout())
        .contains("pooler:     in transaction mode");
    try (Program program = Program.start(environment)) {
      Troubleshooting.assertShown("a-pooler-in-transaction-mode", program.output());
      assertThat(program.get(READY).body()).contains("\"pooler\"", "in transaction mode");
      assertThat(failures(program)).isEmpty();
      assertThat(program.output()).doesNotContain("prepared statement \"");
    }
    assertThat(locks()).isZero();
  }

  @Test
  void isUsedWithoutAWordWhereTheUrlNamesIt() throws Exception {
    for (String parameter : List.of("pgbouncer=true", "prepareThreshold=0")) {
      String url = pooler.url(database) + "?" + parameter;
      try (Program program = Program.start(Map.of("DATABASE_URL", url))) {
        assertThat(program.send("PUT", ITEMS + "a", "{\"value\":\"x\"}").statusCode())
            .isBetween(200, 201);
        assertThat(program.output()).doesNotContain("pooler");
        assertThat(program.get(READY).body()).doesNotContain("\"pooler\"");
      }
    }
  }

  /** Every answer that is not a success. */
  private static List<String> failures(Program program) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Callable<List<String>>> work =
          IntStream.range(0, CLIENTS).mapToObj(i -> client(program, i)).toList();
      List<String> failures = new ArrayList<>();
      for (Future<List<String>> done : clients.invokeAll(work)) {
        failures.addAll(done.get());
      }
      return failures;
    } finally {
      clients.shutdownNow();
    }
  }

  private static Callable<List<String>> client(Program program, int number) {
    return () -> {
      List<String> failures = new ArrayList<>();
      for (int i = 0; i < WRITES_EACH; i++) {
        String key = number + "-" + i;
        var put = program.send("PUT", ITEMS + key, "{\"value\":\"x\"}");
        if (put.statusCode() != 201) {
          failures.add(put.body());
        }
        for (int read = 0; read < READS_AFTER_EACH; read++) {
          var get = program.get(read % 2 == 0 ? ITEMS + key : "/v0.1/servers?limit=2");
          if (get.statusCode() != 200) {
            failures.add(get.body());
          }
        }
      }
      return failures;
    };
  }

  private long locks() throws Exception {
    return Sql.number(database, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'");
  }
}
