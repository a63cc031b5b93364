package dev.cartulary.database.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.database.DatabaseProblems;
import dev.cartulary.problem.ProblemException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The table of the databases' codes, and what a client gets for each. */
class ErrorCodesTest {

  /** For each meaning the status of the answer; 0 where the program handles or has caused it. */
  private static final Map<Meaning, Integer> STATUS =
      Map.ofEntries(
          Map.entry(Meaning.UNIQUE, 0),
          Map.entry(Meaning.CONSTRAINT, 0),
          Map.entry(Meaning.TABLE, 0),
          Map.entry(Meaning.BUSY, 503),
          Map.entry(Meaning.CANCELLED, 503),
          Map.entry(Meaning.READ_ONLY, 503),
          Map.entry(Meaning.CONNECTION, 503),
          Map.entry(Meaning.UNABLE, 503),
          Map.entry(Meaning.CONNECTIONS_USED_UP, 503),
          Map.entry(Meaning.HOURLY_LIMIT, 503),
          Map.entry(Meaning.FULL, 507),
          Map.entry(Meaning.TOO_LARGE, 413),
          Map.entry(Meaning.LOGIN, 503),
          Map.entry(Meaning.PRIVILEGE, 503),
          Map.entry(Meaning.NO_DATABASE, 503),
          Map.entry(Meaning.POOLER, 503),
          Map.entry(Meaning.DAMAGED, 503));

  @Test
  void everyCodeOfEveryEngineGetsTheAnswerOfItsMeaning() {
    ErrorCodes.POSTGRESQL.forEach((state, entry) ->
        check(new SQLException("x", state.length() == 2 ? state + "999" : state), entry));
    ErrorCodes.MYSQL.forEach(
        (code, entry) -> check(new SQLException("'max_user_connections'", "HY000", code), entry));
    ErrorCodes.SQLITE.forEach((code, entry) ->
        check(new SQLiteException("x", SQLiteErrorCode.getErrorCode(code)), entry));
  }

  private static void check(SQLException failure, ErrorCodes.Entry entry) {
    String code = failure.getSQLState() + " " + failure.getErrorCode();
    assertThat(SqlErrors.leavesCommitOpen(failure)).as(code).isEqualTo(!entry.rolledBack());
    Optional<ProblemException> problem =
        new DatabaseProblems().translate(new IllegalStateException(failure));
    assertThat(problem.map(it -> it.type().status()).orElse(0))
        .as(code)
        .isEqualTo(STATUS.get(entry.meaning()));
    problem.ifPresent(it -> {
      assertThat(it.detail()).as(code).contains("Nothing was changed").contains(entry.limit());
      assertThat(it.retryAfter().isPresent()).as(code).isEqualTo(it.type().status() != 413);
    });
  }

  @ParameterizedTest
  @CsvSource({
    "57014, 0, CANCELLED", "55P03, 0, BUSY", "25P03, 0, CANCELLED", "42P05, 0, POOLER",
    "26000, 0, POOLER", "HY000, 3024, CANCELLED", "70100, 1969, CANCELLED",
        "70100, 1317, CANCELLED",
    "HY000, 1114, FULL", "HY000, 1021, FULL", "HY000, 1030, UNABLE", "HY000, 1820, LOGIN",
    "HY000, 1862, LOGIN", "HY000, 3118, LOGIN", "HY000, 3032, CONNECTION", "HY000, 3101, BUSY",
    "HY000, 1197, TOO_LARGE", "08S01, 1153, TOO_LARGE", "08S01, 1047, UNABLE",
        "08S01, 0, CONNECTION",
    "08S01, 9999, CONNECTION", "40001, 9999, BUSY"
  })
  void codesOfRealFailuresAreKnown(String state, int code, Meaning meaning) {
    assertThat(ErrorCodes.of(new SQLException("x", state, code)))
        .hasValueSatisfying(entry -> assertThat(entry.meaning()).isEqualTo(meaning));
  }

  @Test
  void aFaultOfThisProgramIsNoneOfThem() {
    assertThat(ErrorCodes.of(new SQLException("syntax", "42601"))).isEmpty();
    assertThat(ErrorCodes.of(new SQLException("syntax", "42000", 1064))).isEmpty();
  }

  @Test
  void onSqliteOnlyADoubleKeyIsALostRace() {
    assertThat(SqlErrors.isUniqueViolation(sqlite(SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE)))
        .isTrue();
    assertThat(SqlErrors.isUniqueViolation(sqlite(SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY)))
        .isTrue();
    assertThat(SqlErrors.isUniqueViolation(sqlite(SQLiteErrorCode.SQLITE_CONSTRAINT_NOTNULL)))
        .isFalse();
    assertThat(SqlErrors.isUniqueViolation(sqlite(SQLiteErrorCode.SQLITE_CONSTRAINT_FOREIGNKEY)))
        .isFalse();
    assertThat(SqlErrors.isRetryable(sqlite(SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT))).isTrue();
  }

  private static SQLException sqlite(SQLiteErrorCode code) {
    return new SQLiteException("x", code);
  }
}
