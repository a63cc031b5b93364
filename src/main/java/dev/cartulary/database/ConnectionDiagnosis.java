package dev.cartulary.database;

import dev.cartulary.config.DurationText;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds out why a connection failed: nobody there, the login, the database's name, the server's
 * limits or, by {@link TlsDiagnosis}, encryption and certificates. It looks at the server itself,
 * since drivers word such failures in many ways and often leave out what an operator needs.
 */
final class ConnectionDiagnosis {

  /** Opens a connection with the driver properties given, in place of those of the settings. */
  @FunctionalInterface
  interface Attempt {
    Connection open(Map<String, String> properties) throws SQLException;
  }

  private final DatabaseSettings database;
  private final Settings settings;
  private final SQLException failure;

  private ConnectionDiagnosis(DatabaseSettings database, SQLException failure) {
    this.database = database;
    this.settings = database.effective();
    this.failure = failure;
  }

  /** The failure with its reason and what mends it; empty where that is not known. */
  static Optional<ConnectionTrouble> of(
      DatabaseSettings settings, SQLException failure, Attempt attempt) {
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
    if (diagnosis.isTimeout()) { // who does not answer the driver would let us wait as well
      return Optional.of(diagnosis.otherProduct().orElseGet(diagnosis::silent));
    }
    TlsDiagnosis tls = new TlsDiagnosis(settings, failure, attempt);
    for (HostPort server : settings.hosts()) {
      Optional<ConnectionTrouble> found =
          ServerHandshake.with(server, settings.engine()).flatMap(seen -> tls.server(server, seen));
      if (found.isPresent()) {
        return found;
      }
    }
    return SqlErrors.isLoginRefused(failure)
        ? Optional.of(diagnosis.refused())
        : diagnosis.unreachable().or(diagnosis::otherProduct);
  }

  private boolean isTimeout() {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException) {
        return true;
      }
    }
    return false;
  }

  private Optional<ConnectionTrouble> otherProduct() {
    return ServerProbe.explain(database)
        .map(sentence -> trouble("the database server is another product", sentence));
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
            + "). Is the host right, does a firewall drop what is sent there, and does the database"
            + " server still answer others?");
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
            + ". Correct its name in the settings, or create it, since Cartulary makes tables and"
            + " no databases: CREATE DATABASE "
            + SqlText.identifier(database.engine(), database.databaseName())
            + (database.engine() == Engine.POSTGRESQL ? "" : " CHARACTER SET utf8mb4")
            + ".");
  }

  private ConnectionTrouble refused() {
    return trouble(
        "the database server refuses the login",
        "The server at "
            + servers()
            + " refuses the login: "
            + ConnectionTrouble.firstLine(failure)
            + ". Check the user and the password; `cartulary config show` says where each comes"
            + " from.");
  }

  private Optional<ConnectionTrouble> unreachable() {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException) {
        return Optional.of(
            trouble(
                "nothing answers at the database server's address",
                "Nothing accepts connections at "
                    + servers()
                    + ". Is the database server running, does it listen on that address (for"
                    + " others than its own machine: "
                    + (database.engine() == Engine.POSTGRESQL ? "listen_addresses" : "bind-address")
                    + "), and are host and port in the settings right?"));
      }
      if (cause instanceof UnknownHostException) {
        return Optional.of(
            trouble(
                "the database server's name is not known here",
                "No address is known for the host of "
                    + servers()
                    + ". Correct the host in the settings, or mend the name service."));
      }
    }
    return Optional.empty();
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
