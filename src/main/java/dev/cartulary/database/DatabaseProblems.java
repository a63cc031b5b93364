package dev.cartulary.database;

import dev.cartulary.database.error.SqlErrors;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemTranslator;
import dev.cartulary.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tells a caller that the database, not the request, is the trouble. That nothing was changed holds
 * because every write of a request is a {@link WriteTransaction}, which speaks for itself where the
 * commit was under way.
 */
@Singleton
public class DatabaseProblems implements ProblemTranslator {

  /** What is said where others hold the lock that a write needs. */
  static final String BUSY_WORDS =
      "The database is busy with other changes. Nothing was changed; try again.";

  private static final Duration POOL_RETRY = Duration.ofSeconds(1);
  private static final Duration DATABASE_RETRY = Duration.ofSeconds(5);

  private record Answer(ProblemType type, String detail, Duration retryAfter) {}

  private record Case(Predicate<Throwable> test, Answer answer) {}

  /** The first that fits counts: from what says much to what says little. */
  private static final List<Case> CASES =
      List.of(
          away(
              SqlErrors::isTooManyConnections,
              "The database server allows no further connection: its limit is reached. Nothing was"
                  + " changed. If this lasts, `cartulary database check` compares the limit with"
                  + " DB_POOL_SIZE."),
          away(
              SqlErrors::isHourlyLimitReached,
              "The database account has used up what it may do in an hour. Nothing was changed. If"
                  + " this lasts, raise or lift the account's hourly limits at the database"
                  + " server."),
          new Case(
              SqlErrors::isDiskFull,
              new Answer(
                  ProblemType.STORAGE_FULL,
                  "The database's disk is full. Nothing was changed. Make room on it, and try"
                      + " again.",
                  DATABASE_RETRY)),
          away(
              SqlErrors::isLoginRefused,
              "The database refuses this server's login. Nothing was changed; try again later. The"
                  + " log says whose, and /readiness when it is fixed."),
          away(
              failure ->
                  SqlErrors.isConnectionFailure(failure) || SqlErrors.isAccessRefused(failure),
              "The database cannot be used at present. Nothing was changed; try again later."
                  + " /readiness says more."),
          away(
              SqlErrors::isReadOnly,
              "The database server takes no writes at present: it is a standby, or was told to take"
                  + " none. Nothing was changed; try again later."),
          again(
              SqlErrors::isCancelled,
              "The database ended the statement before it was done: a time limit of the server's"
                  + " own, or an administrator. Nothing was changed; try again."),
          again(
              SqlErrors::isPooler,
              "A connection pooler in transaction mode stands before the database, and Cartulary"
                  + " has not known. Nothing was changed; try again. Set"
                  + " DB_TRANSACTION_POOLER=true."),
          again(SqlErrors::isRetryable, BUSY_WORDS));

  private final Optional<ActiveDatabase> database;

  @Inject
  DatabaseProblems(ActiveDatabase database) {
    this.database = Optional.of(database);
  }

  /** Knows the codes and no database. */
  public DatabaseProblems() {
    this.database = Optional.empty();
  }

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
    Optional<String> limit = SqlErrors.tooLargeFor(failure);
    if (limit.isPresent()) {
      return Optional.of(tooLarge(limit.get(), failure));
    }
    if (SqlErrors.isPooler(failure)) {
      database.ifPresent(ActiveDatabase::metPooler);
    }
    Optional<Answer> answer = answer(failure);
    return answer
        .flatMap(it -> problem(it.type(), it.detail(), it.retryAfter(), failure))
        // The log was told why no connection can be opened, once, when that began.
        .map(it -> SqlErrors.isExplained(failure) ? it.alreadyTold() : it);
  }

  private static Optional<Answer> answer(Throwable failure) {
    return CASES.stream().filter(it -> it.test().test(failure)).map(Case::answer).findFirst();
  }

  private static ProblemException tooLarge(String limit, Throwable cause) {
    String detail =
        "The database does not take a value, or a change, of this size"
            + (limit.isEmpty() ? "" : ": its setting " + limit + " is lower")
            + ". Nothing was changed. Send less"
            + (limit.isEmpty() ? "." : ", or raise the setting at the database server.");
    return new ProblemException(ProblemType.PAYLOAD_TOO_LARGE, detail, cause);
  }

  private static Case away(Predicate<Throwable> test, String detail) {
    return new Case(test, new Answer(ProblemType.DATABASE_UNAVAILABLE, detail, DATABASE_RETRY));
  }

  private static Case again(Predicate<Throwable> test, String detail) {
    return new Case(test, new Answer(ProblemType.DATABASE_UNAVAILABLE, detail, POOL_RETRY));
  }

  private static Optional<ProblemException> problem(
      ProblemType type, String detail, Duration retryAfter, Throwable cause) {
    return Optional.of(ProblemException.retryLater(type, detail, retryAfter, cause));
  }
}
