package dev.cartulary.database.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.database.error.SqlErrors;
import dev.cartulary.testing.Await;
import dev.cartulary.testing.DatabaseContract;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.Sql;
import dev.cartulary.testing.TestEngine;
import dev.cartulary.testing.Troubleshooting;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server's limit on connections: compared with the pools before, answered when it is reached. */
abstract class ConnectionBudgetContract extends DatabaseContract {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int ALLOWED = 6;

  ConnectionBudgetContract(TestEngine engine) {
    super(engine);
  }

  /** The statement that lets a user have so many connections only. */
  abstract String limit(String user, int connections);

  /** What the check calls that limit, and what it says to raise it. */
  abstract String[] limitWords();

  @Test
  void theCheckComparesThePoolsOfAllInstancesWithTheServersLimit() throws SQLException {
    assertThat(check("3", "4").stdout())
        .containsPattern("budget: {5}3 × 4 instances = 12 of \\d+ connections \\(max_connections")
        .doesNotContain("warning:");

    allow(ALLOWED);
    Program.Result tooMany = check("4", "2");
    assertThat(tooMany.stdout())
        .contains("budget:     4 × 2 instances = 8 of 6 connections (" + limitWords()[0])
        .contains("too many: the server refuses connections 7 to 8: set DB_POOL_SIZE to 3 or less")
        .contains(limitWords()[1]);
    Troubleshooting.assertShown("the-pools-are-larger-than-the-servers-limit", tooMany.stdout());
    assertThat(tooMany.exitCode()).isEqualTo(1);

    Program.Result barely = check("5", "1");
    assertThat(barely.stdout())
        .contains("budget:     5 × 1 instance = 5 of 6 connections")
        .contains("warning:  that leaves 1 for migrations");
    assertThat(barely.exitCode()).isZero();
  }

  @Test
  void aRequestThatTheServersLimitRefusesIsToldToComeBackAndTheLogNamesTheLimit()
      throws SQLException {
    allow(ALLOWED); // first: MySQL counts no connection that is older than the limit
    Deque<Connection> others = new ArrayDeque<>();
    Map<String, String> environment =
        Map.of("DATABASE_URL", database.url(), "DB_IDLE_TIMEOUT", "1s", "DB_POOL_TIMEOUT", "5s");
    try (Program program = Program.start(environment)) {
      Await.until(LIMIT, "the pool is idle and others have taken its place", () -> full(others));
      HttpResponse<String> refused = program.get("/v0.1/servers");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).contains("5");
      assertThat(refused.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
      assertThat(refused.body()).contains("database_unavailable").contains("its limit is reached");
      assertThat(program.get("/v0.1/servers").statusCode()).isEqualTo(503);
      assertThat(program.output()).containsOnlyOnce("The server allows no further connection: ");
      assertThat(program.output())
          .as("a line per request")
          .doesNotContain("The database server allows no further connection");
      HttpResponse<String> readiness = program.get("/readiness");
      assertThat(readiness.statusCode()).isEqualTo(503);
      assertThat(readiness.body()).contains("limit on connections is reached; the log says more");

      Program.Result check = Program.run(database, "database", "check");
      Troubleshooting.assertShown("the-server-allows-no-further-connection", check.stdout());
      assertThat(check.exitCode()).isEqualTo(1);

      for (Connection connection : others) {
        connection.close();
      }
      program.awaitReady();
      assertThat(program.get("/v0.1/servers").statusCode()).isEqualTo(200);
      assertThat(program.output()).containsOnlyOnce("The database can be connected to again.");
    }
  }

  private boolean full(Deque<Connection> others) {
    try {
      while (others.size() < ALLOWED) {
        others.add(database.connectAsUser());
      }
      return true;
    } catch (SQLException refused) {
      assertThat(SqlErrors.isTooManyConnections(refused)).isTrue();
      return false;
    }
  }

  private Program.Result check(String poolSize, String instances) {
    return Program.run(
        Map.of(
            "DATABASE_URL",
            database.url(),
            "DB_POOL_SIZE",
            poolSize,
            "DB_EXPECTED_INSTANCES",
            instances),
        "database",
        "check");
  }

  private void allow(int connections) throws SQLException {
    Sql.execute(database, limit(database.user(), connections));
  }
}
