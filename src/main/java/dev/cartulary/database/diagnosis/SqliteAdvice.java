package dev.cartulary.database.diagnosis;

import dev.cartulary.problem.Causes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What an operator can do about a failure of the SQLite file; the driver says only what failed. */
public final class SqliteAdvice {

  /** Extended codes say more in the higher bits. */
  private static final int PRIMARY_CODE = 0xff;

  private SqliteAdvice() {}

  /** Sentences without a path; empty where the driver's words say all, and for the servers. */
  public static Optional<String> on(Throwable failure) {
    return Causes.find(failure, SQLiteException.class)
        .map(e -> SQLiteErrorCode.getErrorCode(e.getErrorCode() & PRIMARY_CODE))
        .flatMap(code -> Optional.ofNullable(on(code)));
  }

  private static @Nullable String on(SQLiteErrorCode code) {
    return switch (code) {
      case SQLITE_BUSY, SQLITE_LOCKED ->
          "Another program has kept the file locked for writing for too long: let it finish, or end"
              + " it, and try again.";
      case SQLITE_READONLY ->
          "The file, or the file system it is on, cannot be written: let the user that runs"
              + " Cartulary write to both the file and its directory.";
      case SQLITE_IOERR ->
          "The disk does not read or write: look at the system's log, and keep the file on a disk"
              + " of this machine, not on a network file system.";
      case SQLITE_CORRUPT ->
          "The file is damaged: put the last backup in its place, or save what can be read with"
              + " sqlite3's .recover.";
      case SQLITE_FULL -> "The disk is full: make room, and try again.";
      case SQLITE_CANTOPEN ->
          "The file or its directory cannot be opened: check that both exist, and let the user"
              + " that runs Cartulary write to them.";
      case SQLITE_NOTADB ->
          "Another program's file is in the place of the database: name another file in the"
              + " settings, or move that one away.";
      default -> null;
    };
  }
}
