package dev.cartulary.database.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.config.Settings;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsFilesTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void aClientCertificateAndItsKeyBecomeAPrivateStore(String algorithm) throws Exception {
    pems(algorithm);

    TlsFiles.Store store =
        TlsFiles.keyStore(directory.resolve("cert.pem"), directory.resolve("key.pem"));

    KeyStore read = read(store);
    assertThat(read.getKey("user", store.password().toCharArray()).getAlgorithm())
        .isEqualTo(algorithm);
    assertThat(read.getCertificateChain("user")).hasSize(1);
    assertThat(Files.getPosixFilePermissions(store.file()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(store.toString()).doesNotContain(store.password());
  }

  @Test
  void authoritiesBecomeATrustStore() throws Exception {
    pems("EC");
    String pem = Files.readString(directory.resolve("cert.pem"));
    Path two =
        Files.writeString(
            directory.resolve("two.pem"), "# ours\n" + pem + "\n# ours again\n" + pem);

    TlsFiles.Store store = TlsFiles.trustStore(two);

    assertThat(read(store).size()).isEqualTo(2);
  }

  @Test
  void theSystemsAuthoritiesBecomeAPemFile() throws Exception {
    assertThat(TlsFiles.certificates(TlsFiles.systemTrust())).isNotEmpty();
  }

  @Test
  void aKeyInAnotherFormSaysHowToConvertIt() throws Exception {
    pems("RSA");
    Path key =
        Files.writeString(directory.resolve("old.pem"), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n");

    assertThatThrownBy(() -> TlsFiles.keyStore(directory.resolve("cert.pem"), key))
        .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");
  }

  @Test
  void aFileWithoutCertificatesIsRefused() throws Exception {
    Path empty = Files.createFile(directory.resolve("empty.pem"));
    Path text = Files.writeString(directory.resolve("text.pem"), "hello");

    assertThatThrownBy(() -> TlsFiles.trustStore(empty))
        .hasMessageContaining("it holds no certificate");
    assertThatThrownBy(() -> TlsFiles.trustStore(text)).hasMessageContaining("certificate");
  }

  @Test
  void bothDriversGetTheFilesInTheirOwnWords() throws Exception {
    pems("EC");
    String query = "?sslmode=verify-full&sslrootcert=cert.pem&sslcert=cert.pem&sslkey=key.pem";

    assertThat(resolved("postgres://ann@db/reg" + query).jdbcProperties())
        .containsEntry("sslrootcert", directory.resolve("cert.pem").toString())
        .containsKeys("sslkey", "sslpassword");
    assertThat(resolved("mysql://ann@db/reg" + query).jdbcProperties())
        .containsEntry("trustCertificateKeyStoreType", "PKCS12")
        .containsKeys(
            "trustCertificateKeyStoreUrl",
            "trustCertificateKeyStorePassword",
            "clientCertificateKeyStoreUrl",
            "clientCertificateKeyStorePassword");
  }

  private DatabaseSettings resolved(String url) {
    Settings settings = Settings.load(Map.of(), Map.of("DATABASE_URL", url), directory);
    DatabaseSettings.Resolution resolution = DatabaseSettings.resolve(settings);
    assertThat(resolution.findings()).isEmpty();
    return resolution.settings().orElseThrow();
  }

  private static KeyStore read(TlsFiles.Store store) throws Exception {
    KeyStore read = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store.file())) {
      read.load(in, store.password().toCharArray());
    }
    return read;
  }

  /** Writes cert.pem and key.pem; the JDK's keytool is the only maker of certificates at hand. */
  private void pems(String algorithm) throws Exception {
    Path store = directory.resolve("made.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "k",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=test",
                "-validity",
                "10",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore made = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      made.load(in, PASSWORD);
    }
    pem("cert.pem", "CERTIFICATE", made.getCertificate("k").getEncoded());
    pem("key.pem", "PRIVATE KEY", made.getKey("k", PASSWORD).getEncoded());
  }

  private void pem(String name, String label, byte[] encoded) throws Exception {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    Files.writeString(
        directory.resolve(name),
        "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
  }
}
