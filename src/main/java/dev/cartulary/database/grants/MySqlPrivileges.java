package dev.cartulary.database.grants;

import dev.cartulary.database.Tables;
import dev.cartulary.database.url.Engine;
import dev.cartulary.database.url.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What the account of a MySQL or MariaDB session may do in a database. */
final class MySqlPrivileges {

  /** What migrating needs beside {@link Privileges#ROWS}. */
  static final List<String> SCHEMA = List.of("CREATE", "ALTER", "DROP", "INDEX", "REFERENCES");

  /** A database's grants name a pattern, in which a backslash escapes. */
  private static final String WIDE =
      "SELECT privilege_type, is_grantable FROM information_schema.user_privileges"
          + " WHERE grantee = ?"
          + " UNION SELECT privilege_type, is_grantable FROM information_schema.schema_privileges"
          + " WHERE grantee = ? AND (? LIKE table_schema OR table_schema = ?)";

  private static final String NARROW =
      "SELECT table_name, privilege_type FROM information_schema.table_privileges"
          + " WHERE grantee = ? AND table_schema = ?";

  private final String database;
  private final String account;
  private final Set<String> wide = new HashSet<>();
  private final Set<String> grantable = new HashSet<>();
  private final Map<String, Set<String>> narrow = new HashMap<>();

  private MySqlPrivileges(String database, String account) {
    this.database = database;
    this.account = account;
  }

  /** Reads what the session's account has; the session need not be in the database. */
  static MySqlPrivileges of(Connection connection, String database) throws SQLException {
    String user;
    String host;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT CURRENT_USER()")) {
      row.next();
      String account = row.getString(1);
      int at = account.lastIndexOf('@');
      user = account.substring(0, at);
      host = account.substring(at + 1);
    }
    MySqlPrivileges privileges = new MySqlPrivileges(database, SqlText.account(user, host));
    // The views show the account between quotes, but do not escape what is in it.
    privileges.read(connection, "'" + user + "'@'" + host + "'");
    return privileges;
  }

  private void read(Connection connection, String grantee) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WIDE)) {
      statement.setString(1, grantee);
      statement.setString(2, grantee);
      statement.setString(3, database);
      statement.setString(4, database);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String privilege = row.getString(1).toUpperCase(Locale.ROOT);
          wide.add(privilege);
          if (row.getString(2).equals("YES")) {
            grantable.add(privilege);
          }
        }
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(NARROW)) {
      statement.setString(1, grantee);
      statement.setString(2, database);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          narrow
              .computeIfAbsent(row.getString(1), table -> new HashSet<>())
              .add(row.getString(2).toUpperCase(Locale.ROOT));
        }
      }
    }
  }

  /** Whether the rights on the rows hold for the database as a whole, later tables included. */
  boolean servesEveryTable() {
    return wide.containsAll(Privileges.ROWS);
  }

  /**
   * What the account that serves requests lacks.
   *
   * @param migrates whether it changes the schema, too, and so needs rights on the whole database
   * @param tables the tables that exist; asked for only where it matters
   */
  List<String> missingToServe(boolean migrates, Supplier<List<String>> tables) {
    if (migrates) {
      return onDatabase(false);
    }
    if (servesEveryTable()) {
      return List.of();
    }
    List<String> missing = new ArrayList<>();
    for (String table : tables.get()) {
      List<String> lacking =
          new ArrayList<>(table.equals(Tables.HISTORY) ? List.of("SELECT") : Privileges.ROWS);
      lacking.removeAll(wide);
      lacking.removeAll(narrow.getOrDefault(table, Set.of()));
      if (!lacking.isEmpty()) {
        missing.add(lacks(lacking, tableName(table), table));
      }
    }
    return missing;
  }

  /**
   * What the account that migrates lacks.
   *
   * @param grants whether it has to pass rights on to the account that serves requests
   */
  List<String> missingToMigrate(boolean grants) {
    return onDatabase(grants);
  }

  private List<String> onDatabase(boolean grants) {
    List<String> lacking = new ArrayList<>(Privileges.ROWS);
    lacking.addAll(SCHEMA);
    lacking.removeAll(wide);
    if (grants && grantable.isEmpty()) {
      lacking.add("GRANT OPTION");
    }
    return lacking.isEmpty()
        ? List.of()
        : List.of(lacks(lacking, SqlText.everyTableOf(database), database));
  }

  private String tableName(String table) {
    return SqlText.identifier(Engine.MYSQL, database)
        + "."
        + SqlText.identifier(Engine.MYSQL, table);
  }

  private String lacks(List<String> privileges, String object, String words) {
    String list = String.join(", ", privileges);
    return list + " on " + words + "; run: GRANT " + list + " ON " + object + " TO " + account;
  }

  /** Those of our tables that are in the database, as far as the session's account may see. */
  static List<String> existingTables(Connection connection, String database) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT table_name FROM information_schema.tables"
                + " WHERE table_schema = ? AND table_type = 'BASE TABLE' ORDER BY table_name")) {
      statement.setString(1, database);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          if (Privileges.TABLES.contains(row.getString(1))) {
            tables.add(row.getString(1));
          }
        }
      }
    }
    return tables;
  }
}
