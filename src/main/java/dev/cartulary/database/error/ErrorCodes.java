package dev.cartulary.database.error;

import static dev.cartulary.database.error.Meaning.BUSY;
import static dev.cartulary.database.error.Meaning.CANCELLED;
import static dev.cartulary.database.error.Meaning.CONNECTION;
import static dev.cartulary.database.error.Meaning.CONNECTIONS_USED_UP;
import static dev.cartulary.database.error.Meaning.CONSTRAINT;
import static dev.cartulary.database.error.Meaning.DAMAGED;
import static dev.cartulary.database.error.Meaning.FULL;
import static dev.cartulary.database.error.Meaning.HOURLY_LIMIT;
import static dev.cartulary.database.error.Meaning.LOGIN;
import static dev.cartulary.database.error.Meaning.NO_DATABASE;
import static dev.cartulary.database.error.Meaning.POOLER;
import static dev.cartulary.database.error.Meaning.PRIVILEGE;
import static dev.cartulary.database.error.Meaning.READ_ONLY;
import static dev.cartulary.database.error.Meaning.TABLE;
import static dev.cartulary.database.error.Meaning.TOO_LARGE;
import static dev.cartulary.database.error.Meaning.UNABLE;
import static dev.cartulary.database.error.Meaning.UNIQUE;

import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sqlite.SQLiteException;

/**
 * The codes that each engine documents, with what they mean. What is not here is a fault of this
 * program, and whether a commit that failed with it was carried out is open.
 *
 * <p>Sources: PostgreSQL, appendix A (SQLSTATE; a class where two characters stand); the error
 * references of MySQL and MariaDB (vendor code); SQLite, "Result and Error Codes" (primary or
 * extended code).
 */
final class ErrorCodes {

  /**
   * One row.
   *
   * @param rolledBack whether a commit that fails so has changed nothing, for sure
   * @param limit the server's setting that is in the way, or an empty text
   */
  record Entry(Meaning meaning, boolean rolledBack, String limit) {}

  static final Map<String, Entry> POSTGRESQL = postgresql();
  static final Map<Integer, Entry> MYSQL = mysql();
  static final Map<Integer, Entry> SQLITE = sqlite();

  /** For what MySQL's driver says itself, without a vendor code, and for codes not in the table. */
  static final Map<String, Entry> OF_STANDARD_CLASS =
      Map.of(
          "08", new Entry(CONNECTION, false, ""),
          "28", new Entry(LOGIN, true, ""),
          "40", new Entry(BUSY, true, ""));

  private static final Entry PACKET = new Entry(TOO_LARGE, true, "max_allowed_packet");
  private static final int PRIMARY_CODE = 0xff;
  private static final int USER_LIMIT_REACHED = 1226;

  private ErrorCodes() {}

  /** The row for a driver's exception; empty where the code says nothing of use. */
  static Optional<Entry> of(SQLException e) {
    if (e instanceof SQLiteException sqlite) {
      int code = sqlite.getResultCode().code;
      Entry extended = SQLITE.get(code);
      return Optional.ofNullable(extended == null ? SQLITE.get(code & PRIMARY_CODE) : extended);
    }
    if (e instanceof PacketTooBigException) { // found by the driver, before anything is sent
      return Optional.of(PACKET);
    }
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    String stateClass = state.length() < 2 ? "" : state.substring(0, 2);
    int code = e.getErrorCode();
    if (code == 0) {
      Entry full = POSTGRESQL.get(state);
      return Optional.ofNullable(full == null ? POSTGRESQL.get(stateClass) : full);
    }
    if (code == USER_LIMIT_REACHED && !namesConnections(e)) {
      return Optional.of(new Entry(HOURLY_LIMIT, true, ""));
    }
    Entry listed = MYSQL.get(code);
    return Optional.ofNullable(listed == null ? OF_STANDARD_CLASS.get(stateClass) : listed);
  }

  /** The code is one for four limits: only the name of the limit in the message tells which. */
  private static boolean namesConnections(SQLException e) {
    return String.valueOf(e.getMessage()).contains("'max_user_connections'");
  }

