package dev.cartulary.database;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a failed statement means from its SQLState and vendor code, never from its text. Every
 * method looks at the failure, at all of its causes and at what these suppressed: the transaction
 * manager hides the driver's exception as the cause of a suppressed one.
 *
 * <p>SQLState classes: ISO/IEC 9075-2, 24.1; vendor codes: the error references of MySQL (1xxx) and
 * SQLite (primary result codes).
 */
public final class SqlErrors {

  private static final String STATEMENT_COMPLETION_UNKNOWN = "40003";
  private static final int SQLITE_BUSY = 5;
  private static final int SQLITE_LOCKED = 6;
  private static final int SQLITE_IOERR = 10;
  private static final int SQLITE_CORRUPT = 11;
  private static final int SQLITE_FULL = 13;
  private static final int SQLITE_CANTOPEN = 14;
  private static final int SQLITE_CONSTRAINT = 19;
  private static final int SQLITE_NOTADB = 26;

  private static final int MYSQL_DUPLICATE_ENTRY = 1062;
  private static final int MYSQL_LOCK_WAIT_TIMEOUT = 1205;
  private static final int MYSQL_DEADLOCK = 1213;

  /** MariaDB, from 11.6 on: another transaction changed the row after this one's snapshot. */
  private static final int MARIADB_CHANGED_SINCE_READ = 1020;

  private static final int MYSQL_TOO_MANY_CONNECTIONS = 1040;
  private static final int MYSQL_SHUTTING_DOWN = 1053;
  private static final int MYSQL_TOO_MANY_OF_THIS_USER = 1203;
  private static final int MYSQL_USER_LIMIT_REACHED = 1226;
  private static final int MYSQL_ACCESS_DENIED = 1045;
  private static final int MYSQL_DATABASE_DENIED = 1044;
  private static final int MYSQL_TABLE_DENIED = 1142;
  private static final int MYSQL_COLUMN_DENIED = 1143;
  private static final int MYSQL_PRIVILEGE_DENIED = 1227;
  private static final int MYSQL_NO_DATABASE = 1049;

  /** Of what Cartulary sends, only writes are refused with it, and by read_only only. */
  private static final int MYSQL_OPTION_PREVENTS_STATEMENT = 1290;

  private static final int MYSQL_READ_ONLY_MODE = 1836;
  private static final int MYSQL_SECURE_TRANSPORT_REQUIRED = 3159;

  private SqlErrors() {}

  /** A row with the same unique key was there already. */
  public static boolean isUniqueViolation(Throwable failure) {
    return any(
        failure,
        e ->
            "23505".equals(e.getSQLState())
                || e.getErrorCode() == MYSQL_DUPLICATE_ENTRY
                || (isSqlite(e) && e.getErrorCode() == SQLITE_CONSTRAINT));
  }

  /**
   * The same transaction may succeed when it is run again: a deadlock or a lost race for a lock.
   */
  public static boolean isRetryable(Throwable failure) {
    return any(
        failure,
        e ->
            "40001".equals(e.getSQLState())
                || "40P01".equals(e.getSQLState())
                || e.getErrorCode() == MYSQL_DEADLOCK
                || e.getErrorCode() == MARIADB_CHANGED_SINCE_READ
                || e.getErrorCode() == MYSQL_LOCK_WAIT_TIMEOUT
                || (isSqlite(e)
                    && (e.getErrorCode() == SQLITE_BUSY || e.getErrorCode() == SQLITE_LOCKED)));
  }

  /**
   * The server takes no writes: a standby, or a primary that was demoted. Nothing was changed; once
   * another server takes them, the same transaction may succeed there.
   */
  public static boolean isReadOnly(Throwable failure) {
    return any(
        failure,
        e ->
            "25006".equals(e.getSQLState())
                || e.getErrorCode() == MYSQL_OPTION_PREVENTS_STATEMENT
                || e.getErrorCode() == MYSQL_READ_ONLY_MODE);
  }

  /** A database, or its driver, is where the failure comes from. */
  static boolean isOfDatabase(Throwable failure) {
    return any(failure, e -> true);
  }

  /** The server cannot be used at all, not only for one statement. */
  static boolean isUnusable(Throwable failure) {
    return isConnectionFailure(failure) || isAccessRefused(failure) || isPoolExhausted(failure);
  }

  /** The database could not be reached, went away, or cannot work at present. */
  public static boolean isConnectionFailure(Throwable failure) {
    return any(
        failure,
        e ->
            stateStartsWith(e, "08")
                || stateStartsWith(e, "57P")
                || stateStartsWith(e, "53")
                || isServerFull(e)
                || isHourlyLimit(e)
                || e.getErrorCode() == MYSQL_SHUTTING_DOWN
                || (isSqlite(e) && isSqliteFileFailure(e.getErrorCode())));
  }

  /** The server has as many connections as it allows: in all, to this user or to this database. */
  static boolean isTooManyConnections(Throwable failure) {
    return any(failure, SqlErrors::isServerFull);
  }

  private static boolean isServerFull(SQLException e) {
    return "53300".equals(e.getSQLState())
        || e.getErrorCode() == MYSQL_TOO_MANY_CONNECTIONS
        || e.getErrorCode() == MYSQL_TOO_MANY_OF_THIS_USER
        || (e.getErrorCode() == MYSQL_USER_LIMIT_REACHED && namesConnections(e));
  }

