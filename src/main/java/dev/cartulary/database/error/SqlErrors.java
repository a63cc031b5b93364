package dev.cartulary.database.error;

import dev.cartulary.problem.Causes;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a failed statement means from its SQLState and vendor code, which {@link ErrorCodes}
 * lists, never from its text. Every method looks at the failure, at all of its causes and at what
 * these suppressed: the transaction manager hides the driver's exception as the cause of a
 * suppressed one.
 */
public final class SqlErrors {

  private static final Set<Meaning> NOT_USABLE =
      EnumSet.of(
          Meaning.CONNECTION,
          Meaning.UNABLE,
          Meaning.CONNECTIONS_USED_UP,
          Meaning.HOURLY_LIMIT,
          Meaning.FULL,
          Meaning.DAMAGED);

  private SqlErrors() {}

  /** A row with the same unique key was there already. */
  public static boolean isUniqueViolation(Throwable failure) {
    return means(failure, Meaning.UNIQUE);
  }

  /**
   * The same transaction may succeed when it is run again: a deadlock or a lost race for a lock.
   */
  public static boolean isRetryable(Throwable failure) {
    return means(failure, Meaning.BUSY);
  }

  /**
   * The server takes no writes: a standby, or a primary that was demoted. Nothing was changed; once
   * another server takes them, the same transaction may succeed there.
   */
  public static boolean isReadOnly(Throwable failure) {
    return means(failure, Meaning.READ_ONLY);
  }

  /** A table that the statement names does not exist, or cannot be seen. */
  public static boolean isTableMissing(Throwable failure) {
    return means(failure, Meaning.TABLE)
        // SQLite has no code of its own for that.
        || drivers(failure).stream()
            .anyMatch(e ->
                e instanceof org.sqlite.SQLiteException
                    && String.valueOf(e.getMessage()).contains("no such table"));
  }

  /** The session on the server is another one than the driver thinks. */
  public static boolean isPooler(Throwable failure) {
    return means(failure, Meaning.POOLER);
  }

  /** The server ended the statement before it was done. */
  public static boolean isCancelled(Throwable failure) {
    return means(failure, Meaning.CANCELLED);
  }

  /** A database, or its driver, is where the failure comes from. */
  public static boolean isOfDatabase(Throwable failure) {
    return !drivers(failure).isEmpty();
  }

  /** The explanation of a connection that could not be opened, where there is one. */
  public static Optional<ConnectionTrouble> trouble(Throwable failure) {
    return drivers(failure).stream()
        .filter(ConnectionTrouble.class::isInstance)
        .map(ConnectionTrouble.class::cast)
        .findFirst();
  }

