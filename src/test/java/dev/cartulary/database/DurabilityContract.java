package dev.cartulary.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.KillRounds;
import dev.cartulary.testing.TestEngine;
import org.junit.jupiter.api.Test;

/**
 * What was acknowledged is there, whatever is killed. This is the short form; {@code src/bench/run
 * --parts kills} runs as many rounds as one likes.
 */
abstract class DurabilityContract {

  private static final int ROUNDS = 4;

  private final TestEngine engine;

  DurabilityContract(TestEngine engine) {
    this.engine = engine;
  }

  @Test
  void nothingAcknowledgedIsLostAndNothingIsHalfWrittenWhenServerAndDatabaseAreKilled() {
    try (KillRounds kills = KillRounds.on(engine)) {
      KillRounds.Outcome outcome = kills.run(ROUNDS, System.out::println);
      System.out.println(outcome);
      assertThat(outcome.lost()).isEmpty();
      assertThat(outcome.halfWritten()).isEmpty();
      assertThat(outcome.untrue()).isEmpty();
      assertThat(outcome.acknowledged()).isPositive();
      assertThat(outcome.serverKills() + outcome.databaseKills()).isEqualTo(ROUNDS);
    }
  }
}
