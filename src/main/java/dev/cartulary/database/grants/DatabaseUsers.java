package dev.cartulary.database.grants;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Masking;
import dev.cartulary.config.Secret;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.diagnosis.ConnectionDiagnosis;
import dev.cartulary.database.diagnosis.DatabaseProduct;
import dev.cartulary.database.diagnosis.FailureWords;
import dev.cartulary.database.login.HostChoice;
import dev.cartulary.database.login.Login;
import dev.cartulary.database.password.PasswordCommand;
import dev.cartulary.database.password.PasswordSource;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.database.url.DatabaseUrl;
import dev.cartulary.database.url.Engine;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
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
          Setting.DB_SSL_MODE,
          Setting.DB_SSL_ROOT_CERT,
          Setting.DB_SSL_CERT,
          Setting.DB_SSL_KEY,
          Setting.DB_CHANNEL_BINDING);

  /**
   * What is asked for.
   *
   * @param appUser the user that serves requests
   * @param migrationUser the user that changes the schema; another one
   * @param host from where MySQL accepts both, a pattern such as {@code %}; no meaning on
   *     PostgreSQL
   * @param setPasswords whether users that exist already get the passwords in force
   */
  public record Request(String appUser, String migrationUser, String host, boolean setPasswords) {}

  /**
   * What came of it.
   *
   * @param lines what was done, in words
   * @param warnings what exists and should not, with the statement that takes it away
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
    User app = app(request, Optional.empty());
    User migration = migration(request, Optional.empty());
    return settings.engine() == Engine.POSTGRESQL
        ? postgres(request, app, migration).script()
        : mysql(request, app, migration).script();
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
    List<Secret> secrets = new ArrayList<>();
    Properties properties = new Properties();
    properties.putAll(administrator.jdbcProperties());
    if (administrator.user() != null) {
      properties.setProperty("user", administrator.user());
    }
    try {
      Login login = Login.serving(administrator, new HostChoice(administrator));
      Login.password(administrator.password()).ifPresent(secrets::add);
      User app = app(request, lasting(settings.password()));
      User migration = migration(request, lasting(settings.migrationPassword()));
      Stream.of(app, migration).flatMap(user -> user.password().stream()).forEach(secrets::add);
      try (Connection connection = open(login, administrator, properties)) {
        DatabaseProduct.verified(connection, administrator);
        if (settings.engine() == Engine.POSTGRESQL) {
          postgres(request, app, migration).create(connection, notebook);
        } else {
          mysql(request, app, migration).create(connection, notebook);
        }
      }
    } catch (SQLException refused) {
      failure = Optional.of(Masking.secrets(FailureWords.of(refused), secrets));
    }
    return new Report(notebook.lines(), notebook.warnings(), failure);
  }

  private static Connection open(Login login, DatabaseSettings as, Properties properties)
      throws SQLException {
    try {
      return login.open(as.jdbcUrl(), properties);
    } catch (SQLException failure) {
      ConnectionDiagnosis.refuseOtherProduct(as, failure);
      ConnectionDiagnosis.Attempt attempt =
          other -> {
            Properties all = new Properties();
            all.putAll(properties);
            all.putAll(other);
            return login.open(as.jdbcUrl(), all);
          };
      throw ConnectionDiagnosis.of(as, login, failure, attempt)
          .<SQLException>map(it -> it)
          .orElse(failure);
    }
  }

  /** A token of a password command ends by itself: it is no user's password. */
  private static Optional<Secret> lasting(PasswordSource source) throws SQLException {
    return source instanceof PasswordCommand ? Optional.empty() : Login.password(source);
  }

  private PostgresUsers postgres(Request request, User app, User migration) {
    return new PostgresUsers(settings, app, migration, request.setPasswords());
  }

  private MySqlUsers mysql(Request request, User app, User migration) {
    return new MySqlUsers(
        settings.databaseName(), app, migration, request.host(), request.setPasswords());
  }

  private static User app(Request request, Optional<Secret> password) {
    return new User(request.appUser(), password, "serves requests");
  }

  private static User migration(Request request, Optional<Secret> password) {
    return new User(request.migrationUser(), password, "changes the schema");
  }
}
