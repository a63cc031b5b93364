package dev.cartulary.database.diagnosis;

import dev.cartulary.config.DurationText;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.error.ConnectionTrouble;
import dev.cartulary.database.error.SqlErrors;
import dev.cartulary.database.error.UnsupportedDatabase;
import dev.cartulary.database.login.Login;
import dev.cartulary.database.settings.DatabaseOrigin;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.database.url.Engine;
import dev.cartulary.database.url.HostPort;
import dev.cartulary.database.url.SqlText;
import dev.cartulary.problem.Causes;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds out why a connection failed: nothing listens, the database's name, the server's limits or,
 * by {@link TlsDiagnosis}, encryption and certificates, or, by {@link LoginDiagnosis}, the login.
 * It looks at the server itself, since drivers word such failures in many ways and often leave out
 * what an operator needs.
 */
public final class ConnectionDiagnosis {

  /** Opens a connection with the driver properties given, in place of those of the settings. */
  @FunctionalInterface
  public interface Attempt {
    Connection open(Map<String, String> properties) throws SQLException;
  }

  private final DatabaseSettings database;
  private final Settings settings;
  private final DatabaseOrigin origin;
  private final SQLException failure;

  private ConnectionDiagnosis(DatabaseSettings database, SQLException failure) {
    this.database = database;
    this.settings = database.effective();
    this.origin = DatabaseOrigin.of(database);
    this.failure = failure;
  }

  /**
   * The failure with its reason and what to do about it; empty where that is not known.
   *
   * @param login as whom the connection was to be opened
   */
  public static Optional<ConnectionTrouble> of(
      DatabaseSettings settings, Login login, SQLException failure, Attempt attempt) {
    ConnectionDiagnosis diagnosis = new ConnectionDiagnosis(settings, failure);
    if (settings.engine() == Engine.SQLITE) {
      return Optional.empty();
    }
    if (SqlErrors.isTooManyConnections(failure)) {
      return Optional.of(diagnosis.full());
    }
    if (SqlErrors.isHourlyLimitReached(failure)) {
      return Optional.of(diagnosis.hourlyLimit());
    }
    if (SqlErrors.isDatabaseMissing(failure)) {
      return Optional.of(diagnosis.missing());
    }
    // Who does not answer the driver would let us wait as well.
    if (diagnosis.hasCause(SocketTimeoutException.class)) {
      return Optional.of(diagnosis.otherProduct().orElseGet(diagnosis::silent));
    }
    LoginDiagnosis refusal = new LoginDiagnosis(settings, login, failure);
    TlsDiagnosis tls = new TlsDiagnosis(settings, refusal, failure, attempt);
    for (HostPort server : settings.hosts()) {
      Optional<ConnectionTrouble> found =
          ServerHandshake.with(server, settings.engine()).flatMap(seen -> tls.server(server, seen));
      if (found.isPresent()) {
        return found;
      }
    }
    return refusal
        .find()
        .or(diagnosis::unreachable)
        .or(diagnosis::otherProduct)
        .or(diagnosis::broken);
  }

  /**
   * Looks at what listens there, unless the failure shows that it is what the settings say.
   *
   * @throws UnsupportedDatabase where it is something else
   */
  public static void refuseOtherProduct(DatabaseSettings settings, SQLException failure) {
    if (!SqlErrors.isAccessRefused(failure)
        && !SqlErrors.isTooManyConnections(failure)
        && !SqlErrors.isExplained(failure)) {
      ServerProbe.explain(settings)
          .ifPresent(sentence -> {
            throw new UnsupportedDatabase(sentence);
          });
    }
  }

  private Optional<ConnectionTrouble> otherProduct() {
    return ServerProbe.explain(database)
        .map(sentence ->
            ConnectionTrouble.noConnection(
                "the database server is another product", sentence, failure));
  }

  private ConnectionTrouble silent() {
    return trouble(
        "the database server does not answer in time",
        "Nobody answered at "
            + servers()
            + " in time (DB_CONNECT_TIMEOUT "
            + DurationText.of(settings.duration(Setting.DB_CONNECT_TIMEOUT))
            + ", DB_SOCKET_TIMEOUT "
            + DurationText.of(settings.duration(Setting.DB_SOCKET_TIMEOUT))
            + "). Is "
            + origin.host()
            + " right, does a firewall drop what is sent there, and does the database server still"
            + " answer others?");
  }

  private ConnectionTrouble hourlyLimit() {
    return trouble(
        "the database account has used up what it may do in an hour",
        "The server at "
            + servers()
            + " refuses the account for the rest of the hour: "
            + ConnectionTrouble.firstLine(failure)
            + ". Lift its limits: ALTER USER … WITH MAX_QUERIES_PER_HOUR 0 MAX_UPDATES_PER_HOUR 0"
            + " MAX_CONNECTIONS_PER_HOUR 0.");
  }

  private ConnectionTrouble missing() {
    return trouble(
        "the database does not exist",
        "There is no database "
            + database.databaseName()
            + " at "
            + servers()
            + ". Correct its name in "
            + origin.name()
            + ", or create it, since Cartulary makes tables and no databases: CREATE DATABASE "
            + SqlText.identifier(database.engine(), database.databaseName())
            + (database.engine() == Engine.POSTGRESQL ? "" : " CHARACTER SET utf8mb4")
            + ".");
  }

  private Optional<ConnectionTrouble> unreachable() {
    if (hasCause(ConnectException.class)) {
      return Optional.of(
          trouble(
              "nothing answers at the database server's address",
              "Nothing accepts connections at "
                  + servers()
                  + ". Is the database server running, does it listen on that address (for other"
                  + " machines than its own: "
                  + (database.engine() == Engine.POSTGRESQL ? "listen_addresses" : "bind-address")
                  + "), and are "
                  + origin.hostAndPort()
                  + " right?"));
    }
    return hasCause(UnknownHostException.class)
        ? Optional.of(
            trouble(
                "the database server's name is not known here",
                "No address is known for the host of "
                    + servers()
                    + ". Correct "
                    + origin.host()
                    + ", or the name service."))
        : Optional.empty();
  }

  /** A tunnel or a proxy that cannot go on accepts a connection and ends it at once. */
  private Optional<ConnectionTrouble> broken() {
    return SqlErrors.isConnectionBroken(failure) && hasCause(IOException.class)
        ? Optional.of(
            trouble(
                "the database server ended the connection before it answered",
                "What listens at "
                    + servers()
                    + " did not answer as a "
                    + database.engine().displayName()
                    + " server does ("
                    + ConnectionTrouble.firstLine(failure)
                    + "). Are "
                    + origin.hostAndPort()
                    + " right, and does a tunnel or a proxy in between reach the database"
                    + " server?"))
        : Optional.empty();
  }

  private boolean hasCause(Class<? extends Throwable> type) {
    return Causes.find(failure, type).isPresent();
  }

  private String servers() {
    return database.hosts().stream().map(HostPort::toString).collect(Collectors.joining(", "));
  }

  private ConnectionTrouble full() {
    return trouble(
        "the database server's limit on connections is reached",
        "The server allows no further connection: "
            + ConnectionTrouble.firstLine(failure)
            + ". See who is connected, lower DB_POOL_SIZE ("
            + database.poolSize()
            + ") or the number of instances, or raise the server's limit: max_connections, "
            + (database.engine() == Engine.POSTGRESQL
                ? "or the CONNECTION LIMIT of the role or the database."
                : "max_user_connections, or the account's MAX_USER_CONNECTIONS."));
  }

  private ConnectionTrouble trouble(String outline, String message) {
    return new ConnectionTrouble(outline, message, failure);
  }
}
