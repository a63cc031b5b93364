package dev.cartulary.database.diagnosis;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.error.ConnectionTrouble;
import dev.cartulary.database.error.SqlErrors;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.database.settings.TlsFiles;
import dev.cartulary.database.settings.TrustedAuthorities;
import dev.cartulary.database.url.Engine;
import dev.cartulary.database.url.HostPort;
import dev.cartulary.database.url.SslMode;
import java.nio.file.Path;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out whether a connection failed for its encryption or for a certificate, from what both
 * sides require and from how the server presents itself.
 */
final class TlsDiagnosis {

  private final DatabaseSettings database;
  private final Settings settings;
  private final SslMode mode;
  private final SQLException failure;
  private final LoginDiagnosis login;
  private final ConnectionDiagnosis.Attempt attempt;

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
    Optional<ConnectionTrouble> certificate = serverCertificate(server, seen);
    return certificate.isPresent() ? certificate : clientCertificate(server, seen);
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
      return clientCertificate(server, seen);
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
                + acceptedFrom(seen.acceptedIssuers())
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

  private Optional<ConnectionTrouble> serverCertificate(HostPort server, ServerHandshake seen) {
    boolean verifying = mode.verifiesServer();
    if (!verifying && !SqlErrors.isTlsFailure(failure)) {
      return Optional.empty();
    }
    ServerCertificate certificate = new ServerCertificate(seen.chain());
    List<String> wrong = new ArrayList<>();
    validity(certificate).ifPresent(wrong::add);
    if (verifying) {
      authority(certificate).ifPresent(wrong::add);
    }
    if (mode == SslMode.VERIFY_FULL && !certificate.isFor(server.host())) {
      wrong.add(otherHost(certificate, server.host()));
    }
    return wrong.isEmpty()
        ? Optional.empty()
        : Optional.of(
            trouble(
                "the database server's TLS certificate cannot be accepted",
                "The certificate of the server at "
                    + server
                    + " cannot be accepted: "
                    + String.join(" Also, ", wrong)));
  }

  private static Optional<String> validity(ServerCertificate certificate) {
    Instant now = Instant.now();
    if (now.isAfter(certificate.expires())) {
      return Optional.of(
          "it expired on " + certificate.expires() + ". Give the server a new certificate.");
    }
    return now.isBefore(certificate.begins())
        ? Optional.of(
            "it is not valid before "
                + certificate.begins()
                + ". Check the clocks of both machines, or give the server another certificate.")
        : Optional.empty();
  }

  private Optional<String> authority(ServerCertificate certificate) {
    TrustedAuthorities trusted = TrustedAuthorities.of(settings, database.engine());
    try {
      if (certificate.isVouchedForBy(trusted.certificates())) {
        return Optional.empty();
      }
    } catch (TlsFiles.UnusablePem unreadable) {
      return Optional.of(trusted.words() + " cannot be used: " + unreadable.getMessage() + ".");
    }
    return Optional.of(
        (certificate.selfSigned()
                ? "it is self-signed (" + certificate.subject() + ")"
                : "it was issued by " + certificate.issuer())
            + ", which is not among the authorities trusted here: "
            + trusted.words()
            + ". Set DB_SSL_ROOT_CERT (sslrootcert in the URL) to a PEM file with the certificate"
            + " of that authority, if you trust it.");
  }

  private static String otherHost(ServerCertificate certificate, String host) {
    return "it is not for "
        + host
        + ", the host in the settings, but for "
        + (certificate.hosts().isEmpty() ? "no host" : String.join(", ", certificate.hosts()))
        + ". Connect by a name that it has, or give the server a certificate for "
        + host
        + "; sslmode verify-ca does not look at the name.";
  }

  private Optional<ConnectionTrouble> clientCertificate(HostPort server, ServerHandshake seen) {
    Optional<Path> file = settings.file(Setting.DB_SSL_CERT);
    if (file.isEmpty() || mode == SslMode.DISABLE || !seen.asksForClientCertificate()) {
      return Optional.empty();
    }
    List<X509Certificate> chain;
    try {
      chain = TlsFiles.certificates(file.get()).stream().map(X509Certificate.class::cast).toList();
    } catch (TlsFiles.UnusablePem unreadable) {
      return Optional.empty(); // a finding at the start of the process
    }
    return refusedClient(chain, seen)
        .map(wrong ->
            trouble(
                "the database server does not accept the client certificate",
                "The server at "
                    + server
                    + " does not accept the client certificate "
                    + file.get()
                    + " ("
                    + settings.named(Setting.DB_SSL_CERT)
                    + "): "
                    + wrong));
  }

  private Optional<String> refusedClient(List<X509Certificate> chain, ServerHandshake seen) {
    Instant end = chain.get(0).getNotAfter().toInstant();
    if (Instant.now().isAfter(end)) {
      return Optional.of("it expired on " + end + ". Give a new one.");
    }
    Set<Principal> issuers =
        chain.stream().map(X509Certificate::getIssuerX500Principal).collect(Collectors.toSet());
    // MySQL does not say which authorities it takes, and ends the connection without a word.
    boolean accepted =
        seen.acceptedIssuers().isEmpty()
            ? !SqlErrors.isConnectionFailure(failure)
            : seen.acceptedIssuers().stream().anyMatch(issuers::contains);
    return accepted
        ? Optional.empty()
        : Optional.of(
            "it was issued by "
                + chain.get(0).getIssuerX500Principal().getName()
                + ", and the server asks for one"
                + acceptedFrom(seen.acceptedIssuers())
                + ". Give one that the server's authority issued.");
  }

  private static String acceptedFrom(Set<Principal> issuers) {
    return issuers.isEmpty()
        ? " of an authority that it trusts"
        : " issued by "
            + issuers.stream()
                .map(issuer ->
                    issuer instanceof javax.security.auth.x500.X500Principal name
                        ? name.getName()
                        : issuer.getName())
                .collect(Collectors.joining(" or "));
  }

  private ConnectionTrouble trouble(String outline, String message) {
    return new ConnectionTrouble(outline, message, failure);
  }
}
