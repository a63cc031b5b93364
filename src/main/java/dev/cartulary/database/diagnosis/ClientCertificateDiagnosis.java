package dev.cartulary.database.diagnosis;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.error.ConnectionTrouble;
import dev.cartulary.database.error.SqlErrors;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.database.settings.TlsFiles;
import dev.cartulary.database.url.HostPort;
import dev.cartulary.database.url.SslMode;
import java.nio.file.Path;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out whether a connection failed because the server does not accept our certificate. */
final class ClientCertificateDiagnosis {

  private final Settings settings;
  private final SslMode mode;
  private final SQLException failure;

  ClientCertificateDiagnosis(DatabaseSettings database, SQLException failure) {
    this.settings = database.effective();
    this.mode = database.sslMode();
    this.failure = failure;
  }

  /** What is wrong with ours; empty where nothing is, or the server asks for none. */
  Optional<ConnectionTrouble> find(HostPort server, ServerHandshake seen) {
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
            new ConnectionTrouble(
                "the database server does not accept the client certificate",
                "The server at "
                    + server
                    + " does not accept the client certificate "
                    + file.get()
                    + " ("
                    + settings.named(Setting.DB_SSL_CERT)
                    + "): "
                    + wrong,
                failure));
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

  /** Whose certificates the server takes, as the end of a sentence. */
  static String acceptedFrom(Set<Principal> issuers) {
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
}
