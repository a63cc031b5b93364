package dev.cartulary.migration;

import dev.cartulary.database.SqlErrors;
import dev.cartulary.database.SqliteAdvice;
import org.jspecify.annotations.Nullable;

/**
 * A migration command could not do its work. The message says why and what to do next; it holds no
 * secret, but may hold what the database said, names and addresses among it.
 */
public class MigrationFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String outline;

  MigrationFailed(String outline, @Nullable Throwable cause) {
    super(cause == null ? outline : outline + ": " + said(cause), cause);
    this.outline = outline;
  }

  MigrationFailed(String outline) {
    this(outline, null);
  }

  /** The same without the database's own words: fit for an answer that anybody may read. */
  String outline() {
    return outline;
  }

  /** What the database, the innermost that spoke SQL, said. */
  private static String said(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof java.sql.SQLException && t.getMessage() != null) {
        message = t.getMessage();
      }
    }
    // Where in a script of ours PostgreSQL stumbled helps nobody who did not write it.
    String words = message.replaceAll("\\R\\s*Position: \\d+", "").strip();
    return SqlErrors.isPrivilegeMissing(failure)
        ? words + ". `cartulary database check` prints the missing GRANT."
        : SqliteAdvice.on(failure).map(advice -> words + ". " + advice).orElse(words);
  }
}
