package dev.cartulary.database.grants;

import dev.cartulary.database.ActiveDatabase;
import dev.cartulary.database.PostgresSchema;
import dev.cartulary.database.Tables;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.database.url.Engine;
import dev.cartulary.database.url.SqlText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the users may not do and would need to: the user that serves requests reads and writes rows,
 * and the user that migrates changes the schema; they may be one.
 */
public final class Privileges {

  /** What serving needs on each table of ours. */
  static final List<String> ROWS = List.of("SELECT", "INSERT", "UPDATE", "DELETE");

  /** Every table that this program makes, the history included. */
  static final List<String> TABLES =
      Stream.concat(Tables.OURS.stream(), Stream.of(Tables.HISTORY)).toList();

  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  private static final int MYSQL_DATABASE_ACCESS_DENIED = 1044;

  private Privileges() {}

  /**
   * Each missing privilege with the statement that grants it; where a migration user is set, also
   * what that one lacks.
   *
   * @param connection of the user that serves requests
   */
  public static List<String> missing(Connection connection, ActiveDatabase database)
      throws SQLException {
    DatabaseSettings settings = database.settings();
    boolean migrates =
        !settings.hasMigrationUser() && settings.autoMigrate().appliesTo(settings.engine());
    List<String> missing = new ArrayList<>();
    switch (settings.engine()) {
      case SQLITE -> missing.addAll(sqlite(settings.sqliteFile()));
      case POSTGRESQL -> missing.addAll(PostgresPrivileges.missing(connection, true, migrates));
      case MYSQL ->
          missing.addAll(
              MySqlPrivileges.of(connection, settings.databaseName())
                  .missingToServe(migrates, () -> existingTables(database)));
    }
    if (settings.hasMigrationUser()) {
      missing.addAll(missingToMigrate(connection, database));
    }
    return missing;
  }

  /** What may have made the connection of the user that serves requests fail. */
  public static List<String> missingToConnect(ActiveDatabase database, SQLException failure) {
    DatabaseSettings settings = database.settings();
    if (isConnectRefused(settings.engine(), failure)) {
      return List.of(connect(settings.databaseName(), String.valueOf(settings.user())));
    }
    if (settings.engine() != Engine.MYSQL
        || failure.getErrorCode() != MYSQL_DATABASE_ACCESS_DENIED) {
      return List.of();
    }
    try (Connection server = database.openServerConnection()) {
      List<String> missing = missing(server, database);
      return missing.isEmpty()
          ? List.of("every table of " + settings.databaseName() + "; run: cartulary migrate up")
          : missing;
    } catch (SQLException stillRefused) {
      return List.of();
    }
  }

  private static List<String> missingToMigrate(Connection serving, ActiveDatabase database)
      throws SQLException {
    DatabaseSettings settings = database.settings();
    String user = String.valueOf(settings.migrationUser());
    try (Connection connection = database.openMigrationConnection()) {
      if (settings.engine() == Engine.POSTGRESQL) {
        List<String> missing = new ArrayList<>();
        PostgresSchema.difference(serving, connection, settings).ifPresent(missing::add);
        missing.addAll(PostgresPrivileges.missing(connection, false, true));
        return missing;
      }
      boolean grants = !MySqlPrivileges.of(serving, settings.databaseName()).servesEveryTable();
      return MySqlPrivileges.of(connection, settings.databaseName()).missingToMigrate(grants);
    } catch (SQLException failure) {
      return List.of(
          isConnectRefused(settings.engine(), failure)
              ? connect(settings.databaseName(), user)
              : "a connection as the migration user " + user + ": " + failure.getMessage());
    }
  }

  private static boolean isConnectRefused(Engine engine, SQLException failure) {
    return engine == Engine.POSTGRESQL && INSUFFICIENT_PRIVILEGE.equals(failure.getSQLState());
  }

  private static String connect(String database, String user) {
    String name = SqlText.identifier(Engine.POSTGRESQL, database);
    return "CONNECT on database "
        + name
        + "; run: GRANT CONNECT ON DATABASE "
        + name
        + " TO "
        + SqlText.identifier(Engine.POSTGRESQL, user);
  }

  /**
   * MySQL shows a user those tables only on which it has a right. The migration user has them all;
   * without one, every table is taken to be there.
   */
  private static List<String> existingTables(ActiveDatabase database) {
    if (!database.settings().hasMigrationUser()) {
      return TABLES;
    }
    try (Connection connection = database.openMigrationConnection()) {
      return MySqlPrivileges.existingTables(connection, database.settings().databaseName());
    } catch (SQLException cannotTell) {
      return TABLES;
    }
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
}
