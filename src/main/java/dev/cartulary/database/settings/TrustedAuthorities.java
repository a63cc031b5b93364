package dev.cartulary.database.settings;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.url.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the authorities come from that may vouch for a server.
 *
 * @param file a PEM file; empty for what the Java platform trusts
 * @param words the place, for people
 */
public record TrustedAuthorities(Optional<Path> file, String words) {

  /**
   * The file of the settings, else on PostgreSQL the one in libpq's usual place, else the
   * platform's.
   */
  public static TrustedAuthorities of(Settings settings, Engine engine) {
    Optional<Path> given = settings.file(Setting.DB_SSL_ROOT_CERT);
    if (given.isPresent()) {
      return new TrustedAuthorities(
          given, given.get() + " (" + settings.named(Setting.DB_SSL_ROOT_CERT) + ")");
    }
    Path usual = settings.homeDirectory().resolve(".postgresql").resolve("root.crt");
    if (engine == Engine.POSTGRESQL && Files.isReadable(usual)) {
      return new TrustedAuthorities(Optional.of(usual), usual.toString());
    }
    return new TrustedAuthorities(
        Optional.empty(),
        "the public authorities that come with Java, since no "
            + Setting.DB_SSL_ROOT_CERT
            + " is set");
  }

  /**
   * Reads the authorities.
   *
   * @throws TlsFiles.UnusablePem where the file cannot be read or holds no certificate
   */
  public Set<X509Certificate> certificates() throws TlsFiles.UnusablePem {
    List<? extends Certificate> read =
        file.isPresent() ? TlsFiles.certificates(file.get()) : TlsFiles.systemAuthorities();
    return read.stream()
        .filter(X509Certificate.class::isInstance)
        .map(X509Certificate.class::cast)
        .collect(Collectors.toSet());
  }
}
