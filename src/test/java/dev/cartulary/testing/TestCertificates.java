package dev.cartulary.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * An authority of the tests' own and the certificates that it issues, made with the JDK's keytool
 * and written as PEM files.
 */
public final class TestCertificates {

  /**
   * A certificate and its key.
   *
   * @param certificate PEM, without the authority
   * @param key PEM, PKCS #8, readable by its owner only
   */
  public record Issued(Path certificate, Path key, X509Certificate x509) {

    /** The last moment at which it is valid. */
    public Instant expires() {
      return x509.getNotAfter().toInstant();
    }

    /** What a server that has it and its key speaks TLS with. */
    public SSLContext serverContext() throws GeneralSecurityException, IOException {
      String pem = Files.readString(key).replaceAll("-----[A-Z ]+-----|\\s", "");
      PrivateKey secret =
          KeyFactory.getInstance("EC")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("key", secret, new char[0], new Certificate[] {x509});
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    }
  }

  private static final String STORE_PASSWORD = "changeit";

  private final Path directory = Program.emptyDirectory();
  private final Path store = directory.resolve("store.p12");
  private final Issued authority;

  /** Makes an authority. */
  public TestCertificates(String authorityName) {
    keytool(
        "-alias",
        "authority",
        "-dname",
        "CN=" + authorityName,
        "-validity",
        "3650",
        "-ext",
        "bc:c=ca:true",
        "-ext",
        "ku:c=keyCertSign,cRLSign");
    authority = export("authority");
  }

  /** The authority's own certificate as a PEM file. */
  public Path authority() {
    return authority.certificate();
  }

  /**
   * Issues a certificate.
   *
   * @param alias a name for its files, and its common name
   * @param names its alternative names, in keytool's words: {@code dns:localhost,ip:127.0.0.1}
   * @param startDays when it begins, in days from now; negative for the past
   * @param validDays how long it is valid from then on
   */
  public Issued issue(String alias, String names, int startDays, int validDays) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-alias",
                alias,
                "-signer",
                "authority",
                "-dname",
                "CN=" + alias,
                "-startdate",
                (startDays < 0 ? "" : "+") + startDays + "d",
                "-validity",
                Integer.toString(validDays)));
    if (!names.isEmpty()) {
      arguments.addAll(List.of("-ext", "san=" + names));
    }
    keytool(arguments.toArray(String[]::new));
    return export(alias);
  }

  private void keytool(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(
        List.of(
            "-genkeypair",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            STORE_PASSWORD));
    command.addAll(List.of(arguments));
    try {
      Path output = directory.resolve("keytool.out");
      int exit =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start()
              .waitFor();
      if (exit != 0) {
        throw new IllegalStateException("keytool: " + Files.readString(output));
      }
    } catch (IOException e) {
      throw new IllegalStateException("keytool cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Issued export(String alias) {
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, STORE_PASSWORD.toCharArray());
      Certificate certificate = keys.getCertificate(alias);
      Key key = keys.getKey(alias, STORE_PASSWORD.toCharArray());
      Path keyFile = directory.resolve(alias + ".key");
      Files.createFile(
          keyFile,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return new Issued(
          pem(directory.resolve(alias + ".crt"), "CERTIFICATE", certificate.getEncoded()),
          pem(keyFile, "PRIVATE KEY", key.getEncoded()),
          (X509Certificate) certificate);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the certificate cannot be exported", e);
    }
  }

  private static Path pem(Path file, String what, byte[] der) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n");
  }
}
