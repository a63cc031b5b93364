package dev.cartulary.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Asks each engine, in its own words, about TLS and privileges. */
final class ConnectionFacts {

  private static final List<String> DATA_PRIVILEGES =
      List.of("SELECT", "INSERT", "UPDATE", "DELETE");
  private static final List<String> MYSQL_SCHEMA_PRIVILEGES =
      List.of("CREATE", "ALTER", "DROP", "INDEX", "REFERENCES");

  private ConnectionFacts() {}

  /** For example {@code TLSv1.3, TLS_AES_256_GCM_SHA384}, or {@code off}. */
  static String tls(Connection connection, Engine engine) throws SQLException {
    return switch (engine) {
      case SQLITE -> "not applicable (a local file)";
      case POSTGRESQL -> {
        List<String> row =
            row(
                connection,
                "SELECT version, cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl");
        yield row.isEmpty() ? "off" : String.join(", ", row);
      }
      case MYSQL -> {
        List<String> version = row(connection, "SHOW SESSION STATUS LIKE 'Ssl_version'");
        List<String> cipher = row(connection, "SHOW SESSION STATUS LIKE 'Ssl_cipher'");
        yield version.size() < 2 || version.get(1).isEmpty()
            ? "off"
            : version.get(1) + ", " + cipher.get(1);
      }
    };
  }

  /** The privileges that the user lacks, each with the statement that grants it. */
  static List<String> missingPrivileges(Connection connection, DatabaseSettings settings)
      throws SQLException {
    boolean migrates = settings.migrationUser() == null;
    return switch (settings.engine()) {
      case SQLITE -> sqlite(settings.sqliteFile());
      case POSTGRESQL -> postgresql(connection, migrates);
      case MYSQL -> mysql(connection, migrates);
    };
  }

  private static List<String> sqlite(Optional<Path> file) {
    List<String> missing = new ArrayList<>();
    file.map(Path::toAbsolutePath)
        .ifPresent(path -> {
          if (Files.exists(path) && !Files.isWritable(path)) {
            missing.add("write access to " + path + "; run: chmod u+w " + path);
          }
          Path directory = path.getParent();
          if (directory != null && !Files.isWritable(directory)) {
            missing.add(
                "write access to the directory "
                    + directory
                    + ", where SQLite keeps its -wal and -shm files");
          }
        });
    return missing;
  }

  private static List<String> postgresql(Connection connection, boolean migrates)
      throws SQLException {
    List<String> missing = new ArrayList<>();
    List<String> who =
        row(
            connection,
            "SELECT quote_ident(current_user), quote_ident(coalesce(current_schema(), 'public')),"
                + " has_schema_privilege(coalesce(current_schema(), 'public'), 'CREATE'),"
                + " has_schema_privilege(coalesce(current_schema(), 'public'), 'USAGE')");
    String user = who.get(0);
    String schema = who.get(1);
    if (migrates && !isTrue(who.get(2))) {
      missing.add(
          "CREATE on schema " + schema + "; run: GRANT CREATE ON SCHEMA " + schema + " TO " + user);
    }
    if (!isTrue(who.get(3))) {
      missing.add(
          "USAGE on schema " + schema + "; run: GRANT USAGE ON SCHEMA " + schema + " TO " + user);
    }
    for (String table : existingTables(connection, "current_schema()")) {
      for (String privilege : DATA_PRIVILEGES) {
        List<String> granted =
            row(connection, "SELECT has_table_privilege(?, ?)", table, privilege);
        if (!isTrue(granted.get(0))) {
          missing.add(
              privilege
                  + " on "
                  + table
                  + "; run: GRANT "
                  + privilege
                  + " ON "
                  + table
                  + " TO "
                  + user);
        }
      }
    }
    return missing;
  }

  private static List<String> mysql(Connection connection, boolean migrates) throws SQLException {
    Set<String> granted = new TreeSet<>();
    String database = row(connection, "SELECT DATABASE()").get(0);
    String account = row(connection, "SELECT CURRENT_USER()").get(0);
    int at = account.lastIndexOf('@');
    String grantee = quoted(account.substring(0, at)) + "@" + quoted(account.substring(at + 1));
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT privilege_type FROM information_schema.user_privileges WHERE grantee = ?"
                + " UNION SELECT privilege_type FROM information_schema.schema_privileges"
                + " WHERE grantee = ? AND ? LIKE table_schema")) {
      statement.setString(1, grantee);
      statement.setString(2, grantee);
      statement.setString(3, database);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          granted.add(rows.getString(1).toUpperCase(Locale.ROOT));
        }
      }
    }
    List<String> needed = new ArrayList<>(DATA_PRIVILEGES);
    if (migrates) {
      needed.addAll(MYSQL_SCHEMA_PRIVILEGES);
    }
    needed.removeAll(granted);
    if (needed.isEmpty() || (!migrates && tablePrivilegesSuffice(connection, grantee, database))) {
      return List.of();
    }
    String list = String.join(", ", needed);
    return List.of(
        list
            + " on "
            + database
            + "; run: GRANT "
            + list
            + " ON `"
            + database.replace("`", "``")
            + "`.* TO "
            + grantee);
  }

  /** With a migration user, grants may stand on each table instead of on the whole database. */
  private static boolean tablePrivilegesSuffice(
      Connection connection, String grantee, String database) throws SQLException {
    for (String table : existingTables(connection, "DATABASE()")) {
      List<String> count =
          row(
              connection,
              "SELECT COUNT(*) FROM information_schema.table_privileges WHERE grantee = ?"
                  + " AND table_schema = ? AND table_name = ?"
                  + " AND privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')",
              grantee,
              database,
              table);
      if (Integer.parseInt(count.get(0)) < DATA_PRIVILEGES.size()) {
        return false;
      }
    }
    return true;
  }

  private static List<String> existingTables(Connection connection, String schema)
      throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = "
                    + schema
                    + " AND table_type = 'BASE TABLE' ORDER BY table_name")) {
      while (rows.next()) {
        if (Tables.OURS.contains(rows.getString(1))) {
          tables.add(rows.getString(1));
        }
      }
    }
    return tables;
  }

  private static List<String> row(Connection connection, String sql, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        List<String> values = new ArrayList<>();
        if (rows.next()) {
          for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
            values.add(String.valueOf(rows.getString(column)));
          }
        }
        return values;
      }
    }
  }

  private static boolean isTrue(String value) {
    return value.equals("t") || value.equals("true");
  }

  private static String quoted(String name) {
    return "'" + name.replace("'", "''") + "'";
  }
}
