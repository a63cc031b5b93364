package dev.cartulary.database.grants;

import dev.cartulary.config.Secret;
import dev.cartulary.database.Tables;
import dev.cartulary.database.grants.DatabaseUsers.Notebook;
import dev.cartulary.database.grants.DatabaseUsers.User;
import dev.cartulary.database.url.Engine;
import dev.cartulary.database.url.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The two users of a MySQL or MariaDB database. */
final class MySqlUsers {

  private static final String ROWS = String.join(", ", Privileges.ROWS);
  private static final String NO_PASSWORD = "28000";

  private final String database;
  private final User app;
  private final User migration;
  private final String host;
  private final boolean setPasswords;
  private final String appAccount;
  private final String migrationAccount;

  MySqlUsers(String database, User app, User migration, String host, boolean setPasswords) {
    this.database = database;
    this.app = app;
    this.migration = migration;
    this.host = host;
    this.setPasswords = setPasswords;
    this.appAccount = SqlText.account(app.name(), host);
    this.migrationAccount = SqlText.account(migration.name(), host);
  }

  String script() {
    List<String> lines = new ArrayList<>();
    lines.add("-- For an administrator. Put passwords of your own where < > stand.");
    lines.add(createUser(migrationAccount, "<password of the migration user>") + ";");
    lines.add(createUser(appAccount, "<password of the user that serves requests>") + ";");
    if (!SqlText.everyTableOf(database).equals(plainName() + ".*")) {
      lines.add("-- The backslashes keep the name from being a pattern. Leave them out where the");
      lines.add("-- server says partial_revokes=ON.");
    }
    lines.add(grantOnDatabase(SqlText.everyTableOf(database)) + ";");
    lines.add("-- Then run `cartulary migrate up`: the migration user grants");
    lines.add("-- " + ROWS + " on each table to the other one.");
    return String.join("\n", lines);
  }

  private static String createUser(String account, String password) {
    return "CREATE USER IF NOT EXISTS "
        + account
        + " IDENTIFIED BY "
        + SqlText.mysqlLiteral(password);
  }

  private String grantOnDatabase(String everyTable) {
    return "GRANT "
        + ROWS
        + ", "
        + String.join(", ", MySqlPrivileges.SCHEMA)
        + " ON "
        + everyTable
        + " TO "
        + migrationAccount
        + " WITH GRANT OPTION";
  }

  private String plainName() {
    return SqlText.identifier(Engine.MYSQL, database);
  }

  /** MySQL commits each statement: what was done before one fails stays, and is in the notebook. */
  void create(Connection connection, Notebook notebook) throws SQLException {
    user(connection, migration, migrationAccount, notebook);
    user(connection, app, appAccount, notebook);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          grantOnDatabase(
              namesArePatterns(connection) ? SqlText.everyTableOf(database) : plainName() + ".*"));
      for (String table : MySqlPrivileges.existingTables(connection, database)) {
        String rights = table.equals(Tables.HISTORY) ? "SELECT" : ROWS;
        statement.execute(
            "GRANT " + rights + " ON " + plainName() + ".`" + table + "` TO " + appAccount);
      }
    }
    notebook.lines().add("granted: what both need, and no more, in the database " + plainName());
    mayChangeTheSchema(connection, notebook);
  }

  private void user(Connection connection, User user, String account, Notebook notebook)
      throws SQLException {
    boolean isThere = isThere(connection, user);
    Optional<String> password = user.password().map(Secret::reveal);
    if (!isThere && password.isEmpty()) {
      throw new SQLException(
          account
              + " would have no password, and MySQL accepts anyone as such a user: set its"
              + " password first",
          NO_PASSWORD);
    }
    boolean sets = isThere && setPasswords && password.isPresent();
    try (Statement statement = connection.createStatement()) {
      if (!isThere) {
        statement.execute(createUser(account, password.orElseThrow()));
      } else if (sets) {
        statement.execute(
            "ALTER USER "
                + account
                + " IDENTIFIED BY "
                + SqlText.mysqlLiteral(password.orElseThrow()));
      }
    }
    notebook
        .lines()
        .add(
            (isThere ? "kept:    " : "created: ")
                + account
                + " ("
                + user.purpose()
                + ")"
                + (sets ? ", with the password in force" : ""));
  }

  private boolean isThere(Connection connection, User user) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT 1 FROM mysql.user WHERE user = ? AND host = ?")) {
      statement.setString(1, user.name());
      statement.setString(2, host);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  /** With partial_revokes, which MariaDB does not have, names in GRANT are taken as they are. */
  private static boolean namesArePatterns(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW VARIABLES LIKE 'partial_revokes'")) {
      return !row.next() || !row.getString(2).equals("ON");
    }
  }

  /** A user that did everything until now may still have rights on the whole database. */
  private void mayChangeTheSchema(Connection connection, Notebook notebook) throws SQLException {
    Map<String, Set<String>> tooMuch = new TreeMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT table_schema, privilege_type, is_grantable"
                + " FROM information_schema.schema_privileges"
                + " WHERE grantee = ? AND (? LIKE table_schema OR table_schema = ?)"
                + " UNION SELECT NULL, privilege_type, is_grantable"
                + " FROM information_schema.user_privileges"
                + " WHERE grantee = ? AND privilege_type <> 'USAGE'")) {
      String grantee = "'" + app.name() + "'@'" + host + "'";
      statement.setString(1, grantee);
      statement.setString(2, database);
      statement.setString(3, database);
      statement.setString(4, grantee);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String pattern = row.getString(1);
          String where = pattern == null ? "*.*" : SqlText.identifier(Engine.MYSQL, pattern) + ".*";
          Set<String> found = tooMuch.computeIfAbsent(where, it -> new TreeSet<>());
          if (!Privileges.ROWS.contains(row.getString(2))) {
            found.add(row.getString(2));
          }
          if (row.getString(3).equals("YES")) {
            found.add("GRANT OPTION");
          }
        }
      }
    }
    tooMuch.values().removeIf(Set::isEmpty);
    tooMuch.forEach((where, privileges) ->
        notebook
            .warnings()
            .add(
                appAccount
                    + " may do more than work with rows. Unless something else needs that, run:"
                    + " REVOKE "
                    + String.join(", ", privileges)
                    + " ON "
                    + where
                    + " FROM "
                    + appAccount));
  }
}
