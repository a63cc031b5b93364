package dev.cartulary.database;

import dev.cartulary.database.error.SqlErrors;
import org.jboss.logging.Logger;

/** What the log is told when work beside the requests fails. */
public final class FailureLog {

  private FailureLog() {}

  /**
   * Tells of a failure, with its stack. Where only the database cannot be used, that is for
   * debugging: the log has it already, once for all who need the database.
   *
   * @param sentence what failed, and what happens next
   */
  public static void failed(Logger log, Throwable failure, String sentence) {
    Logger.Level level = SqlErrors.isUnusable(failure) ? Logger.Level.DEBUG : Logger.Level.WARN;
    log.log(level, sentence, failure);
  }
}