  /** What the database or its driver said first of all; empty where neither did. */
  public static Optional<SQLException> driver(Throwable failure) {
    List<SQLException> all = drivers(failure);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** A connection could not be opened, and what failed says why. */
  public static boolean isExplained(Throwable failure) {
    return trouble(failure).isPresent();
  }

  /** The server cannot be used at all, not only for one statement. */
  public static boolean isUnusable(Throwable failure) {
    return isConnectionFailure(failure) || isAccessRefused(failure) || isPoolExhausted(failure);
  }

  /** The database could not be reached, went away, or cannot work at present. */
  public static boolean isConnectionFailure(Throwable failure) {
    return failedToBegin(failure)
        || entries(failure).stream().anyMatch(entry -> NOT_USABLE.contains(entry.meaning()));
  }

  /**
   * A connection could not begin a transaction, which on MySQL asks the server. Agroal says so with
   * an exception without a state or a cause.
   */
  private static boolean failedToBegin(Throwable failure) {
    return drivers(failure).stream()
        .anyMatch(e ->
            e.getSQLState() == null
                && String.valueOf(e.getMessage()).startsWith("Failed to enlist"));
  }

  /** The server has as many connections as it allows: in all, to this user or to this database. */
  public static boolean isTooManyConnections(Throwable failure) {
    return means(failure, Meaning.CONNECTIONS_USED_UP);
  }

  /** The MySQL account has used up what it may do in an hour. */
  public static boolean isHourlyLimitReached(Throwable failure) {
    return means(failure, Meaning.HOURLY_LIMIT);
  }

  /**
   * The server refused the login, for a reason that may be the password as well as the encryption
   * or the client certificate that it requires.
   */
  public static boolean isLoginRefused(Throwable failure) {
    return means(failure, Meaning.LOGIN);
  }

  /** The two sides could not agree on TLS, or one did not trust the other's certificate. */
  public static boolean isTlsFailure(Throwable failure) {
    return Causes.of(failure)
        .anyMatch(it ->
            it instanceof SSLException
                || it instanceof CertificateException
                || it instanceof CertPathValidatorException);
  }

  /** The database refused the user: a wrong password, an unknown user or database, no right. */
  public static boolean isAccessRefused(Throwable failure) {
    return isLoginRefused(failure) || isPrivilegeMissing(failure) || isDatabaseMissing(failure);
  }

  /** The user is let in but has no right to do this. */
  public static boolean isPrivilegeMissing(Throwable failure) {
    return means(failure, Meaning.PRIVILEGE);
  }

  /** There is no database of that name. */
  public static boolean isDatabaseMissing(Throwable failure) {
    return means(failure, Meaning.NO_DATABASE);
  }

  /** Whether no room is left where the data are kept. */
  public static boolean isDiskFull(Throwable failure) {
    return means(failure, Meaning.FULL);
  }

  /**
   * The setting of the server that keeps it from taking something so large, an empty text where
   * there is none; empty where size is not the trouble.
   */
  public static Optional<String> tooLargeFor(Throwable failure) {
    return entries(failure).stream()
        .filter(entry -> entry.meaning() == Meaning.TOO_LARGE)
        .map(ErrorCodes.Entry::limit)
        .findFirst();
  }

  /** The pool had no free connection in time. Agroal says so with an exception without a state. */
  public static boolean isPoolExhausted(Throwable failure) {
    return drivers(failure).stream()
        .anyMatch(e ->
            e.getSQLState() == null
                && e.getErrorCode() == 0
                && (e.getCause() == null || e.getCause() instanceof TimeoutException)
                && e.getStackTrace().length > 0
                && e.getStackTrace()[0].getClassName().equals("io.agroal.pool.ConnectionPool"));
  }

  /**
   * Whether a commit that failed with this may have been carried out all the same. It was not where
   * the database itself answered that it rolled back; in doubt the outcome is open.
   */
  public static boolean leavesCommitOpen(Throwable failure) {
    List<ErrorCodes.Entry> entries = entries(failure);
    return entries.isEmpty() || entries.stream().anyMatch(entry -> !entry.rolledBack());
  }

  /** The connection could not be made, or ended. */
  public static boolean isConnectionBroken(Throwable failure) {
    return means(failure, Meaning.CONNECTION);
  }

  private static boolean means(Throwable failure, Meaning meaning) {
    return entries(failure).stream().anyMatch(entry -> entry.meaning() == meaning);
  }

  private static List<ErrorCodes.Entry> entries(Throwable failure) {
    return drivers(failure).stream().map(ErrorCodes::of).flatMap(Optional::stream).toList();
  }

  private static List<SQLException> drivers(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<SQLException> found = new LinkedHashSet<>();
    collect(failure, seen, found);
    return List.copyOf(found);
  }

  private static void collect(
      @Nullable Throwable failure, Set<Throwable> seen, Set<SQLException> found) {
    if (failure == null || !seen.add(failure)) {
      return;
    }
    if (failure instanceof SQLException e) {
      found.add(e);
    }
    if (failure instanceof ConnectionTrouble) {
      return; // it has the state and the code of what it explains
    }
    collect(failure.getCause(), seen, found);
    for (Throwable suppressed : failure.getSuppressed()) {
      collect(suppressed, seen, found);
    }
  }
}
