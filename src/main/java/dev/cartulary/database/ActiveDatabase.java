package dev.cartulary.database;

import dev.cartulary.database.diagnosis.ConnectionDiagnosis;
import dev.cartulary.database.diagnosis.DatabaseProduct;
import dev.cartulary.database.error.UnsupportedDatabase;
import dev.cartulary.database.login.HostChoice;
import dev.cartulary.database.login.Login;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.database.settings.SqliteFile;
import dev.cartulary.database.settings.SqliteLibrary;
import dev.cartulary.database.url.Engine;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The one database of this process: its engine, its pool, and connections beside the pool. */
@Singleton
public class ActiveDatabase {

  /** Less than the time that a start waits for the schema before HTTP opens. */
  private static final Duration FIRST_ANSWER_LIMIT = Duration.ofSeconds(3);

  private final DatabaseSettings settings;
  private final InjectableInstance<AgroalDataSource> sqlite;
  private final InjectableInstance<AgroalDataSource> postgresql;
  private final InjectableInstance<AgroalDataSource> mysql;
  private final HostChoice hosts;
  private final Login login;
  private final Login migrationLogin;

  private final Pooler pooler;
  private final Outage outage = new Outage();
  private final PoolRenewal renewal = new PoolRenewal(this::dataSource);

  /** Whether the server is known to be what the settings claim. */
  private volatile boolean verified;

  /** Keeps an in-memory database alive, which would vanish with its last connection. */
  private @Nullable Connection anchor;

  ActiveDatabase(
      DatabaseSettings settings,
      @Default InjectableInstance<AgroalDataSource> sqlite,
      @DataSource("postgresql") InjectableInstance<AgroalDataSource> postgresql,
      @DataSource("mysql") InjectableInstance<AgroalDataSource> mysql) {
    this.settings = settings;
    this.sqlite = sqlite;
    this.postgresql = postgresql;
    this.mysql = mysql;
    this.hosts = new HostChoice(settings);
    this.login = Login.serving(settings, hosts);
    this.migrationLogin = Login.migrating(settings, hosts);
    this.pooler = new Pooler(settings);
    if (settings.engine() == Engine.SQLITE) {
      SqliteLibrary.load(settings.sqliteFile().orElse(null));
      settings.sqliteFile().ifPresent(SqliteFile::make);
    }
    if (settings.inMemory()) {
      try {
        anchor = openConnection();
      } catch (SQLException e) {
        throw new IllegalStateException("the in-memory database cannot be opened", e);
      }
    }
  }

  public Engine engine() {
    return settings.engine();
  }

  public DatabaseSettings settings() {
    return settings;
  }

  /** The pool; there is one per process. */
  public AgroalDataSource dataSource() {
    return switch (settings.engine()) {
      case SQLITE -> sqlite.get();
      case POSTGRESQL -> postgresql.get();
      case MYSQL -> mysql.get();
    };
  }

  /**
   * A connection beside the pool, as the migration user where one is set. The caller closes it. It
   * has no limit on the time of a statement, since a migration may take long. The first one finds
   * out what the database is.
   *
   * @throws UnsupportedDatabase where it is another product than the settings claim, or too old
   * @throws SQLException where the database refuses or cannot be reached; its message names the
   *     reason and what to do about it where that can be found out
   */
  public Connection openMigrationConnection() throws SQLException {
    boolean known = verified || engine() == Engine.SQLITE;
    Map<String, String> properties = new HashMap<>(settings.patientJdbcProperties());
    if (!known) {
      properties.put("socketTimeout", firstAnswerLimit());
    }
    Connection opened;
    try {
      opened = connect(migrationLogin, settings.jdbcUrl(), properties);
    } catch (SQLException failure) {
      if (!known) {
        ConnectionDiagnosis.refuseOtherProduct(settings, failure);
      }
      throw explained(failure, migrationLogin);
    }
    return known ? opened : looked(opened);
  }

  private Connection looked(Connection opened) throws SQLException {
    try {
      DatabaseProduct.verified(opened, settings);
      opened.setNetworkTimeout(Runnable::run, 0);
    } catch (SQLException | UnsupportedDatabase unusable) {
      opened.close();
      throw unusable;
    }
    verified = true;
    return opened;
  }

  /**
   * Asks the database what it is. SQLite is not asked: it comes with this program.
   *
   * @throws UnsupportedDatabase where it is another product than the settings claim, or too old
   * @throws SQLException where it cannot be reached; its message names the reason and what to do
   *     about it where that can be found out
   */
  public void verifyProduct() throws SQLException {
    if (engine() == Engine.SQLITE) {
      return;
    }
    try (Connection connection = openConnection()) {
      DatabaseProduct.verified(connection, settings);
      verified = true;
      pooler.look(connection, this::openConnection);
      outage.over();
    } catch (SQLException failure) {
      ConnectionDiagnosis.refuseOtherProduct(settings, failure);
      SQLException explained = explained(failure);
      outage.began(explained);
      throw explained;
    }
  }

