package dev.cartulary.database.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cartulary.database.url.SslMode;
import dev.cartulary.testing.Await;
import dev.cartulary.testing.DatabaseServer;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.ServerTls;
import dev.cartulary.testing.TestCertificates;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import dev.cartulary.testing.Troubleshooting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every sslmode against a server with certificates of every kind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TlsContract {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** The names of a certificate that is for the server of the tests. */
  private static final String HERE = "dns:localhost,ip:127.0.0.1";

  private TestCertificates ours;
  private TestCertificates others;
  private TestCertificates.Issued good;
  private TestDatabase database;
  private ServerTls tls;

  abstract TestEngine engine();

  /** A database on a server that no other suite uses meanwhile, since its TLS settings change. */
  abstract TestDatabase createDatabase();

  @BeforeAll
  void startServer() {
    database = createDatabase();
    tls = new ServerTls(database);
    ours = new TestCertificates("Cartulary tests authority");
    others = new TestCertificates("Another authority");
    good = ours.issue("db.cartulary.example", HERE, -1, 200);
  }

  @AfterAll
  void stopServer() {
    if (database != null) { // null where there is no such server
      tls.close();
      database.close();
      release(database.server());
    }
  }

  /** Gives up the server of {@link #createDatabase}. */
  void release(DatabaseServer server) {
    server.close();
  }

  @Test
  void everyModeConnectsToAServerThatHasTheRightCertificate() {
    tls.show(good, ours.authority());
    for (SslMode mode : SslMode.values()) {
      Program.Result result = check(mode, ours.authority());
      boolean plain =
          mode == SslMode.DISABLE || (mode == SslMode.ALLOW && engine() == TestEngine.POSTGRESQL);
      if (plain) {
        assertThat(result.stdout()).contains("tls:        off").doesNotContain("cert:");
      } else {
        assertThat(result.stdout())
            .containsPattern("tls: {8}TLSv1\\.[23], [A-Z0-9_-]+")
            .containsPattern(
                "cert: {7}localhost:\\d+ expires " + good.expires() + ", in 19\\d days")
            .contains("issued by CN=Cartulary tests authority")
            .doesNotContain("warning:");
      }
      assertThat(result.exitCode()).isZero();
    }
  }

  @Test
  void aCertificateForAnAddressFitsThatAddress() {
    tls.show(good, ours.authority());
    Program.Result result =
        run(url("127.0.0.1", SslMode.VERIFY_FULL), "DB_SSL_ROOT_CERT", ours.authority());
    assertThat(result.stdout()).contains("cert:       127.0.0.1:");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void anUnknownAuthorityIsNamedTogetherWithTheFileThatLacksIt() {
    tls.show(good, ours.authority());
    for (SslMode mode : new SslMode[] {SslMode.VERIFY_CA, SslMode.VERIFY_FULL}) {
      String output =
          assertRefused(
              check(mode, others.authority()),
              "it was issued by CN=Cartulary tests authority, which is not among the authorities"
                  + " trusted here: "
                  + others.authority()
                  + " (DB_SSL_ROOT_CERT)",
              "Set DB_SSL_ROOT_CERT (sslrootcert in the URL) to a PEM file");
      Troubleshooting.assertShown("the-certificates-authority-is-not-trusted", output);
    }
    assertRefused(
        run(url("localhost", SslMode.VERIFY_CA)),
        "the public authorities that come with Java, since no DB_SSL_ROOT_CERT is set");
  }

  @Test
  void anotherHostsCertificateIsRefusedAndBothNamesAreSaid() {
    tls.show(
        ours.issue("other.example", "dns:db.example,dns:*.db.example,ip:192.0.2.7", -1, 12),
        ours.authority());
    String otherHost =
        assertRefused(
            check(SslMode.VERIFY_FULL, ours.authority()),
            "it is not for localhost, the host in the settings, but for db.example, *.db.example,"
                + " 192.0.2.7.",
            "sslmode verify-ca does not look at the name");
    Troubleshooting.assertShown("the-certificate-is-for-another-host", otherHost);
    Program.Result authorityOnly = check(SslMode.VERIFY_CA, ours.authority());
    assertThat(authorityOnly.exitCode()).isZero();
    assertThat(authorityOnly.stdout())
        .containsPattern("expires \\S+, in 1[01] days \\(CN=other.example, issued by CN=")
        .contains("warning:  renew the certificate of localhost:");
    Troubleshooting.assertShown("the-certificate-expires-soon", authorityOnly.stdout());
  }

  /** Whether the server can be brought to show a certificate that has expired. */
  boolean showsExpiredCertificates() {
    return true;
  }

  @Test
  void anExpiredCertificateIsRefusedWithItsDate() {
    assumeTrue(showsExpiredCertificates(), "this server refuses to load an expired certificate");
    TestCertificates.Issued expired = ours.issue("expired.example", HERE, -20, 10);
    tls.show(expired, ours.authority());
    String output =
        assertRefused(
            check(SslMode.VERIFY_FULL, ours.authority()),
            "it expired on " + expired.expires() + ". Give the server a new certificate.");
    Troubleshooting.assertShown("the-certificate-has-expired", output);
    expiredWithoutVerification(check(SslMode.REQUIRE), expired);
  }

  /** What {@code require}, which verifies nothing, makes of an expired certificate. */
  abstract void expiredWithoutVerification(Program.Result result, TestCertificates.Issued expired);

  @Test
  void aServerThatDemandsAClientCertificateGetsOneOrSaysWhichIsMissing() {
    TestCertificates.Issued client = ours.issue("client", "", -1, 90);
    TestCertificates.Issued stranger = others.issue("stranger", "", -1, 90);
    TestCertificates.Issued outdated = ours.issue("outdated", "", -9, 3);
    tls.show(good, ours.authority());
    tls.demand(ServerTls.Demand.CLIENT_CERTIFICATE);
    try {
      String missing =
          assertRefused(
              check(SslMode.VERIFY_FULL, ours.authority()),
              "If the user must show a client certificate",
              "set DB_SSL_CERT and DB_SSL_KEY");
      Troubleshooting.assertShown("a-client-certificate-is-missing", missing);
      assertThat(checkAs(client).stdout()).contains("privileges: complete");
      String refused =
          assertRefused(
              checkAs(stranger),
              "does not accept the client certificate " + stranger.certificate() + " (DB_SSL_CERT)",
              "it was issued by CN=Another authority");
      Troubleshooting.assertShown("the-client-certificate-is-refused", refused);
      assertRefused(checkAs(outdated), "it expired on " + outdated.expires());
    } finally {
      tls.demand(ServerTls.Demand.NOTHING);
    }
  }

  @Test
  void aServerThatDemandsTlsIsNotReachedWithoutAndTheMessageSaysSo() {
    tls.show(good, ours.authority());
    tls.demand(ServerTls.Demand.TLS);
    try {
      String output =
          assertRefused(
              check(SslMode.DISABLE),
              "accepts this user over TLS only, and sslmode disable (sslmode in DATABASE_URL)",
              "Set sslmode to verify-full, or at least to require.");
      Troubleshooting.assertShown("the-server-demands-tls", output);
      assertThat(check(SslMode.ALLOW).stdout()).contains("tls:        TLSv1.");
    } finally {
      tls.demand(ServerTls.Demand.NOTHING);
    }
  }

  @Test
  void aServerWithoutTlsIsRefusedWhereTheModeDemandsIt() {
    tls.off();
    String output =
        assertRefused(
            check(SslMode.REQUIRE),
            "does not offer TLS, and sslmode require (sslmode in DATABASE_URL) demands it",
            "Switch it on at the server");
    Troubleshooting.assertShown("the-server-does-not-offer-tls", output);
    Program.Result preferred = check(SslMode.PREFER);
    assertThat(preferred.stdout()).contains("tls:        off");
    assertThat(preferred.exitCode()).isZero();
  }

  @Test
  void aServingProcessSaysWhatIsWrongAndIsReadyOnceItIsMended() {
    tls.show(ours.issue("elsewhere", "dns:elsewhere.example", -1, 90), ours.authority());
    Map<String, String> environment =
        Map.of(
            "DATABASE_URL",
            url("localhost", SslMode.VERIFY_FULL),
            "DB_SSL_ROOT_CERT",
            ours.authority().toString());
    try (Program program = Program.startListening(environment)) {
      Await.until(
          LIMIT, "the log says why", () -> program.output().contains("but for elsewhere.example"));
      assertThat(program.get("/readiness").body())
          .contains("the database server's TLS certificate cannot be accepted; the log says more")
          .doesNotContain("elsewhere.example")
          .doesNotContain("localhost");
      tls.show(good, ours.authority());
      program.awaitReady();
    }
  }

  private Program.Result check(SslMode mode) {
    return run(url("localhost", mode));
  }

  private Program.Result check(SslMode mode, Path authority) {
    return run(url("localhost", mode), "DB_SSL_ROOT_CERT", authority);
  }

  private Program.Result checkAs(TestCertificates.Issued client) {
    return run(
        url("localhost", SslMode.VERIFY_FULL),
        "DB_SSL_ROOT_CERT",
        ours.authority(),
        "DB_SSL_CERT",
        client.certificate(),
        "DB_SSL_KEY",
        client.key());
  }

  private String url(String host, SslMode mode) {
    return database.url().replaceFirst("@(localhost|127\\.0\\.0\\.1):", "@" + host + ":")
        + "?sslmode="
        + mode.word();
  }

  private static Program.Result run(String url, Object... variables) {
    Map<String, String> environment = new HashMap<>(Map.of("DATABASE_URL", url));
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i].toString(), variables[i + 1].toString());
    }
    return Program.run(environment, "database", "check");
  }

  private static String assertRefused(Program.Result result, String... words) {
    assertThat(result.stdout()).contains("failed:").contains(words);
    assertThat(result.exitCode()).isEqualTo(1);
    return result.stdout();
  }
}
