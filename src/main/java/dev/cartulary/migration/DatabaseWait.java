package dev.cartulary.migration;

import dev.cartulary.config.DurationText;
import dev.cartulary.database.error.SqlErrors;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks at the schema again and again, also while the database cannot be reached. */
final class DatabaseWait {

  private static final long POLL_MILLIS = 500;

  private final Supplier<MigrationStatus> look;

  /**
   * A wait.
   *
   * @param look one look at the database; throws {@link MigrationFailed}
   */
  DatabaseWait(Supplier<MigrationStatus> look) {
    this.look = look;
  }

  /**
   * The first status that passes.
   *
   * @param otherwise what is said where it did not come in time, as the beginning of a sentence
   * @throws MigrationFailed where it did not, or the database refuses for a reason that will not
   *     pass by itself
   */
  MigrationStatus until(Predicate<MigrationStatus> wanted, Duration timeout, String otherwise) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      String missing;
      try {
        MigrationStatus status = look.get();
        if (wanted.test(status)) {
          return status;
        }
        missing = status.sentence();
      } catch (MigrationFailed failure) {
        if (failure.getCause() == null || !SqlErrors.isConnectionFailure(failure.getCause())) {
          throw failure;
        }
        missing = failure.getMessage();
      }
      if (System.nanoTime() - deadline >= 0) {
        throw new MigrationFailed(
            otherwise + " within " + DurationText.of(timeout) + ". " + missing);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MigrationFailed("Interrupted while waiting for the database.");
    }
  }
}
