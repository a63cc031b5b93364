package dev.cartulary.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Await;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.PromotionRun;
import dev.cartulary.testing.PromotionTable;
import dev.cartulary.testing.ReplicatedServers;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Another database server takes over while clients write: no acknowledged write is lost, and the
 * program goes on without a restart.
 */
abstract class PromotionContract {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** "Within seconds", on a busy machine. */
  private static final Duration SERVICE_LIMIT = Duration.ofSeconds(20);

  private final TestEngine engine;
  private final String replication;

  PromotionContract(TestEngine engine, String replication) {
    this.engine = engine;
    this.replication = replication;
  }

  @Test
  void theStandbyTakesOverFromAPrimaryThatIsKilled() {
    try (ReplicatedServers servers = ReplicatedServers.start(engine);
        Program program = Program.start(settings(servers))) {
      PromotionRun.Outcome outcome =
          PromotionRun.of(program, servers.primary()::kill, servers::promote);
      check("primary killed (SIGKILL), standby promoted", program, outcome);
    }
  }

  @Test
  void theStandbyTakesOverFromAPrimaryThatTurnsReadOnlyUnderOpenConnections() {
    try (ReplicatedServers servers = ReplicatedServers.start(engine);
        Program program = Program.start(settings(servers))) {
      PromotionRun.Outcome outcome = PromotionRun.of(program, servers::demote, servers::promote);
      check("primary turned read-only, standby promoted", program, outcome);

      // The server that was turned read-only is there still, for who wants a standby.
      Program.Result standby =
          Program.run(
              settings(servers), "--db-target-session-attrs", "standby", "database", "check");
      assertThat(standby.exitCode()).as(standby.stdout()).isZero();
    }
  }

  private static Map<String, String> settings(ReplicatedServers servers) {
    TestDatabase database = servers.database();
    return Map.of("DATABASE_URL", database.url(servers.primary(), servers.standby()));
  }

  private void check(String event, Program program, PromotionRun.Outcome outcome) {
    PromotionTable.add(replication, event, outcome);
    assertThat(outcome.lost()).isEmpty();
    assertThat(outcome.wrong()).isEmpty();
    assertThat(outcome.afterPromotion()).isLessThan(SERVICE_LIMIT);
    Await.until(LIMIT, "readiness is UP", () -> program.get("/q/health/ready").statusCode() == 200);
    program.awaitPoolAtRest();
  }
}