  private static Map<String, Entry> postgresql() {
    Map<String, Entry> all = new HashMap<>();
    put(all, CONNECTION, false, "", "08", "57P01", "57P02", "57P03", "57P04", "57P05");
    put(all, CONSTRAINT, true, "", "23", "40002");
    put(all, UNIQUE, true, "", "23505");
    // 40: serialization_failure and deadlock_detected among them; 72: snapshot too old.
    put(all, BUSY, true, "", "40", "55006", "55P03", "72");
    put(all, CONNECTION, false, "", "40003"); // statement_completion_unknown
    // 25P03 and 25P04: the server ends a transaction that idles, or lasts, too long.
    put(all, CANCELLED, true, "", "57014", "25P03", "25P04");
    put(all, READ_ONLY, true, "", "25006");
    put(all, UNABLE, true, "", "53");
    put(all, UNABLE, false, "", "57000", "58", "F0");
    put(all, FULL, true, "", "53100");
    put(all, CONNECTIONS_USED_UP, true, "", "53300");
    put(all, TOO_LARGE, true, "", "54");
    put(all, LOGIN, true, "", "28");
    put(all, PRIVILEGE, true, "", "42501");
    put(all, NO_DATABASE, true, "", "3D000");
    put(all, TABLE, true, "", "42P01");
    // duplicate_prepared_statement, invalid_sql_statement_name, invalid_cursor_name
    put(all, POOLER, true, "", "42P05", "26000", "34000");
    put(all, DAMAGED, false, "", "XX001", "XX002");
    return Collections.unmodifiableMap(all);
  }

  private static Map<Integer, Entry> mysql() {
    Map<Integer, Entry> all = new HashMap<>();
    put(all, UNIQUE, true, "", 1062, 1169, 1586, 1859);
    put(all, CONSTRAINT, true, "", 1048, 1216, 1217, 1451, 1452, 1557, 1761, 1762, 3819, 4025);
    // 1020 (MariaDB): the row was changed after this one's snapshot. 3101: undone by group
    // replication at commit, as 1213 is by Galera. 1223: FLUSH TABLES WITH READ LOCK.
    put(all, BUSY, true, "", 1020, 1099, 1100, 1205, 1206, 1213, 1223, 1412, 1615, 3101, 3572);
    put(all, CANCELLED, true, "", 1028, 1317, 1969, 3024);
    put(all, READ_ONLY, true, "", 1290, 1792, 1836);
    put(all, CONNECTION, false, "", 1042, 1043, 1053, 1077, 1079, 1080, 1081, 1152, 1154, 1155);
    put(all, CONNECTION, false, "", 1156, 1157, 1158, 1159, 1160, 1161, 1184, 1189, 1190, 1927);
    put(all, CONNECTION, false, "", 2002, 2003, 2006, 2013, 2055, 3032, 3168, 3169, 4031);
    // 1047: a Galera node that is not, or not yet, part of the cluster.
    put(all, UNABLE, true, "", 1037, 1038, 1041, 1047, 1135);
    put(all, UNABLE, false, "", 1003, 1015, 1016, 1017, 1023, 1024, 1026, 1030, 1180, 1534, 1598);
    put(all, UNABLE, false, "", 3100, 3797);
    put(all, FULL, true, "", 1021, 1114);
    put(all, CONNECTIONS_USED_UP, true, "", 1040, 1203, USER_LIMIT_REACHED);
    put(all, TOO_LARGE, true, "", 1118, 1406);
    put(all, TOO_LARGE, true, "max_allowed_packet", 1153, 1162, 1301);
    put(all, TOO_LARGE, true, "max_binlog_cache_size", 1197);
    put(all, TOO_LARGE, true, "max_binlog_stmt_cache_size", 1705);
    put(all, TOO_LARGE, true, "innodb_log_file_size", 1713);
    // 1820, 1862: the password has expired. 3118, 3955, 4151: the account is locked.
    put(all, LOGIN, true, "", 1045, 1129, 1130, 1251, 1524, 1698, 1820, 1862, 3118, 3159, 3955);
    put(all, LOGIN, true, "", 4151);
    put(all, PRIVILEGE, true, "", 1044, 1142, 1143, 1227, 1370);
    put(all, NO_DATABASE, true, "", 1049);
    put(all, TABLE, true, "", 1146);
    put(all, DAMAGED, false, "", 1033, 1034, 1035, 1194, 1195, 1707, 1712, 1812, 1877);
    return Collections.unmodifiableMap(all);
  }

  private static Map<Integer, Entry> sqlite() {
    Map<Integer, Entry> all = new HashMap<>();
    put(all, CONSTRAINT, true, "", 19);
    put(all, UNIQUE, true, "", 1555, 2067, 2579); // a primary key, another key, the row's number
    put(all, BUSY, true, "", 5, 6, 15, 17); // locked in four ways, or the schema has changed
    put(all, CANCELLED, true, "", 4, 9);
    put(all, UNABLE, true, "", 7, 8); // no memory; a file that may not be written
    // A file that cannot be read, written or opened; whether the journal's end is there is open.
    put(all, UNABLE, false, "", 2, 3, 10, 14);
    put(all, FULL, true, "", 13);
    put(all, TOO_LARGE, true, "", 18, 22);
    put(all, DAMAGED, false, "", 11, 26);
    return Collections.unmodifiableMap(all);
  }

  @SafeVarargs
  private static <K> void put(
      Map<K, Entry> all, Meaning meaning, boolean rolledBack, String limit, K... codes) {
    for (K code : codes) {
      all.put(code, new Entry(meaning, rolledBack, limit));
    }
  }
}
