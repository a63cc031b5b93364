package dev.cartulary.database.diagnosis;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.error.ConnectionTrouble;
import dev.cartulary.database.error.SqlErrors;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.database.url.Engine;
import dev.cartulary.database.url.HostPort;
import dev.cartulary.database.url.SslMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out whether a connection failed for its encryption, from what both sides require and from
 * how the server presents itself; the certificates have diagnoses of their own.
 */
final class TlsDiagnosis {

  private final DatabaseSettings database;
  private final Settings settings;
  private final SslMode mode;
  private final SQLException failure;
  private final LoginDiagnosis login;
  private final ConnectionDiagnosis.Attempt attempt;
  private final ClientCertificateDiagnosis clientCertificate;

  TlsDiagnosis(
      DatabaseSettings database,
      LoginDiagnosis login,
      SQLException failure,
      ConnectionDiagnosis.Attempt attempt) {
    this.database = database;
    this.settings = database.effective();
    this.mode = database.sslMode();
    this.failure = failure;
    this.login = login;
    this.attempt = attempt;
    this.clientCertificate = new ClientCertificateDiagnosis(database, failure);
  }

  /** What is wrong between us and this server; empty where TLS is not the trouble. */
  Optional<ConnectionTrouble> server(HostPort server, ServerHandshake seen) {
    if (!seen.offersTls()) {
      return mode.demandsEncryption() ? Optional.of(withoutTls(server)) : Optional.empty();
    }
    if (SqlErrors.isLoginRefused(failure)) {
      return login(server, seen);
    }
    if (!SqlErrors.isTlsFailure(failure) && !SqlErrors.isConnectionBroken(failure)) {
      return Optional.empty(); // the server answered, so TLS is not the trouble
    }
    return new ServerCertificateDiagnosis(database, failure)
        .find(server, seen)
        .or(() -> clientCertificate.find(server, seen));
  }

  private ConnectionTrouble withoutTls(HostPort server) {
    return trouble(
        "the database server does not offer TLS, which the settings demand",
        "The server at "
            + server
            + " does not offer TLS, and sslmode "
            + mode.word()
            + " ("
            + settings.named(Setting.DB_SSL_MODE)
            + ") demands it. Switch it on at the server ("
            + (database.engine() == Engine.POSTGRESQL
                ? "ssl = on, ssl_cert_file, ssl_key_file"
                : "ssl_cert, ssl_key")
            + "); in a network that you own, sslmode prefer does without.");
  }

  private Optional<ConnectionTrouble> login(HostPort server, ServerHandshake seen) {
    if (mode == SslMode.DISABLE) {
      return tlsHelps() ? Optional.of(tlsDemanded(server)) : Optional.empty();
    }
    if (!seen.asksForClientCertificate() || wrongPassword()) {
      return Optional.empty();
    }
    if (settings.file(Setting.DB_SSL_CERT).isPresent()) {
      // A driver keeps back a certificate that the server would not take anyway.
      return clientCertificate.find(server, seen);
    }
    return Optional.of(
        trouble(
            "the database server refuses the login",
            login.sentenceOf(server)
                + " If the user must show a client certificate"
                + (database.engine() == Engine.POSTGRESQL
                    ? " (cert or clientcert in pg_hba.conf)"
                    : " (REQUIRE X509, ISSUER or SUBJECT of the account)")
                + ", set DB_SSL_CERT and DB_SSL_KEY, or sslcert and sslkey in the URL: the server"
                + " asks for one"
                + ClientCertificateDiagnosis.acceptedFrom(seen.acceptedIssuers())
                + "."));
  }

  /** PostgreSQL tells a wrong password from other refusals; MySQL does not. */
  private boolean wrongPassword() {
    return "28P01".equals(failure.getSQLState());
  }

  /** Whether the same login gets further once it is encrypted. */
  private boolean tlsHelps() {
    if (wrongPassword()) {
      return false;
    }
    Map<String, String> encrypted = new HashMap<>(database.jdbcProperties());
    encrypted.put(
        database.engine() == Engine.POSTGRESQL ? "sslmode" : "sslMode",
        database.engine() == Engine.POSTGRESQL
            ? SslMode.REQUIRE.word()
            : SslMode.REQUIRE.mysqlName());
    try (Connection connection = attempt.open(encrypted)) {
      return !connection.isClosed();
    } catch (SQLException refused) {
      return !SqlErrors.isLoginRefused(refused) && !SqlErrors.isConnectionFailure(refused);
    }
  }

  private ConnectionTrouble tlsDemanded(HostPort server) {
    return trouble(
        "the database server demands TLS, which the settings switch off",
        "The server at "
            + server
            + " accepts this user over TLS only, and sslmode disable ("
            + settings.named(Setting.DB_SSL_MODE)
            + ") switches it off. Set sslmode to verify-full, or at least to require.");
  }

  private ConnectionTrouble trouble(String outline, String message) {
    return new ConnectionTrouble(outline, message, failure);
  }
}
