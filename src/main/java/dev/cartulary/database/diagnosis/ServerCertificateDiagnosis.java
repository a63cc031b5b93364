package dev.cartulary.database.diagnosis;

import dev.cartulary.config.Settings;
import dev.cartulary.database.error.ConnectionTrouble;
import dev.cartulary.database.error.SqlErrors;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.database.settings.TlsFiles;
import dev.cartulary.database.settings.TrustedAuthorities;
import dev.cartulary.database.url.HostPort;
import dev.cartulary.database.url.SslMode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out whether a connection failed because we do not accept the server's certificate. */
final class ServerCertificateDiagnosis {

  private final DatabaseSettings database;
  private final Settings settings;
  private final SslMode mode;
  private final SQLException failure;

  ServerCertificateDiagnosis(DatabaseSettings database, SQLException failure) {
    this.database = database;
    this.settings = database.effective();
    this.mode = database.sslMode();
    this.failure = failure;
  }

  /** What is wrong with it; empty where nothing is, or it does not matter. */
  Optional<ConnectionTrouble> find(HostPort server, ServerHandshake seen) {
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
            new ConnectionTrouble(
                "the database server's TLS certificate cannot be accepted",
                "The certificate of the server at "
                    + server
                    + " cannot be accepted: "
                    + String.join(" Also, ", wrong),
                failure));
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
}
