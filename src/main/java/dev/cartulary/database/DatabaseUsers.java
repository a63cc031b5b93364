package dev.cartulary.database;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Masking;
import dev.cartulary.config.Secret;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The two users of a server's database: one serves requests and works with rows, the other changes
 * the schema. Creates them and gives them what they need and no more; takes nothing away.
 */
@Singleton
public class DatabaseUsers {

  /** How the connection is protected: as for the database in force, unless the URL says it. */
  private static final List<Setting> PROTECTION =
      List.of(
          Setting.DB_SSL_MODE, Setting.DB_SSL_ROOT_CERT, Setting.DB_SSL_CERT, Setting.DB_SSL_KEY);

  /**
   * What is wanted.
   *
   * @param appUser the user that serves requests
   * @param migrationUser the user that changes the schema; another one
   * @param host from where MySQL lets both in, a pattern such as {@code %}; no meaning on
   *     PostgreSQL
   * @param setPasswords whether users that are there already get the passwords in force
   */
  public record Request(String appUser, String migrationUser, String host, boolean setPasswords) {}

  /**
   * What came of it.
   *
   * @param lines what was done, in words
   * @param warnings what is there and should not be, with the statement that takes it away
   * @param failure why it ended early; empty where all is done
   */
  public record Report(List<String> lines, List<String> warnings, Optional<String> failure) {}

  /** What an engine's statements add to a report while they run. */
  record Notebook(List<String> lines, List<String> warnings) {}

  /**
   * A user to be there in the end.
   *
   * @param password empty where none is set
   * @param purpose what it is for, in words
   */
  record User(String name, Optional<Secret> password, String purpose) {}

  private final DatabaseSettings settings;
  private final Settings given;

  DatabaseUsers(DatabaseSettings settings, Settings given) {
    this.settings = settings;
    this.given = given;
  }

  /** The statements for an administrator to run by hand, without any password. */
  public String script(Request request) {
    return settings.engine() == Engine.POSTGRESQL
        ? postgres(request).script()
        : mysql(request).script();
  }

  /**
   * Reads an administrator's URL; what is wrong with it comes as findings.
   *
   * @param name where it stands, in the user's words
   */
  public DatabaseSettings.Resolution administrator(String name, String url) {
    Map<Setting, String> own = DatabaseUrl.parse(name, url).parameters();
    Map<Setting, String> others = new EnumMap<>(Setting.class);
    for (Setting setting : PROTECTION) {
      if (!own.containsKey(setting)) {
        settings.effective().get(setting).ifPresent(value -> others.put(setting, value));
      }
    }
    DatabaseSettings.Resolution read =
        DatabaseSettings.resolve(given.withDatabaseUrl(name, url, others));
    Optional<String> other = read.settings().flatMap(this::otherDatabase);
    if (other.isEmpty()) {
      return read;
    }
    Finding finding =
        new Finding(
            name,
            Masking.url(url),
            other.get(),
            "Name the database of " + settings.maskedUrl() + ", as an administrator");
    return new DatabaseSettings.Resolution(Optional.empty(), List.of(finding), read.warnings());
  }

  private Optional<String> otherDatabase(DatabaseSettings administrator) {
    if (administrator.engine() != settings.engine()) {
      return Optional.of("it is of another engine than the database in force");
    }
    if (Collections.disjoint(administrator.hosts(), settings.hosts())) {
      return Optional.of("it is on another server than the database in force");
    }
    // On PostgreSQL a session reaches the schema and the tables of its own database only.
    return settings.engine() == Engine.POSTGRESQL
            && !administrator.databaseName().equals(settings.databaseName())
        ? Optional.of("it is another database than the one in force")
        : Optional.empty();
  }

  /** Creates what is missing. Run again, it changes nothing. */
  public Report create(Request request, DatabaseSettings administrator) {
    Notebook notebook = new Notebook(new ArrayList<>(), new ArrayList<>());
    Optional<String> failure = Optional.empty();
    try (Connection connection =
        ActiveDatabase.connect(
            administrator.jdbcUrl(),
            administrator.user(),
            administrator.password(),
            administrator.jdbcProperties())) {
      DatabaseProduct.verified(connection, administrator);
      if (settings.engine() == Engine.POSTGRESQL) {
        postgres(request).create(connection, notebook);
      } else {
        mysql(request).create(connection, notebook);
      }
    } catch (SQLException refused) {
      List<Secret> secrets =
          Stream.of(settings.password(), settings.migrationPassword(), administrator.password())
              .filter(Objects::nonNull)
              .toList();
      failure = Optional.of(Masking.secrets(String.valueOf(refused.getMessage()), secrets));
    }
    return new Report(notebook.lines(), notebook.warnings(), failure);
  }

  private PostgresUsers postgres(Request request) {
    return new PostgresUsers(
        settings.databaseName(), app(request), migration(request), request.setPasswords());
  }

  private MySqlUsers mysql(Request request) {
    return new MySqlUsers(
        settings.databaseName(),
        app(request),
        migration(request),
        request.host(),
        request.setPasswords());
  }

  private User app(Request request) {
    return new User(request.appUser(), Optional.ofNullable(settings.password()), "serves requests");
  }

  private User migration(Request request) {
    return new User(
        request.migrationUser(),
        Optional.ofNullable(settings.migrationPassword()),
        "changes the schema");
  }
}
