package dev.cartulary.database.grants;

import dev.cartulary.database.Tables;
import dev.cartulary.database.grants.DatabaseUsers.Notebook;
import dev.cartulary.database.grants.DatabaseUsers.User;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.database.url.Engine;
import dev.cartulary.database.url.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.util.PasswordUtil;

/** The two users of a PostgreSQL database, whose tables are in one schema. */
final class PostgresUsers {

  private static final String ROWS = String.join(", ", Privileges.ROWS);

  private static final String TABLES =
      "SELECT c.relname, pg_get_userbyid(c.relowner) FROM pg_class c"
          + " JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE n.nspname = ? AND c.relkind IN ('r', 'p') ORDER BY c.relname";

  private static final String MAY_CREATE =
      "SELECT r.rolsuper, has_schema_privilege(r.oid, n.oid, 'CREATE'),"
          + " EXISTS (SELECT 1 FROM aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a"
          + " WHERE a.grantee = 0 AND a.privilege_type = 'CREATE'),"
          + " EXISTS (SELECT 1 FROM pg_database d"
          + " WHERE d.datname = current_database() AND d.datdba = r.oid)"
          + " FROM pg_roles r, pg_namespace n WHERE r.rolname = ? AND n.nspname = ?";

  /** The schema that every database has from the start. */
  private static final String PUBLIC = "public";

  private final User app;
  private final User migration;
  private final boolean setPasswords;
  private final String appName;
  private final String migrationName;
  private final String databaseName;
  private final String schema;
  private final String schemaName;

  PostgresUsers(DatabaseSettings database, User app, User migration, boolean setPasswords) {
    this.app = app;
    this.migration = migration;
    this.setPasswords = setPasswords;
    this.appName = quoted(app.name());
    this.migrationName = quoted(migration.name());
    this.databaseName = quoted(database.databaseName());
    this.schema = database.schema().orElse(PUBLIC);
    this.schemaName = schema.equals(PUBLIC) ? PUBLIC : quoted(schema);
  }

  private static String quoted(String name) {
    return SqlText.identifier(Engine.POSTGRESQL, name);
  }

  String script() {
    List<String> lines = new ArrayList<>();
    lines.add("-- For an administrator, connected to the database " + databaseName + ".");
    lines.add("-- Leave out CREATE ROLE for a user that exists already.");
    for (String name : List.of(migrationName, appName)) {
      lines.add("CREATE ROLE " + name + " LOGIN;");
      lines.add("-- its password, in psql: \\password " + name);
    }
    grants().forEach(grant -> lines.add(grant + ";"));
    if (schema.equals(PUBLIC)) {
      lines.add(
          "-- Before PostgreSQL 15 everybody may create objects in the schema public. Unless");
      lines.add("-- another program needs that: REVOKE CREATE ON SCHEMA public FROM PUBLIC;");
    }
    lines.add("-- Then run `cartulary migrate up`: the migration user owns the tables and grants");
    lines.add("-- " + ROWS + " on each to the other one.");
    return String.join("\n", lines);
  }

  private List<String> grants() {
    List<String> grants = new ArrayList<>();
    grants.add(
        "GRANT CONNECT ON DATABASE " + databaseName + " TO " + migrationName + ", " + appName);
    if (!schema.equals(PUBLIC)) {
      grants.add("CREATE SCHEMA IF NOT EXISTS " + schemaName);
    }
    grants.add("GRANT USAGE, CREATE ON SCHEMA " + schemaName + " TO " + migrationName);
    grants.add("GRANT USAGE ON SCHEMA " + schemaName + " TO " + appName);
    return grants;
  }

  /** Does all or nothing. */
  void create(Connection connection, Notebook notebook) throws SQLException {
    connection.setAutoCommit(false);
    Notebook done = new Notebook(new ArrayList<>(), new ArrayList<>());
    user(connection, migration, done);
    user(connection, app, done);
    try (Statement statement = connection.createStatement()) {
      for (String grant : grants()) {
        GrantStatement.execute(statement, grant);
      }
      for (String sql : onTables(connection)) {
        GrantStatement.execute(statement, sql);
      }
    }
    mayCreate(connection, done);
    connection.commit();
    done.lines().add("granted: what both need, and no more, in the database " + databaseName);
    notebook.lines().addAll(done.lines());
    notebook.warnings().addAll(done.warnings());
  }

  private void user(Connection connection, User user, Notebook notebook) throws SQLException {
    String name = quoted(user.name());
    boolean isThere;
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT 1 FROM pg_roles WHERE rolname = ?")) {
      statement.setString(1, user.name());
      try (ResultSet row = statement.executeQuery()) {
        isThere = row.next();
      }
    }
    boolean sets = (!isThere || setPasswords) && user.password().isPresent();
    try (Statement statement = connection.createStatement()) {
      if (!isThere) {
        statement.execute("CREATE ROLE " + name + " LOGIN");
      }
      if (sets) {
        statement.execute("ALTER ROLE " + name + " PASSWORD '" + hash(user) + "'");
      }
    }
    if (!isThere && !sets) {
      notebook
          .warnings()
          .add(name + " has no password, since none is set. In psql: \\password " + name);
    }
    notebook
        .lines()
        .add(
            (isThere ? "kept:    " : "created: ")
                + name
                + " ("
                + user.purpose()
                + ")"
                + (isThere && sets ? ", with the password in force" : ""));
  }

  /** What the server logs, and shows of its sessions, then holds no password. */
  private static String hash(User user) {
    return PasswordUtil.encodeScramSha256(user.password().orElseThrow().reveal().toCharArray());
  }

  /** A schema that another user has set up is handed over. */
  private List<String> onTables(Connection connection) throws SQLException {
    List<String> statements = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
      statement.setString(1, schema);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          if (Privileges.TABLES.contains(row.getString(1))) {
            onTable(row.getString(1), row.getString(2), statements);
          }
        }
      }
    }
    return statements;
  }

  private void onTable(String name, String owner, List<String> statements) {
    String table = schemaName + "." + name;
    if (!owner.equals(migration.name())) {
      statements.add("ALTER TABLE " + table + " OWNER TO " + migrationName);
    }
    String rights = name.equals(Tables.HISTORY) ? "SELECT" : ROWS;
    statements.add("GRANT " + rights + " ON " + table + " TO " + appName);
  }

  private void mayCreate(Connection connection, Notebook notebook) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MAY_CREATE)) {
      statement.setString(1, app.name());
      statement.setString(2, schema);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next() || !row.getBoolean(2)) {
          return;
        }
        String fix = "REVOKE CREATE ON SCHEMA " + schemaName + " FROM " + appName;
        if (row.getBoolean(1)) {
          fix = "ALTER ROLE " + appName + " NOSUPERUSER";
        } else if (row.getBoolean(3)) {
          fix = "REVOKE CREATE ON SCHEMA " + schemaName + " FROM PUBLIC";
        } else if (row.getBoolean(4)) {
          fix = "ALTER DATABASE " + databaseName + " OWNER TO " + migrationName;
        }
        notebook
            .warnings()
            .add(
                appName
                    + " may create objects in the schema "
                    + schemaName
                    + ". Unless something else needs that, run: "
                    + fix);
      }
    }
  }
}
