package dev.cartulary.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Await;
import dev.cartulary.testing.DatabaseServer;
import dev.cartulary.testing.FaultTable;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import dev.cartulary.testing.TimedAnswer;
import dev.cartulary.testing.Troubleshooting;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What callers and orchestrators see when a database server freezes, dies and comes back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FaultContract {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** What docs/faults.md promises with the settings of {@link #impatient}, on a busy machine. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2 + 3 * 1 + 10);

  private static final String READY = "/q/health/ready";
  private static final String ITEM = "/v1/metadata/system:global/a";

  private DatabaseServer server;
  private TestDatabase database;

  /** Starts a server of this suite's own, which it may break. */
  abstract DatabaseServer startServer();

  abstract TestEngine engine();

  /**
   * A statement that keeps every writer of the metadata table waiting until the transaction ends.
   */
  abstract String lockStatement();

  /** A query that counts the statements that wait for a lock. */
  abstract String waitersQuery();

  @BeforeAll
  void startDatabase() {
    server = startServer();
    database = TestDatabase.on(engine(), server);
  }

  @AfterAll
  void stopDatabase() {
    server.close();
  }

  @Test
  void aFrozenDatabaseTurnsReadinessDownWhileLivenessStaysUpAndItRecoversByItself() {
    try (Program program = Program.start(impatient())) {
      assertThat(put(program, "1").statusCode()).isBetween(200, 201);
      TimedAnswer put;
      TimedAnswer get;
      server.freeze();
      try {
        // Each answer arrives while the database is still frozen: no probe waits for it.
        HttpResponse<String> ready = program.get(READY);
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("\"pool\"").contains("DOWN");
        assertThat(program.get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(program.get("/q/metrics").statusCode()).isEqualTo(200);
        put = TimedAnswer.of(() -> put(program, "frozen"));
        get = TimedAnswer.of(() -> program.get(ITEM));
      } finally {
        server.thaw();
      }
      healed(program, "process: frozen (SIGSTOP)", put, get, "\"value\":\"1\"");
    }
  }

  @Test
  void aKilledDatabaseMeans503AndItsReturnNeedsNoRestart() {
    try (Program program = Program.start(impatient())) {
      assertThat(put(program, "2").statusCode()).isBetween(200, 201);
      server.kill();
      TimedAnswer put = TimedAnswer.of(() -> put(program, "killed"));
      TimedAnswer get = TimedAnswer.of(() -> program.get(ITEM));
      assertThat(program.get(READY).statusCode()).isEqualTo(503);
      server.startAgain();
      healed(program, "process: killed (SIGKILL), started again", put, get, "\"value\":\"2\"");
    }
  }

  /** So that the answers during a fault come soon. */
  private Map<String, String> impatient() {
    return Map.of(
        "DATABASE_URL",
        database.url(),
        "DB_POOL_TIMEOUT",
        "2s",
        "DB_CONNECT_TIMEOUT",
        "1s",
        "DB_SOCKET_TIMEOUT",
        "1s");
  }

  private static HttpResponse<String> put(Program program, String value) {
    return program.send("PUT", ITEM, "{\"value\":\"" + value + "\"}");
  }

  private void healed(
      Program program, String fault, TimedAnswer put, TimedAnswer get, String value) {
    put.assertUnavailableWithin(ANSWER_LIMIT);
    get.assertUnavailableWithin(ANSWER_LIMIT);
    long end = System.nanoTime();
    Await.until(LIMIT, "requests pass", () -> program.get(ITEM).statusCode() == 200);
    String back = FaultTable.seconds(Duration.ofNanos(System.nanoTime() - end));
    Await.until(LIMIT, "readiness is UP again", () -> program.get(READY).statusCode() == 200);
    assertThat(program.get(ITEM).body()).contains(value);
    program.awaitPoolAtRest();
    FaultTable.add(
        new FaultTable.Row(
            engine(), fault, put.toString(), get.toString(), "DOWN", back, "pool at rest"));
  }

  @Test
  void readinessComesBackWithoutAnyOtherRequestAfterConnectionsWereEnded() {
    try (Program program = Program.start(impatient())) {
      database.endConnections();
      Await.until(LIMIT, "readiness is UP again", () -> program.get(READY).statusCode() == 200);
    }
  }

  @Test
  void aServerStartedWhileTheDatabaseIsAwayBecomesReadyOnceItIsThere() {
    server.kill();
    try (Program program =
        Program.startListening(
            Map.of("DATABASE_URL", database.url(), "DB_CONNECT_TIMEOUT", "2s"))) {
      HttpResponse<String> ready = program.get(READY);
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(program.get(ITEM).statusCode()).isEqualTo(503);
      server.startAgain();
      Await.until(LIMIT, "readiness is UP", () -> program.get(READY).statusCode() == 200);
    }
  }

  @Test
  void anExhaustedPoolIs503WithRetryAfter() throws Exception {
    Map<String, String> settings =
        Map.of("DATABASE_URL", database.url(), "DB_POOL_SIZE", "1", "DB_POOL_TIMEOUT", "300ms");
    try (Program program = Program.start(settings)) {
      CompletableFuture<HttpResponse<String>> blocked;
      try (Connection lock = locked()) {
        blocked =
            CompletableFuture.supplyAsync(() -> program.send("PUT", ITEM, "{\"value\":\"3\"}"));
        Await.until(LIMIT, "the only connection is taken", this::somebodyWaits);
        HttpResponse<String> refused = program.get(ITEM);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).contains("pool_exhausted");
        Troubleshooting.assertShown("all-connections-of-the-pool-are-in-use", refused.body());
        lock.rollback();
      }
      assertThat(blocked.get().statusCode()).isBetween(200, 201);
      assertThat(program.get(ITEM).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aStopLetsARunningRequestFinishAndIsASuccess() throws Exception {
    Program program = Program.start(database);
    CompletableFuture<HttpResponse<String>> running;
    try (Connection lock = locked()) {
      running = CompletableFuture.supplyAsync(() -> program.send("PUT", ITEM, "{\"value\":\"4\"}"));
      Await.until(LIMIT, "the request is in the database", this::somebodyWaits);
      program.process().destroy();
      Await.until(
          LIMIT, "the stop has begun", () -> program.output().contains("Graceful stop began"));
      assertThat(program.process().isAlive()).isTrue();
      lock.rollback();
    }
    assertThat(running.get().statusCode()).isBetween(200, 201);
    assertThat(program.stop()).isZero();
  }

  private boolean somebodyWaits() {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery(waitersQuery())) {
      return count.next() && count.getInt(1) > 0;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection locked() throws SQLException {
    Connection connection = database.connect();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(lockStatement());
    }
    return connection;
  }
}
