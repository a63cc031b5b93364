package dev.cartulary.migration;

import dev.cartulary.database.ActiveDatabase;
import dev.cartulary.database.grants.GrantStatement;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.database.url.Engine;
import dev.cartulary.database.url.SqlText;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a migration user owns the tables, lets the application's user read and write their rows and
 * read the history: SELECT, INSERT, UPDATE, DELETE and nothing more.
 */
@Singleton
class AppUserGrants {

  private static final String ROWS = "SELECT, INSERT, UPDATE, DELETE";

  private final ActiveDatabase database;

  AppUserGrants(ActiveDatabase database) {
    this.database = database;
  }

  /**
   * Grants on the tables of the steps up to the version. What the migration user may not grant is a
   * warning with the statements for an administrator: the rights may be there already, through a
   * role or on the whole database.
   */
  void grant(Connection connection, int version, MigrationListener listener) {
    DatabaseSettings settings = database.settings();
    String appUser = settings.user();
    if (database.engine() == Engine.SQLITE
        || settings.migrationUser() == null
        || appUser == null
        || settings.migrationUser().equals(appUser)) {
      return;
    }
    List<String> statements = List.of();
    try {
      statements = statements(version, account(appUser));
      try (Statement statement = connection.createStatement()) {
        for (String sql : statements) {
          GrantStatement.execute(statement, sql);
        }
      }
    } catch (SQLException refused) {
      listener.warning(
          "The migration user could not grant the application's user its rights ("
              + refused.getMessage()
              + "). Unless it has them already, run as an administrator: "
              + String.join("; ", statements));
    }
  }

  private static List<String> statements(int version, String account) {
    List<String> statements = new ArrayList<>();
    for (SchemaStep step : SchemaSteps.ALL) {
      if (step.version() <= version) {
        for (String table : step.tables()) {
          statements.add("GRANT " + ROWS + " ON " + table + " TO " + account);
        }
      }
    }
    statements.add("GRANT SELECT ON " + SchemaHistory.TABLE + " TO " + account);
    return statements;
  }

  private String account(String appUser) {
    return database.engine() == Engine.POSTGRESQL
        ? SqlText.identifier(Engine.POSTGRESQL, appUser)
        : mysqlAccount().orElse(SqlText.account(appUser, "%"));
  }

  /**
   * MySQL's accounts are user and host pattern; only the user's own session tells which one it is.
   * Without a database, since MySQL refuses one in which the user has no rights yet.
   */
  private Optional<String> mysqlAccount() {
    try (Connection own = database.openServerConnection();
        Statement statement = own.createStatement();
        ResultSet row = statement.executeQuery("SELECT CURRENT_USER()")) {
      row.next();
      String account = row.getString(1);
      int at = account.lastIndexOf('@');
      return Optional.of(SqlText.account(account.substring(0, at), account.substring(at + 1)));
    } catch (SQLException noSession) {
      return Optional.empty();
    }
  }
}
