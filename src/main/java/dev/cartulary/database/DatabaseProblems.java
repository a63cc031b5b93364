package dev.cartulary.database;

import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemTranslator;
import dev.cartulary.problem.ProblemType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells a caller that the database, not the request, is the trouble. That nothing was changed holds
 * because every write of a request is a {@link WriteTransaction}, which speaks for itself where the
 * commit was under way.
 */
@Singleton
class DatabaseProblems implements ProblemTranslator {

  private static final Duration POOL_RETRY = Duration.ofSeconds(1);
  private static final Duration DATABASE_RETRY = Duration.ofSeconds(5);

  @Override
  public Optional<ProblemException> translate(Throwable failure) {
    if (SqlErrors.isPoolExhausted(failure)) {
      return problem(
          ProblemType.POOL_EXHAUSTED,
          "No database connection became free in time. Try again; if this lasts, raise"
              + " DB_POOL_SIZE.",
          POOL_RETRY,
          failure);
    }
    if (SqlErrors.isTooManyConnections(failure)) {
      return problem(
          ProblemType.DATABASE_UNAVAILABLE,
          "The database server allows no further connection: its limit is reached. Nothing was"
              + " changed. If this lasts, `cartulary database check` compares the limit with"
              + " DB_POOL_SIZE.",
          DATABASE_RETRY,
          failure);
    }
    if (SqlErrors.isHourlyLimitReached(failure)) {
      return problem(
          ProblemType.DATABASE_UNAVAILABLE,
          "The database account has used up what it may do in an hour. Nothing was changed. If this"
              + " lasts, raise or lift the account's hourly limits at the database server.",
          DATABASE_RETRY,
          failure);
    }
    if (SqlErrors.isDiskFull(failure)) {
      return problem(
          ProblemType.DATABASE_UNAVAILABLE,
          "The database's disk is full. Nothing was changed. Make room on it, and try again.",
          DATABASE_RETRY,
          failure);
    }
    if (SqlErrors.isLoginRefused(failure)) {
      return problem(
          ProblemType.DATABASE_UNAVAILABLE,
          "The database refuses this server's login. Nothing was changed; try again later. The log"
              + " says whose, and /readiness when it is mended.",
          DATABASE_RETRY,
          failure);
    }
    if (SqlErrors.isConnectionFailure(failure) || SqlErrors.isAccessRefused(failure)) {
      return problem(
          ProblemType.DATABASE_UNAVAILABLE,
          "The database cannot be used at present. Nothing was changed; try again later. /readiness says"
              + " more.",
          DATABASE_RETRY,
          failure);
    }
    if (SqlErrors.isReadOnly(failure)) {
      return problem(
          ProblemType.DATABASE_UNAVAILABLE,
          "The database server takes no writes at present: it is a standby, or was told to take"
              + " none. Nothing was changed; try again later.",
          DATABASE_RETRY,
          failure);
    }
    if (SqlErrors.isRetryable(failure)) {
      return problem(
          ProblemType.DATABASE_UNAVAILABLE,
          "The database is busy with other changes. Nothing was changed; try again.",
          POOL_RETRY,
          failure);
    }
    return Optional.empty();
  }

  private static Optional<ProblemException> problem(
      ProblemType type, String detail, Duration retryAfter, Throwable cause) {
    return Optional.of(ProblemException.retryLater(type, detail, retryAfter, cause));
  }
}