  /**
   * The failure of the user that serves requests with its reason and what to do about it, where
   * those can be found out; else as it is.
   */
  public SQLException explained(SQLException failure) {
    return explained(failure, login);
  }

  private SQLException explained(SQLException failure, Login as) {
    return outage.explained(
        failure, as.user(), it -> ConnectionDiagnosis.of(settings, as, it, this::beside));
  }

  /**
   * Why no connection could be opened just now, as a clause that anybody may read: it holds no
   * address, name or secret. Empty where one could, or nobody knows.
   */
  public Optional<String> trouble() {
    return outage.trouble().map(known -> known.outline() + "; the log says more");
  }

  /**
   * A short-lived connection beside the pool, as the user who works with the data. The caller
   * closes it. It does not wait long for an answer: a PostgreSQL server says nothing at all to a
   * MySQL driver.
   */
  public Connection openConnection() throws SQLException {
    return beside(settings.jdbcProperties());
  }

  private Connection beside(Map<String, String> properties) throws SQLException {
    return connect(login, settings.jdbcUrl(), impatient(properties));
  }

  private Map<String, String> impatient(Map<String, String> properties) {
    Map<String, String> impatient = new HashMap<>(properties);
    impatient.computeIfPresent("socketTimeout", (name, value) -> firstAnswerLimit());
    return impatient;
  }

  private String firstAnswerLimit() {
    return Long.toString(
        engine() == Engine.MYSQL ? FIRST_ANSWER_LIMIT.toMillis() : FIRST_ANSWER_LIMIT.toSeconds());
  }

  /**
   * A short-lived connection of the user who works with the data to the MySQL server, in no
   * database: MySQL refuses one in which the user has no rights. The caller closes it.
   *
   * @throws SQLException where the server refuses or cannot be reached
   */
  public Connection openServerConnection() throws SQLException {
    String url = settings.jdbcUrl();
    // The database's name is percent-encoded: the last slash is the one before it.
    String server = url.substring(0, url.lastIndexOf('/') + 1);
    return connect(login, server, settings.jdbcProperties());
  }

  /**
   * A connection for the pool, which brings all that the driver must know except a password that
   * may change.
   *
   * @throws SQLException where the database refuses or cannot be reached, or there is no password;
   *     its message names the reason and what to do about it where that can be found out
   */
  Connection open(String jdbcUrl, Properties given) throws SQLException {
    Properties properties = pooler.adapted(given);
    try {
      Connection opened =
          properties.containsKey("password")
              // One that cannot change, or one that the user gave to Quarkus, which wins.
              ? hosts.open(jdbcUrl, properties)
              : login.open(jdbcUrl, properties);
      outage.over();
      return settled(opened);
    } catch (SQLException failure) {
      SQLException explained = explained(failure);
      outage.beganUnseen(explained);
      throw explained;
    }
  }

  /**
   * Whether the connection leads to a server that the settings ask for. One that was taken for its
   * writes may have turned read-only since.
   */
  public boolean isWanted(Connection connection) throws SQLException {
    return hosts.fits(connection);
  }

  /** What is known of a connection pooler in between. */
  public Pooler pooler() {
    return pooler;
  }

  /**
   * A statement met another session than the one that prepared it; new connections prepare none.
   */
  void metPooler() {
    if (pooler.met()) {
      dataSource().flush(AgroalDataSource.FlushMode.GRACEFUL);
    }
  }

  /**
   * Has the pool open its connections again: idle ones are closed at once, those in use when they
   * come back. For when a server has turned read-only and another one takes the writes. Does
   * nothing where that was done within the last second.
   */
  public void renewConnections() {
    renewal.renew();
  }

  private Connection connect(Login as, String jdbcUrl, Map<String, String> jdbcProperties)
      throws SQLException {
    Properties properties = new Properties();
    properties.putAll(jdbcProperties);
    if (engine() != Engine.SQLITE) {
      properties.setProperty("user", as.user());
    }
    return settled(as.open(jdbcUrl, pooler.adapted(properties)));
  }

  /** A setting of the session is no use where a pooler gives it to others. */
  private Connection settled(Connection opened) throws SQLException {
    if (engine() == Engine.POSTGRESQL && settings.schema().isEmpty() && pooler.keepsSessions()) {
      PostgresSchema.settle(opened);
    }
    return opened;
  }

  @PreDestroy
  void close() throws SQLException {
    if (anchor != null) {
      anchor.close();
    }
  }
}