  /**
   * The MySQL account has used up what it may do in an hour. The server reports this with the code
   * of {@code max_user_connections}, so only the resource's name in the message tells them apart.
   */
  static boolean isHourlyLimitReached(Throwable failure) {
    return any(failure, SqlErrors::isHourlyLimit);
  }

  private static boolean isHourlyLimit(SQLException e) {
    return e.getErrorCode() == MYSQL_USER_LIMIT_REACHED && !namesConnections(e);
  }

  private static boolean namesConnections(SQLException e) {
    return String.valueOf(e.getMessage()).contains("'max_user_connections'");
  }

  /**
   * The server let nobody in, for a reason that may be the password as well as the encryption or
   * the client certificate that it wants.
   */
  static boolean isLoginRefused(Throwable failure) {
    return any(
        failure,
        e ->
            stateStartsWith(e, "28")
                || e.getErrorCode() == MYSQL_ACCESS_DENIED
                || e.getErrorCode() == MYSQL_SECURE_TRANSPORT_REQUIRED);
  }

  /** The two sides could not agree on TLS, or one did not trust the other's certificate. */
  static boolean isTlsFailure(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 32; cause = cause.getCause(), depth++) {
      if (cause instanceof SSLException
          || cause instanceof CertificateException
          || cause instanceof CertPathValidatorException) {
        return true;
      }
    }
    return false;
  }

  /** The database refused the user: a wrong password, an unknown user or database, no right. */
  public static boolean isAccessRefused(Throwable failure) {
    return any(
        failure,
        e -> stateStartsWith(e, "28") || "42501".equals(e.getSQLState()) || isNoDatabase(e));
  }

  /** The user is let in but has no right to do this. */
  public static boolean isPrivilegeMissing(Throwable failure) {
    return any(
        failure,
        e ->
            "42501".equals(e.getSQLState())
                || e.getErrorCode() == MYSQL_DATABASE_DENIED
                || e.getErrorCode() == MYSQL_TABLE_DENIED
                || e.getErrorCode() == MYSQL_COLUMN_DENIED
                || e.getErrorCode() == MYSQL_PRIVILEGE_DENIED);
  }

  /** There is no database of that name. */
  static boolean isDatabaseMissing(Throwable failure) {
    return any(failure, SqlErrors::isNoDatabase);
  }

  private static boolean isNoDatabase(SQLException e) {
    return "3D000".equals(e.getSQLState()) || e.getErrorCode() == MYSQL_NO_DATABASE;
  }

  /** Whether the disk of the SQLite file has no room left. */
  static boolean isDiskFull(Throwable failure) {
    return any(failure, SqlErrors::isFull);
  }

  private static boolean isFull(SQLException e) {
    return isSqlite(e) && e.getErrorCode() == SQLITE_FULL;
  }

  /** The pool had no free connection in time. Agroal says so with an exception without a state. */
  static boolean isPoolExhausted(Throwable failure) {
    return any(
        failure,
        e ->
            e.getSQLState() == null
                && e.getErrorCode() == 0
                && (e.getCause() == null
                    || e.getCause() instanceof java.util.concurrent.TimeoutException)
                && e.getStackTrace().length > 0
                && e.getStackTrace()[0].getClassName().equals("io.agroal.pool.ConnectionPool"));
  }

  /**
   * Whether a commit that failed with this may have been carried out all the same. It was not where
   * the database itself answered that it rolled back; in doubt the outcome is open.
   */
  static boolean leavesCommitOpen(Throwable failure) {
    return isConnectionBroken(failure) || !any(failure, SqlErrors::saysRolledBack);
  }

  /** The connection could not be made, or ended. */
  static boolean isConnectionBroken(Throwable failure) {
    return any(
        failure,
        e ->
            stateStartsWith(e, "08")
                || stateStartsWith(e, "57P")
                || e.getErrorCode() == MYSQL_SHUTTING_DOWN
                || (isSqlite(e) && e.getErrorCode() == SQLITE_IOERR));
  }

  private static boolean saysRolledBack(SQLException e) {
    return (stateStartsWith(e, "40") && !STATEMENT_COMPLETION_UNKNOWN.equals(e.getSQLState()))
        || stateStartsWith(e, "23")
        || stateStartsWith(e, "53")
        || isFull(e)
        || isUniqueViolation(e)
        || isRetryable(e)
        || isReadOnly(e);
  }

  private static boolean any(Throwable failure, Predicate<SQLException> test) {
    return any(failure, test, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static boolean any(
      @Nullable Throwable failure, Predicate<SQLException> test, Set<Throwable> seen) {
    if (failure == null || !seen.add(failure)) {
      return false;
    }
    if (failure instanceof SQLException e && test.test(e)) {
      return true;
    }
    if (any(failure.getCause(), test, seen)) {
      return true;
    }
    for (Throwable suppressed : failure.getSuppressed()) {
      if (any(suppressed, test, seen)) {
        return true;
      }
    }
    return false;
  }

  private static boolean stateStartsWith(SQLException e, String prefix) {
    return e.getSQLState() != null && e.getSQLState().startsWith(prefix);
  }

  private static boolean isSqlite(SQLException e) {
    return e instanceof org.sqlite.SQLiteException;
  }

  private static boolean isSqliteFileFailure(int code) {
    return switch (code) {
      case SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_FULL, SQLITE_CANTOPEN, SQLITE_NOTADB -> true;
      default -> false;
    };
  }
}
