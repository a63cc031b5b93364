package dev.cartulary.database.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class SqlErrorsTest {

  @ParameterizedTest
  @CsvSource({
    // The connection is gone, or the server went away while it committed.
    "08006, 0, true",
    "08S01, 0, true",
    "08007, 0, true",
    "57P01, 0, true",
    "08S01, 1053, true",
    // The database did not say what became of the transaction.
    "40003, 0, true",
    "HY000, 1180, true",
    "58030, 0, true",
    // The database answered that it rolled back.
    "40001, 0, false",
    "40P01, 0, false",
    "40001, 1213, false",
    "HY000, 1205, false",
    "23505, 0, false",
    "53100, 0, false",
    "25006, 0, false",
    "HY000, 1290, false",
    "HY000, 1836, false"
  })
  void aFailedCommitIsOpenUnlessTheDatabaseSaysThatItRolledBack(
      String state, int code, boolean open) {
    assertThat(SqlErrors.leavesCommitOpen(asNarayanaThrowsIt(new SQLException("", state, code))))
        .isEqualTo(open);
  }

  @Test
  void onSqliteAFullDiskRollsBackAndAnInputOutputErrorLeavesTheCommitOpen() {
    assertThat(SqlErrors.leavesCommitOpen(sqlite(SQLiteErrorCode.SQLITE_FULL))).isFalse();
    assertThat(SqlErrors.leavesCommitOpen(sqlite(SQLiteErrorCode.SQLITE_BUSY))).isFalse();
    assertThat(SqlErrors.leavesCommitOpen(sqlite(SQLiteErrorCode.SQLITE_IOERR))).isTrue();
    assertThat(SqlErrors.leavesCommitOpen(sqlite(SQLiteErrorCode.SQLITE_IOERR_FSYNC))).isTrue();
  }

  @Test
  void aCommitThatFailedWithoutAWordOfTheDriverIsOpen() {
    assertThat(SqlErrors.leavesCommitOpen(new IllegalStateException())).isTrue();
  }

  @Test
  void seesTheDriversExceptionBehindTheTransactionManagers() {
    assertThat(SqlErrors.isConnectionFailure(asNarayanaThrowsIt(new SQLException("", "08S01"))))
        .isTrue();
  }

  @Test
  void aConnectionThatCannotBeginATransactionIsAFailedOne() {
    SQLException cause =
        new SQLException(
            "Failed to enlist. Check if a connection from another datasource is already enlisted to"
                + " the same transaction");
    SQLException failure =
        new SQLException("Exception in association of connection to existing transaction", cause);
    assertThat(SqlErrors.isConnectionFailure(new RuntimeException(failure))).isTrue();
  }

  private static Throwable sqlite(SQLiteErrorCode code) {
    return asNarayanaThrowsIt(new SQLiteException("", code));
  }

  private static Throwable asNarayanaThrowsIt(SQLException driver) {
    Exception rollback = new Exception("Could not commit transaction.");
    rollback.addSuppressed(new Exception("Error trying to transactionCommit", driver));
    return new RuntimeException(rollback);
  }
}
