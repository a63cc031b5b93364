package dev.cartulary.migration;

import dev.cartulary.database.diagnosis.FailureWords;
import dev.cartulary.database.error.SqlErrors;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A migration command could not do its work. The message says why and what to do next; it holds no
 * secret, but may hold what the database said, names and addresses among it.
 */
public class MigrationFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String outline;

  MigrationFailed(String outline, @Nullable Throwable cause) {
    this(outline, cause == null ? outline : outline + ": " + FailureWords.of(cause), cause);
  }

  private MigrationFailed(String outline, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.outline = outline;
  }

  MigrationFailed(String outline) {
    this(outline, null);
  }

  /** No connection could be opened, or a statement failed that is no step's. */
  static MigrationFailed database(SQLException failure) {
    if (SqlErrors.isExplained(failure)) { // in whole sentences
      return new MigrationFailed("The database cannot be used", FailureWords.of(failure), failure);
    }
    return new MigrationFailed(
        SqlErrors.isConnectionFailure(failure)
            ? "The database cannot be reached"
            : SqlErrors.isPrivilegeMissing(failure)
                ? "The database user lacks a privilege"
                : "The database refused",
        failure);
  }

  /** The same without the database's own words: fit for an answer that anybody may read. */
  String outline() {
    return outline;
  }
}
