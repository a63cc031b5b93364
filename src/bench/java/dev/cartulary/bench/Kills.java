package dev.cartulary.bench;

import dev.cartulary.testing.KillRounds;
import dev.cartulary.testing.TestEngine;
import java.util.List;

/** Many rounds of {@code kill -9} under writers: the long form of the tests' DurabilityContract. */
final class Kills {

  private Kills() {}

  /**
   * Runs the rounds and prints what they have shown.
   *
   * @return whether everything acknowledged was there, and nothing else
   */
  static boolean measure(Options options, TestEngine engine, String program, List<String> command) {
    // The programs of the tests are started by this property.
    System.setProperty("cartulary.program", command.get(command.size() - 1));
    KillRounds.Outcome outcome;
    try (KillRounds kills = KillRounds.on(engine)) {
      outcome = kills.run(options.rounds(), line -> System.err.println("  " + line));
    }
    System.out.printf(
        "%nKills: %s, %s%n  kill -9 of the program %d, of the database %d%n  writes acknowledged"
            + " %d, refused %d, unknown to the client %d%n  acknowledged and lost %d, half-written"
            + " %d, untrue answers %d%n",
        program,
        engine,
        outcome.serverKills(),
        outcome.databaseKills(),
        outcome.acknowledged(),
        outcome.refused(),
        outcome.unknown(),
        outcome.lost().size(),
        outcome.halfWritten().size(),
        outcome.untrue().size());
    outcome.lost().forEach(it -> System.out.println("  LOST: " + it));
    outcome.halfWritten().forEach(it -> System.out.println("  HALF-WRITTEN: " + it));
    outcome.untrue().forEach(it -> System.out.println("  UNTRUE: " + it));
    return outcome.lost().isEmpty()
        && outcome.halfWritten().isEmpty()
        && outcome.untrue().isEmpty();
  }
}
