package dev.cartulary.database.diagnosis;

import dev.cartulary.database.error.ConnectionTrouble;
import dev.cartulary.database.error.SqlErrors;
import dev.cartulary.problem.Causes;
import java.sql.SQLException;

/**
 * What a failure says to an operator: why a connection could not be opened and what to do about it
 * where that was found out, else what the database said, with what helps.
 */
public final class FailureWords {

  private FailureWords() {}

  /**
   * Sentences without a secret; they may hold names and addresses. Where no database is behind the
   * failure, they are the words of its innermost cause.
   */
  public static String of(Throwable failure) {
    return SqlErrors.trouble(failure)
        .map(ConnectionTrouble::message)
        .orElseGet(() -> withAdvice(failure));
  }

  private static String withAdvice(Throwable failure) {
    Throwable speaker = speaker(failure);
    String message = speaker.getMessage();
    // Where in a statement of ours PostgreSQL stumbled, and when MySQL's driver last got a packet,
    // helps nobody.
    String words =
        message == null
            ? speaker.getClass().getSimpleName()
            : message.replaceAll("\\R\\s*Position: \\d+|(?s)\\R\\R.*", "").strip();
    return SqlErrors.isPrivilegeMissing(failure)
        ? words + ". `cartulary database check` prints the missing GRANT."
        : SqliteAdvice.on(failure).map(advice -> words + ". " + advice).orElse(words);
  }

  /** The innermost that speaks SQL; without any, the innermost. */
  private static Throwable speaker(Throwable failure) {
    return Causes.of(failure)
        .filter(it -> it instanceof SQLException && it.getMessage() != null)
        .reduce((outer, inner) -> inner)
        // The transaction manager hides the driver's exception as the cause of a suppressed one.
        .or(() -> SqlErrors.driver(failure))
        .orElseGet(() -> Causes.root(failure));
  }
}
