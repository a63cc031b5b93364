package dev.cartulary.database.settings;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.url.Engine;
import dev.cartulary.database.url.Notes;
import dev.cartulary.database.url.SslMode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The driver properties for encryption. */
final class TlsSettings {
  private final Settings settings;
  private final SslMode mode;
  private final Notes notes;
  private final Map<String, String> properties = new TreeMap<>();

  private TlsSettings(Settings settings, SslMode mode, Notes notes) {
    this.settings = settings;
    this.mode = mode;
    this.notes = notes;
  }

  static Map<String, String> properties(
      Settings settings, Engine engine, SslMode mode, Notes notes) {
    TlsSettings tls = new TlsSettings(settings, mode, notes);
    Optional<Path> certificate = settings.file(Setting.DB_SSL_CERT);
    Optional<Path> key = settings.file(Setting.DB_SSL_KEY);
    tls.pair(certificate, key);
    tls.withoutEffect();
    if (engine == Engine.POSTGRESQL) {
      tls.postgresql(certificate, key);
    } else {
      tls.mysql(certificate, key);
    }
    return tls.properties;
  }

  private void pair(Optional<Path> certificate, Optional<Path> key) {
    if (certificate.isPresent() != key.isPresent()) {
      Setting present = certificate.isPresent() ? Setting.DB_SSL_CERT : Setting.DB_SSL_KEY;
      Setting missing = certificate.isPresent() ? Setting.DB_SSL_KEY : Setting.DB_SSL_CERT;
      notes.wrong(
          settings.named(present),
          settings.get(present).orElse(""),
          "a client certificate and its key go together",
          "Give " + missing + " too, or remove this one");
    }
  }

  private void withoutEffect() {
    for (Setting file :
        new Setting[] {Setting.DB_SSL_ROOT_CERT, Setting.DB_SSL_CERT, Setting.DB_SSL_KEY}) {
      boolean unused =
          file == Setting.DB_SSL_ROOT_CERT ? !mode.verifiesServer() : mode == SslMode.DISABLE;
      if (unused && settings.given(file).isPresent()) {
        notes.warn(settings.named(file) + " has no effect with sslmode " + mode.word() + ".");
      }
    }
  }

  private void postgresql(Optional<Path> certificate, Optional<Path> key) {
    properties.put("sslmode", mode.word());
    if (mode.verifiesServer()) {
      postgresqlRoot().ifPresent(root -> properties.put("sslrootcert", root.toString()));
    }
    clientStore(certificate, key)
        .ifPresent(store -> {
          properties.put("sslkey", store.file().toString());
          properties.put("sslpassword", store.password());
        });
  }

  private Optional<Path> postgresqlRoot() {
    TrustedAuthorities trusted = TrustedAuthorities.of(settings, Engine.POSTGRESQL);
    try {
      if (trusted.file().isEmpty()) {
        return Optional.of(TlsFiles.systemTrust()); // the driver requires a file
      }
      TlsFiles.certificates(trusted.file().get());
      return trusted.file();
    } catch (TlsFiles.UnusablePem e) {
      unusable(Setting.DB_SSL_ROOT_CERT, e);
      return Optional.empty();
    }
  }

  private void mysql(Optional<Path> certificate, Optional<Path> key) {
    properties.put("sslMode", mode.mysqlName());
    Optional<Path> root =
        settings.file(Setting.DB_SSL_ROOT_CERT).filter(file -> mode.verifiesServer());
    root.ifPresent(this::mysqlTrust);
    clientStore(certificate, key)
        .ifPresent(store -> {
          properties.put("clientCertificateKeyStoreUrl", store.file().toUri().toString());
          properties.put("clientCertificateKeyStoreType", "PKCS12");
          properties.put("clientCertificateKeyStorePassword", store.password());
        });
  }

  private void mysqlTrust(Path root) {
    try {
      TlsFiles.Store store = TlsFiles.trustStore(root);
      properties.put("trustCertificateKeyStoreUrl", store.file().toUri().toString());
      properties.put("trustCertificateKeyStoreType", "PKCS12");
      properties.put("trustCertificateKeyStorePassword", store.password());
    } catch (TlsFiles.UnusablePem e) {
      unusable(Setting.DB_SSL_ROOT_CERT, e);
    }
  }

  private Optional<TlsFiles.Store> clientStore(Optional<Path> certificate, Optional<Path> key) {
    if (certificate.isEmpty() || key.isEmpty() || mode == SslMode.DISABLE) {
      return Optional.empty();
    }
    try {
      TlsFiles.certificates(certificate.get());
    } catch (TlsFiles.UnusablePem e) {
      unusable(Setting.DB_SSL_CERT, e);
      return Optional.empty();
    }
    try {
      return Optional.of(TlsFiles.keyStore(certificate.get(), key.get()));
    } catch (TlsFiles.UnusablePem e) {
      unusable(Setting.DB_SSL_KEY, e);
      return Optional.empty();
    }
  }

  private void unusable(Setting setting, TlsFiles.UnusablePem reason) {
    notes.wrong(
        settings.named(setting),
        settings.get(setting).orElse(""),
        String.valueOf(reason.getMessage()),
        "Give the path of a readable PEM file");
  }
}
