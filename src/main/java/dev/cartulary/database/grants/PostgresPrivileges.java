package dev.cartulary.database.grants;

import dev.cartulary.database.Tables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What the user of a PostgreSQL session may not do. */
final class PostgresPrivileges {

  /**
   * Without USAGE on its schema a session has no current schema; the catalogue, which everybody may
   * read, still tells where our tables are.
   */
  private static final String SCHEMA =
      "SELECT quote_ident(s.name), quote_ident(current_user),"
          + " has_schema_privilege(s.name, 'USAGE'), has_schema_privilege(s.name, 'CREATE'), s.name"
          + " FROM (SELECT coalesce(current_schema(), (SELECT min(n.nspname) FROM pg_class c"
          + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relname = '"
          + Tables.HISTORY
          + "'), 'public') AS name) s";

  private static final String TABLE =
      "SELECT c.relname, quote_ident(n.nspname) || '.' || quote_ident(c.relname),"
          + " pg_has_role(c.relowner, 'USAGE'), has_table_privilege(c.oid, 'SELECT'),"
          + " has_table_privilege(c.oid, 'INSERT'), has_table_privilege(c.oid, 'UPDATE'),"
          + " has_table_privilege(c.oid, 'DELETE')"
          + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE c.relkind IN ('r', 'p') AND n.nspname = ? ORDER BY c.relname";

  private static final int FIRST_PRIVILEGE_COLUMN = 4;

  private final boolean serves;
  private final boolean migrates;
  private final List<String> missing = new ArrayList<>();
  private String user = "";

  private PostgresPrivileges(boolean serves, boolean migrates) {
    this.serves = serves;
    this.migrates = migrates;
  }

  static List<String> missing(Connection connection, boolean serves, boolean migrates)
      throws SQLException {
    PostgresPrivileges privileges = new PostgresPrivileges(serves, migrates);
    privileges.tables(connection, privileges.schema(connection));
    return privileges.missing;
  }

  private String schema(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SCHEMA)) {
      row.next();
      user = row.getString(2);
      List<String> lacking = new ArrayList<>();
      if (!row.getBoolean(3)) {
        lacking.add("USAGE");
      }
      if (migrates && !row.getBoolean(4)) {
        lacking.add("CREATE");
      }
      lacks(lacking, "SCHEMA " + row.getString(1), "schema " + row.getString(1));
      return row.getString(5);
    }
  }

  private void tables(Connection connection, String schema) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TABLE)) {
      statement.setString(1, schema);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          if (Privileges.TABLES.contains(row.getString(1))) {
            table(row);
          }
        }
      }
    }
  }

  private void table(ResultSet row) throws SQLException {
    String table = row.getString(2);
    if (migrates && !row.getBoolean(3)) {
      missing.add("ownership of " + table + "; run: ALTER TABLE " + table + " OWNER TO " + user);
      return;
    }
    List<String> lacking = new ArrayList<>();
    for (String privilege : needed(row.getString(1))) {
      if (!row.getBoolean(FIRST_PRIVILEGE_COLUMN + Privileges.ROWS.indexOf(privilege))) {
        lacking.add(privilege);
      }
    }
    lacks(lacking, table, table);
  }

  private List<String> needed(String table) {
    if (table.equals(Tables.HISTORY)) {
      return migrates ? Privileges.ROWS : List.of("SELECT");
    }
    return serves ? Privileges.ROWS : List.of();
  }

  private void lacks(List<String> privileges, String object, String words) {
    if (!privileges.isEmpty()) {
      String list = String.join(", ", privileges);
      missing.add(list + " on " + words + "; run: GRANT " + list + " ON " + object + " TO " + user);
    }
  }
}
