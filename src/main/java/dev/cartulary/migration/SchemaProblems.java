package dev.cartulary.migration;

import dev.cartulary.database.error.SqlErrors;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemTranslator;
import dev.cartulary.problem.ProblemType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells a caller that a table went away while the server ran: somebody took a step back. Nobody
 * need have asked for readiness since then, so the schema is looked at again as well.
 */
@Singleton
class SchemaProblems implements ProblemTranslator {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final SchemaMonitor monitor;

  SchemaProblems(SchemaMonitor monitor) {
    this.monitor = monitor;
  }

  @Override
  public Optional<ProblemException> translate(Throwable failure) {
    if (!SqlErrors.isTableMissing(failure)) {
      return Optional.empty();
    }
    var unused = monitor.refreshed();
    return Optional.of(
        ProblemException.retryLater(
            ProblemType.SCHEMA_NOT_READY,
            "A table that this program needs is not in the database any more. Nothing was changed."
                + " `cartulary migrate status` says how the schema stands.",
            RETRY_AFTER,
            failure));
  }
}
