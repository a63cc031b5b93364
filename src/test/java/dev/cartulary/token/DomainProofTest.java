package dev.cartulary.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.problem.ProblemException;
import dev.cartulary.remote.Access;
import dev.cartulary.remote.FetchFailed;
import dev.cartulary.testing.TestDns;
import dev.cartulary.testing.TestIssuer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Proofs of a domain, with real keys, DNS and HTTP. */
class DomainProofTest {

  private static final String NOW = "2026-11-21T12:00:00Z";
  private static final Clock CLOCK = Clock.fixed(Instant.parse(NOW), ZoneOffset.UTC);

  private static KeyPair ed25519() throws GeneralSecurityException {
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  private static String record(String kind, byte[] key) {
    return "v=MCPv1; k=" + kind + "; p=" + Base64.getEncoder().encodeToString(key);
  }

  private static String record(KeyPair pair) {
    byte[] encoded = pair.getPublic().getEncoded();
    return record("ed25519", Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
  }

  private static String sign(KeyPair pair, String algorithm) throws GeneralSecurityException {
    Signature signing = Signature.getInstance(algorithm);
    signing.initSign(pair.getPrivate());
    signing.update(NOW.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(signing.sign());
  }

  private static DomainProof proof(String signature) {
    return DomainProof.of("Example.COM", NOW, signature, CLOCK);
  }

  @Test
  void anEd25519SignatureProves() throws GeneralSecurityException {
    KeyPair pair = ed25519();
    DomainProof proof = proof(sign(pair, "Ed25519"));
    assertThat(proof.domain()).isEqualTo("example.com");
    assertThat(proof.namespace()).isEqualTo("com.example");
    assertThat(proof.isSignedWith(ProofKey.of(record(pair)).orElseThrow())).isTrue();
    assertThat(proof.isSignedWith(ProofKey.of(record(ed25519())).orElseThrow())).isFalse();
    assertThat(proof("00").isSignedWith(ProofKey.of(record(pair)).orElseThrow())).isFalse();
  }

  @Test
  void aP384SignatureProves() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    for (int i = 0; i < 4; i++) { // points with an even and with an odd y
      KeyPair pair = generator.generateKeyPair();
      ECPublicKey key = (ECPublicKey) pair.getPublic();
      byte[] x = key.getW().getAffineX().toByteArray();
      byte[] compressed = new byte[49];
      compressed[0] = (byte) (key.getW().getAffineY().testBit(0) ? 3 : 2);
      int length = Math.min(48, x.length);
      System.arraycopy(x, x.length - length, compressed, 49 - length, length);
      ProofKey read = ProofKey.of(record("ecdsap384", compressed)).orElseThrow();
      assertThat(read.key()).isEqualTo(key);
      assertThat(proof(sign(pair, "SHA384withECDSAinP1363Format")).isSignedWith(read)).isTrue();
    }
  }

  /** As mcp-publisher joins r and s: without their leading zeros. */
  @Test
  void aP384SignatureProvesWithoutItsLeadingZeros() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    KeyPair pair = generator.generateKeyPair();
    ProofKey key = new ProofKey(pair.getPublic(), "SHA384withECDSAinP1363Format");
    boolean r = false;
    boolean s = false;
    while (!r || !s) {
      byte[] whole = HexFormat.of().parseHex(sign(pair, "SHA384withECDSAinP1363Format"));
      if (whole[0] == 0 || whole[48] == 0) {
        String joined = trimmed(whole, 0) + trimmed(whole, 48);
        assertThat(joined.length()).isLessThan(192);
        assertThat(proof(joined).isSignedWith(key)).isTrue();
        r |= whole[0] == 0;
        s |= whole[48] == 0;
        assertThat(proof(joined.substring(2)).isSignedWith(key)).isFalse();
      }
    }
  }

  private static String trimmed(byte[] whole, int from) {
    int start = from;
    while (whole[start] == 0) {
      start++;
    }
    return HexFormat.of().formatHex(whole, start, from + 48);
  }

  @Test
  void aFingerprintIsTheBeginningOfWhatIsPublished() throws GeneralSecurityException {
    String published = record(ed25519());
    assertThat(ProofKey.of(published).orElseThrow().fingerprint())
        .isEqualTo("ed25519:" + published.substring(published.indexOf("p=") + 2).substring(0, 8));
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    ProofKey key =
        new ProofKey(generator.generateKeyPair().getPublic(), "SHA384withECDSAinP1363Format");
    assertThat(key.fingerprint()).matches("ecdsap384:A[g-z0-9+/][A-Za-z0-9+/]{6}");
  }

  @Test
  void recordsThatHoldNoKeyAreLeftAside() {
    for (String text :
        List.of(
            "",
            "v=spf1 -all",
            "v=MCPv1; k=ed25519; p=AAAA",
            "v=MCPv1; k=rsa; p=" + "A".repeat(44),
            "v=MCPv1; k=ed25519; p=!",
            "x v=MCPv1; k=ed25519; p=" + "A".repeat(43) + "=",
            record("ecdsap384", new byte[49]))) {
      assertThat(ProofKey.of(text)).as(text).isEmpty();
    }
  }

  @Test
  void wrongPartsOfARequestAreNamed() {
    for (String domain :
        List.of(
            "",
            "localhost",
            "127.0.0.1",
            "127.0.0.0x1",
            "example.0x7f",
            "[::1]",
            "a..b",
            "-a.example",
            "a.1",
            "a.example/x",
            "a.example:8080",
            "ä.example",
            "x".repeat(64) + ".example")) {
      assertThatThrownBy(() -> DomainProof.of(domain, NOW, "00", CLOCK))
          .as(domain)
          .isInstanceOf(ProblemException.class)
          .hasMessageStartingWith("domain:");
    }
    for (String time : List.of("", "now", "2026-11-21T11:59:44Z", "2026-11-21T12:00:16Z")) {
      assertThatThrownBy(() -> DomainProof.of("a.example", time, "00", CLOCK))
          .hasMessageStartingWith("timestamp:");
    }
    for (String signature : List.of("", "0", "zz")) {
      assertThatThrownBy(() -> DomainProof.of("a.example", NOW, signature, CLOCK))
          .hasMessageStartingWith("signed_timestamp:");
    }
    assertThatThrownBy(() -> DomainProof.of(null, null, null, CLOCK))
        .isInstanceOfSatisfying(
            ProblemException.class, problem -> assertThat(problem.errors()).hasSize(3));
  }

  @Test
  void keysAreFoundInDnsHoweverLongTheAnswer() throws Exception {
    KeyPair pair = ed25519();
    try (TestDns dns = new TestDns()) {
      DomainKeys keys = keys(dns.address(), "https://unused.example");
      dns.put("short.example", "v=spf1 -all", record(pair));
      dns.put("long.example", "x".repeat(300), "y".repeat(700), record(pair));
      dns.put("empty.example");
      DomainProof proof = proof(sign(pair, "Ed25519"));
      for (String domain : List.of("short.example", "long.example")) {
        assertThat(keys.inDns(domain).keys()).singleElement().matches(proof::isSignedWith);
      }
      assertThat(keys.inDns("empty.example").keys()).isEmpty();
      assertThat(keys.inDns("missing.example").keys()).isEmpty();
    }
  }

  @Test
  void aKeyThatCannotBeUsedAndOneInAnotherPlaceAreTold() throws Exception {
    try (TestDns dns = new TestDns()) {
      DomainKeys keys = keys(dns.address(), "https://unused.example");
      dns.put("broken.example", "v=MCPv1; k=ed25519; p=AAAA");
      assertThat(keys.inDns("broken.example").broken()).isTrue();
      dns.put("some.example", "v=MCPv1; k=ed25519; p=AAAA", record(ed25519()));
      assertThat(keys.inDns("some.example").broken()).isFalse();
      dns.put("_mcp-registry.misplaced.example", record(ed25519()));
      assertThat(keys.misplaced("misplaced.example")).contains("_mcp-registry.misplaced.example");
      assertThat(keys.misplaced("nowhere.example")).isEmpty();
    }
  }

  @Test
  void aDnsServerThatDoesNotAnswerIsAnError() throws IOException {
    InetSocketAddress silent = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (DatagramSocket socket = new DatagramSocket(silent)) {
      TxtRecords records =
          new TxtRecords(Optional.of((InetSocketAddress) socket.getLocalSocketAddress()));
      assertThatThrownBy(() -> records.of("a.example"))
          .isInstanceOf(FetchFailed.class)
          .hasMessageContaining("no answer in time");
    }
  }

  @Test
  void keysAreFoundOnAWebsite() throws Exception {
    KeyPair pair = ed25519();
    try (TestIssuer website = TestIssuer.start()) {
      DomainKeys keys =
          keys(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9), website.url());
      assertThatThrownBy(() -> keys.onWebsite("a.example")).hasMessageContaining("404");
      website.answerWith("/a.example", 200, "# our key\n" + record(pair) + "\n");
      assertThat(keys.onWebsite("a.example").keys())
          .singleElement()
          .matches(proof(sign(pair, "Ed25519"))::isSignedWith);
      website.answerWith("/a.example", 200, "x".repeat(5000));
      assertThatThrownBy(() -> keys.onWebsite("a.example")).hasMessageContaining("longer");
      website.answerWith("/a.example", 302, "");
      assertThatThrownBy(() -> keys.onWebsite("a.example")).hasMessageContaining("302");
    }
  }

  private static DomainKeys keys(InetSocketAddress dns, String website) {
    return new DomainKeys(
        new Access(Optional.empty(), Optional.empty(), true, false),
        domain -> URI.create(website + "/" + domain),
        new TxtRecords(Optional.of(dns)));
  }
}
