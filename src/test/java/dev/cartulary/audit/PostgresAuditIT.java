package dev.cartulary.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Await;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.Sql;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PostgresAuditIT extends AuditContract {

  PostgresAuditIT() {
    super(TestEngine.POSTGRESQL);
  }

  @Test
  void anEventThatIsBeingWrittenKeepsTheStepFromBeingTakenBack() throws Exception {
    try (TestDatabase own = TestDatabase.create(engine)) {
      Map<String, String> environment = environment(own);
      assertThat(Program.run(environment, "migrate", "up").exitCode()).isZero();
      CompletableFuture<Program.Result> down;
      try (Connection server = own.connect();
          Statement statement = server.createStatement()) {
        server.setAutoCommit(false);
        statement.execute(
            "INSERT INTO audit_pending (id, occurred_at, actor_kind, actor_id, actor_name, action,"
                + " outcome, details) VALUES ('00000000-0000-7000-8000-000000000001', 1, 'process',"
                + " 'process', 'test', 'login', 'success', '{}')");
        down =
            CompletableFuture.supplyAsync(
                () -> Program.run(environment, "migrate", "down", "--yes"));
        Await.until(
            Duration.ofSeconds(60),
            "the step back to wait for the server's transaction",
            () -> waits(own));
        server.commit();
      }
      Program.Result refused = down.get(60, TimeUnit.SECONDS);
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.stderr()).contains("1 events of the audit log are not sealed");
      assertThat(Sql.text(own, "SELECT COUNT(*) FROM audit_pending")).isEqualTo("1");
      assertThat(Program.run(environment, "migrate", "status", "--exit-code").exitCode()).isZero();
    }
  }

  private static boolean waits(TestDatabase database) {
    try {
      return Sql.number(
              database,
              "SELECT COUNT(*) FROM pg_locks"
                  + " WHERE relation = 'audit_pending'::regclass AND NOT granted")
          > 0;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
