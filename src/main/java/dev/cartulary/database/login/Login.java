package dev.cartulary.database.login;

import dev.cartulary.config.Secret;
import dev.cartulary.database.error.ConnectionTrouble;
import dev.cartulary.database.error.SqlErrors;
import dev.cartulary.database.password.PasswordSource;
import dev.cartulary.database.password.PasswordUnavailable;
import dev.cartulary.database.settings.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Opens connections for one user, each with the password that holds at that moment. */
public final class Login {

  private static final Logger LOG = Logger.getLogger(Login.class);

  private final String user;
  private final PasswordSource source;
  private final HostChoice hosts;
  private final Supplier<List<String>> places;

  /** Whether the last try was made without a password. */
  private volatile boolean bare;

  /**
   * A way in.
   *
   * @param places where its password is looked for, with what is found there, in words
   */
  public Login(
      String user, PasswordSource source, HostChoice hosts, Supplier<List<String>> places) {
    this.user = user;
    this.source = source;
    this.hosts = hosts;
    this.places = places;
  }

  /** As the user that serves requests. */
  public static Login serving(DatabaseSettings settings, HostChoice hosts) {
    return new Login(
        String.valueOf(settings.user()),
        settings.password(),
        hosts,
        () -> new PasswordPlaces(settings).ofUser());
  }

  /** As the user that changes the schema, which may be the same. */
  public static Login migrating(DatabaseSettings settings, HostChoice hosts) {
    return settings.migrationUser() == null
        ? serving(settings, hosts)
        : new Login(
            settings.migrationUser(),
            settings.migrationPassword(),
            hosts,
            () -> new PasswordPlaces(settings).ofMigrationUser());
  }

  /** Who logs in. */
  public String user() {
    return user;
  }

  /** Whether no password was known when a connection was last to be opened. */
  public boolean hasNoPassword() {
    return bare;
  }

  /** Where the password is looked for, with what is found there now. */
  public List<String> passwordPlaces() {
    return places.get();
  }

  /**
   * Opens a connection. Where the password is refused and there is a newer one, that is tried too.
   *
   * @param properties what the driver is told beside the password; left as it is
   * @throws SQLException where there is no password, no database, or no right to use it
   */
  public Connection open(String jdbcUrl, Properties properties) throws SQLException {
    Optional<Secret> password = password(source);
    try {
      return open(jdbcUrl, properties, password);
    } catch (SQLException refused) {
      if (!SqlErrors.isLoginRefused(refused) || !source.refused(password)) {
        throw refused;
      }
      // Changed between our look at it and the server's, or a token that was taken back early.
      Optional<Secret> newer = password(source);
      if (newer.equals(password)) {
        throw refused;
      }
      return open(jdbcUrl, properties, newer);
    }
  }

  private Connection open(String jdbcUrl, Properties properties, Optional<Secret> password)
      throws SQLException {
    Properties all = new Properties();
    all.putAll(properties);
    bare = password.isEmpty();
    if (password.isPresent()) {
      all.setProperty("password", password.get().reveal());
    } else if (jdbcUrl.startsWith("jdbc:postgresql:")) {
      // Without any, this driver would look into the password file itself, whatever its mode is.
      all.setProperty("password", "");
    }
    return hosts.open(jdbcUrl, all);
  }

  /**
   * The password at this moment.
   *
   * @return empty where the user has none
   * @throws SQLException where the source that should give one does not
   */
  public static Optional<Secret> password(PasswordSource source) throws SQLException {
    try {
      return source.current(LOG::warn);
    } catch (PasswordUnavailable unavailable) {
      String sentence = unavailable.finding().sentence();
      throw new ConnectionTrouble(
          "the file or command that holds the database user's password gives none",
          sentence,
          new SQLException(sentence, ConnectionTrouble.NO_CONNECTION, unavailable));
    }
  }
}
