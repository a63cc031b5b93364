package dev.cartulary.database.diagnosis;

import dev.cartulary.database.error.ConnectionTrouble;
import dev.cartulary.database.error.SqlErrors;
import dev.cartulary.database.login.Login;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.database.url.Engine;
import dev.cartulary.database.url.HostPort;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out why a server refused a user: no password, a wrong one, or a rule of the server that no
 * password changes.
 */
final class LoginDiagnosis {

  /** PostgreSQL's invalid_password. */
  private static final String INVALID_PASSWORD = "28P01";

  /** PostgreSQL's driver: the server requires a password, and there is none to send. */
  private static final String CONNECTION_REJECTED = "08004";

  /** MySQL's "Access denied" of a password and of an account that logs in by its system user. */
  private static final Set<Integer> ACCESS_DENIED = Set.of(1045, 1698);

  private static final String OUTLINE = "the database server refuses the login";

  private final DatabaseSettings database;
  private final Login login;
  private final SQLException failure;

  LoginDiagnosis(DatabaseSettings database, Login login, SQLException failure) {
    this.database = database;
    this.login = login;
    this.failure = failure;
  }

  /** What is wrong with the login; empty where that is not the trouble. */
  Optional<ConnectionTrouble> find() {
    if (passwordMatters() && login.hasNoPassword()) {
      return Optional.of(trouble(withoutPassword(servers())));
    }
    return SqlErrors.isLoginRefused(failure) ? Optional.of(trouble(refusal())) : Optional.empty();
  }

  /** What is to be said of the login where something else may be the reason as well. */
  String sentenceOf(HostPort server) {
    if (passwordMatters() && login.hasNoPassword()) {
      return withoutPassword(server.toString());
    }
    return "The server at "
        + server
        + " refuses the login: "
        + ConnectionTrouble.firstLine(failure)
        + (passwordMatters() ? ". Check the user and the password." : ".");
  }

  private String withoutPassword(String servers) {
    return "The server at "
        + servers
        + " asks for a password, and none is known for the user "
        + login.user()
        + ". Looked at: "
        + String.join("; ", login.passwordPlaces())
        + ". Give it in one of these.";
  }

  private String refusal() {
    String said =
        "The server at "
            + servers()
            + " refuses the login: "
            + ConnectionTrouble.firstLine(failure)
            + ". ";
    if (passwordMatters()) {
      return said
          + "Check the user and the password; `cartulary config show` says where each comes from.";
    }
    return said
        + (database.engine() == Engine.POSTGRESQL
            ? "That is not about the password: look at the role at the server, and at pg_hba.conf,"
                + " whose first line that matches says who may log in from where and how."
            : "That is not about the password: look at the account at the server.");
  }

  /** Whether another password may be all that is needed. */
  private boolean passwordMatters() {
    return database.engine() == Engine.POSTGRESQL
        ? INVALID_PASSWORD.equals(failure.getSQLState())
            || CONNECTION_REJECTED.equals(failure.getSQLState())
        : ACCESS_DENIED.contains(failure.getErrorCode());
  }

  private String servers() {
    return database.hosts().stream().map(HostPort::toString).collect(Collectors.joining(", "));
  }

  private ConnectionTrouble trouble(String message) {
    return new ConnectionTrouble(OUTLINE, message, failure);
  }
}
