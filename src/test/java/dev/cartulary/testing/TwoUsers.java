package dev.cartulary.testing;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of two users for a test database, with every character that breaks careless SQL; and
 * how each engine writes them. The program under test creates them.
 */
public final class TwoUsers implements AutoCloseable {

  /** The tables on which the user that serves requests has its rights. */
  public static final List<String> TABLES =
      List.of(
          "metadata",
          "source_lock",
          "source",
          "registry",
          "registry_source",
          "entry",
          "listing",
          "staged_entry",
          "source_refusal",
          "entry_remote",
          "job",
          "idempotency_key",
          "master_key",
          "data_key",
          "identity_lock",
          "custom_role",
          "user_account",
          "login_attempt",
          "login_session",
          "api_key",
          "team",
          "team_member",
          "namespace_grant",
          "signing_key",
          "audit_chain",
          "audit_log",
          "audit_pending",
          "audit_checkpoint",
          "audit_key");

  private final TestDatabase database;
  private final String suffix;

  public TwoUsers(TestDatabase database) {
    this.database = database;
    this.suffix = database.name().substring(2, database.name().indexOf(' ')) + " é%'\"\\`";
  }

  /** The user that serves requests. */
  public String app() {
    return "a" + suffix;
  }

  /** The user that changes the schema; on PostgreSQL without an apostrophe, for Flyway's sake. */
  public String migrator() {
    return "m" + (database.server().isPostgresql() ? suffix.replace("'", "") : suffix);
  }

  /** What the program is told: both users, the same password. */
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("DATABASE_URL", database.url(app(), TestDatabase.PASSWORD));
    environment.put("DB_MIGRATION_USER", migrator());
    environment.put("DB_MIGRATION_PASSWORD", TestDatabase.PASSWORD);
    return environment;
  }

  /** The same, for a command that needs an administrator. */
  public Map<String, String> administrativeEnvironment() {
    Map<String, String> environment = environment();
    environment.put("DB_ADMIN_URL", database.administratorUrl());
    return environment;
  }

  /** The user as SQL writes it. */
  public String sql(String user) {
    return database.server().isPostgresql()
        ? "\"" + user.replace("\"", "\"\"") + "\""
        : "'" + user.replace("\\", "\\\\").replace("'", "''") + "'@'%'";
  }

  /** As the administrator. */
  public void execute(String sql) throws SQLException {
    Sql.execute(database, sql);
  }

  /** The rows of a query of the administrator, each as one text. */
  public List<String> rows(String query) throws SQLException {
    return Sql.rows(database, query).stream().map(columns -> String.join(" | ", columns)).toList();
  }

  /** Drops what was created; without a server there is nothing. */
  @Override
  public void close() throws SQLException {
    for (String user : List.of(app(), migrator())) {
      if (database.server().isPostgresql()) {
        if (!rows("SELECT 1 FROM pg_roles WHERE rolname = " + text(user)).isEmpty()) {
          execute("REASSIGN OWNED BY " + sql(user) + " TO CURRENT_USER");
          execute("DROP OWNED BY " + sql(user) + " CASCADE");
          execute("DROP ROLE " + sql(user));
        }
      } else {
        execute("DROP USER IF EXISTS " + sql(user));
      }
    }
  }

  /** The text as a literal of the engine. */
  public String text(String text) {
    String quoted = text.replace("'", "''");
    return "'" + (database.server().isPostgresql() ? quoted : quoted.replace("\\", "\\\\")) + "'";
  }
}
