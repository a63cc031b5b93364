package dev.cartulary.database.settings;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Turns PEM files into what the drivers read.
 *
 * <p>MySQL's driver requires key stores, PostgreSQL's one reads PEM keys of a single algorithm
 * only, so both get PKCS #12, made once per process and content, as {@link PrivateFile}s with a
 * random password.
 */
public final class TlsFiles {
  // PostgreSQL's driver looks for the key under exactly this alias.
  private static final String ALIAS = "user";

  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  /** What was made, by its kind and the content of the files. */
  private static final Map<String, Store> MADE = new ConcurrentHashMap<>();

  private static final Map<String, Path> TRUST = new ConcurrentHashMap<>();

  private TlsFiles() {}

  /** A key store file and the password that opens it. */
  record Store(Path file, String password) {
    @Override
    public String toString() {
      return file.toString();
    }
  }

  /** A PEM file that cannot be used; the message is a clause for a finding. */
  public static final class UnusablePem extends Exception {
    private static final long serialVersionUID = 1;

    UnusablePem(String problem) {
      super(problem);
    }
  }

  /** A store that trusts the certificates of a PEM file. */
  static Store trustStore(Path pem) throws UnusablePem {
    List<Certificate> certificates = certificates(pem);
    try {
      String content = "trust " + digest(pem);
      Store made = MADE.get(content);
      if (made != null) {
        return made;
      }
      KeyStore store = emptyStore();
      for (int i = 0; i < certificates.size(); i++) {
        store.setCertificateEntry("ca-" + i, certificates.get(i));
      }
      return saved(content, store, newPassword());
    } catch (GeneralSecurityException | IOException e) {
      throw new UnusablePem("a key store cannot be made of it: " + e.getMessage());
    }
  }

  /** A store with a client certificate, its chain and its key. */
  static Store keyStore(Path certificatePem, Path keyPem) throws UnusablePem {
    Certificate[] chain = certificates(certificatePem).toArray(Certificate[]::new);
    PrivateKey key = privateKey(keyPem, chain[0].getPublicKey().getAlgorithm());
    try {
      String content = "key " + digest(certificatePem) + digest(keyPem);
      Store made = MADE.get(content);
      if (made != null) {
        return made;
      }
      KeyStore store = emptyStore();
      String password = newPassword();
      store.setKeyEntry(ALIAS, key, password.toCharArray(), chain);
      return saved(content, store, password);
    } catch (GeneralSecurityException | IOException e) {
      throw new UnusablePem("a key store cannot be made of it: " + e.getMessage());
    }
  }

  /**
   * A PEM file with the certificates that the Java platform trusts, for a driver that requires a
   * file.
   */
  static Path systemTrust() throws UnusablePem {
    try {
      StringBuilder pem = new StringBuilder();
      Base64.Encoder base64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
      for (X509Certificate issuer : systemAuthorities()) {
        pem.append("-----BEGIN CERTIFICATE-----\n")
            .append(base64.encodeToString(issuer.getEncoded()))
            .append("\n-----END CERTIFICATE-----\n");
      }
      String text = pem.toString();
      Path made = TRUST.get(text);
      if (made == null) {
        made = PrivateFile.holding(text.getBytes(StandardCharsets.US_ASCII), ".pem");
        TRUST.put(text, made);
      }
      return made;
    } catch (GeneralSecurityException | IOException e) {
      throw unusableSystem(e);
    }
  }

  /** The certificates of the authorities that the Java platform trusts. */
  static List<X509Certificate> systemAuthorities() throws UnusablePem {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      List<X509Certificate> authorities = new ArrayList<>();
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager x509) {
          authorities.addAll(List.of(x509.getAcceptedIssuers()));
        }
      }
      return authorities;
    } catch (GeneralSecurityException e) {
      throw unusableSystem(e);
    }
  }

  private static UnusablePem unusableSystem(Exception e) {
    return new UnusablePem(
        "the trusted certificates of this system cannot be read: " + e.getMessage());
  }

  /** The certificates of a PEM file, at least one. */
  public static List<Certificate> certificates(Path pem) throws UnusablePem {
    try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(pem))) {
      List<Certificate> found =
          new ArrayList<>(CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (found.isEmpty()) {
        throw new UnusablePem("it holds no certificate");
      }
      return found;
    } catch (GeneralSecurityException e) {
      throw new UnusablePem("it is not a PEM certificate");
    } catch (IOException e) {
      throw new UnusablePem("it cannot be read");
    }
  }

  private static PrivateKey privateKey(Path pem, String algorithm) throws UnusablePem {
    try {
      String text = Files.readString(pem, StandardCharsets.ISO_8859_1);
      Matcher key = PRIVATE_KEY.matcher(text);
      if (!key.find()) {
        throw new UnusablePem(
            "it holds no unencrypted PKCS #8 key (openssl pkcs8 -topk8 -nocrypt -in KEY -out NEW"
                + " makes one)");
      }
      byte[] encoded = Base64.getMimeDecoder().decode(key.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new UnusablePem("it does not hold the " + algorithm + " key of the certificate");
    } catch (IOException e) {
      throw new UnusablePem("it cannot be read");
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Store saved(String content, KeyStore store, String password)
      throws GeneralSecurityException, IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    store.store(bytes, password.toCharArray());
    Store saved = new Store(PrivateFile.holding(bytes.toByteArray(), ".p12"), password);
    MADE.put(content, saved);
    return saved;
  }

  private static String digest(Path file) throws GeneralSecurityException, IOException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  private static String newPassword() {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
