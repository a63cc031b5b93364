package dev.cartulary.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cartulary.remote.Access;
import dev.cartulary.remote.PublicAddress;
import dev.cartulary.testing.Await;
import dev.cartulary.testing.TestCertificates;
import dev.cartulary.testing.TestIssuer;
import dev.cartulary.token.InvalidToken.Reason;
import dev.cartulary.token.ProviderDefinition.Client;
import dev.cartulary.token.ProviderDefinition.Introspecting;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of a small provider with real keys, over real HTTP. */
class TokenVerifierTest {

  private static final Access OPEN = new Access(Optional.empty(), Optional.empty(), true, false);

  /** A clock that tests set. */
  private static final class Hand extends Clock {
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    void forward(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final TestIssuer issuer = TestIssuer.start();
  private final Hand clock = new Hand();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @TempDir Path directory;

  @AfterEach
  void stop() {
    issuer.close();
  }

  private static ProviderDefinition provider(TestIssuer issuer, Access access) {
    return new ProviderDefinition(
        "sso",
        issuer.url(),
        Set.of(TestIssuer.AUDIENCE, "other"),
        Optional.empty(),
        Set.copyOf(ProviderDefinition.ALGORITHMS),
        Duration.ofSeconds(60),
        Optional.empty(),
        access);
  }

  private ProviderDefinition introspecting(Optional<Client> client, Access access) {
    ProviderDefinition plain = provider(issuer, access);
    return new ProviderDefinition(
        plain.name(),
        plain.issuer(),
        plain.audiences(),
        plain.jwksUrl(),
        plain.algorithms(),
        plain.clockSkew(),
        Optional.of(new Introspecting(URI.create(issuer.introspectionUrl()), client)),
        access);
  }

  private TokenVerifier verifier(ProviderDefinition... providers) {
    return new TokenVerifier(List.of(providers), meters, clock, Runnable::run);
  }

  private Map<String, Object> claims() {
    return issuer.claims(clock.instant());
  }

  private static Reason refusal(TokenVerifier verifier, String token) {
    InvalidToken refusal = catchThrowableOfType(InvalidToken.class, () -> verifier.verify(token));
    assertThat(refusal).as("a token that must be refused").isNotNull();
    assertThat(refusal.sentence()).matches("[\\x20-\\x7e&&[^\"\\\\]]+");
    return refusal.reason();
  }

  private Reason refusal(String claim, @Nullable Object value) {
    Map<String, Object> claims = claims();
    if (value == null) {
      claims.remove(claim);
    } else {
      claims.put(claim, value);
    }
    return refusal(verifier(provider(issuer, OPEN)), issuer.token(claims));
  }

  @Test
  void aGoodTokenSaysWhoseItIs() throws InvalidToken {
    VerifiedToken token = verifier(provider(issuer, OPEN)).verify(issuer.token(claims()));

    assertThat(token.provider()).isEqualTo("sso");
    assertThat(token.issuer()).isEqualTo(issuer.url());
    assertThat(token.subject()).isEqualTo("jane-1");
    assertThat(token.name()).isEqualTo("jane");
    assertThat(token.claims()).containsEntry("groups", List.of("platform", "release"));
    assertThat(token.expiresAt()).isEqualTo(clock.instant().plusSeconds(600));
    assertThat(token).asString().doesNotContain("platform");
  }

  @Test
  void everyKindOfKeyIsTakenAndAKeyNeedsNoName() throws InvalidToken {
    TokenVerifier verifier = verifier(provider(issuer, OPEN));
    PublicJsonWebKey ec = issuer.addEcKey("ec-1");
    PublicJsonWebKey ed = issuer.addEdKey("ed-1");

    verifier.verify(TestIssuer.token(claims(), "PS384", issuer.key()));
    verifier.verify(TestIssuer.token(claims(), "ES256", ec));
    verifier.verify(TestIssuer.token(claims(), "EdDSA", ed));
    issuer.key().setKeyId(null);
    verifier.verify(issuer.token(claims()));

    assertThat(issuer.requests()).containsExactly("/.well-known/openid-configuration", "/keys");
  }

  @Test
  void claimsThatDoNotFitAreRefused() {
    long now = clock.instant().getEpochSecond();
    assertThat(refusal("iss", "https://other.example.com")).isEqualTo(Reason.UNKNOWN_ISSUER);
    assertThat(refusal("iss", null)).isEqualTo(Reason.UNKNOWN_ISSUER);
    assertThat(refusal("aud", "somebody")).isEqualTo(Reason.WRONG_AUDIENCE);
    assertThat(refusal("aud", List.of("a", "b"))).isEqualTo(Reason.WRONG_AUDIENCE);
    assertThat(refusal("aud", null)).isEqualTo(Reason.WRONG_AUDIENCE);
    assertThat(refusal("exp", now - 61)).isEqualTo(Reason.EXPIRED);
    assertThat(refusal("exp", null)).isEqualTo(Reason.NO_EXPIRY);
    assertThat(refusal("exp", "soon")).isEqualTo(Reason.MALFORMED);
    assertThat(refusal("nbf", now + 61)).isEqualTo(Reason.NOT_YET_VALID);
    assertThat(refusal("iat", now + 61)).isEqualTo(Reason.NOT_YET_VALID);
    assertThat(refusal("sub", null)).isEqualTo(Reason.NO_SUBJECT);
    assertThat(
            meters
                .get("cartulary.token.refusals")
                .tag("provider", "sso")
                .tag("reason", "wrong_audience")
                .counter()
                .count())
        .isEqualTo(3);
  }

  @Test
  void clocksMayDifferByTheSkew() throws InvalidToken {
    long now = clock.instant().getEpochSecond();
    Map<String, Object> claims = claims();
    claims.put("exp", now - 59);
    claims.put("nbf", now + 60);
    claims.put("aud", List.of("somebody", TestIssuer.AUDIENCE));
    assertThat(verifier(provider(issuer, OPEN)).verify(issuer.token(claims)).subject())
        .isEqualTo("jane-1");
  }

  @Test
  void forgedTokensAreRefused() throws Exception {
    TokenVerifier verifier = verifier(provider(issuer, OPEN));
    String good = issuer.token(claims());
    PublicJsonWebKey foreign;
    try (TestIssuer other = TestIssuer.start()) {
      foreign = other.key();
    }
    assertThat(refusal(verifier, TestIssuer.token(claims(), "RS256", foreign)))
        .isEqualTo(Reason.WRONG_SIGNATURE);
    String[] parts = good.split("\\.", -1);
    String changed = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    changed = changed.replace("jane-1", "root-1");
    assertThat(refusal(verifier, parts[0] + "." + base64(changed) + "." + parts[2]))
        .isEqualTo(Reason.WRONG_SIGNATURE);
    for (String none : List.of("none", "None", "nonE")) {
      String header = base64("{\"alg\":\"" + none + "\"}");
      assertThat(refusal(verifier, header + "." + parts[1] + ".")).isEqualTo(Reason.MALFORMED);
      assertThat(refusal(verifier, header + "." + parts[1] + "." + parts[2]))
          .isEqualTo(Reason.WRONG_ALGORITHM);
    }
    // The public key taken for a shared secret.
    JsonWebSignature hmac = new JsonWebSignature();
    hmac.setPayload(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
    hmac.setAlgorithmHeaderValue("HS256");
    hmac.setKeyIdHeaderValue("rsa-1");
    hmac.setKey(new HmacKey(issuer.key().getPublicKey().getEncoded()));
    assertThat(refusal(verifier, hmac.getCompactSerialization())).isEqualTo(Reason.WRONG_ALGORITHM);
    for (String text : List.of("", "x", "a.b.c", "....", "x".repeat(20_000), good + ".x.y")) {
      assertThat(refusal(verifier, text)).isEqualTo(Reason.MALFORMED);
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void onlyAllowedAlgorithmsAreTaken() {
    ProviderDefinition all = provider(issuer, OPEN);
    ProviderDefinition one =
        new ProviderDefinition(
            "sso",
            all.issuer(),
            all.audiences(),
            all.jwksUrl(),
            Set.of("ES256"),
            all.clockSkew(),
            Optional.empty(),
            OPEN);
    assertThat(refusal(verifier(one), issuer.token(claims()))).isEqualTo(Reason.WRONG_ALGORITHM);
    assertThat(issuer.requests()).isEmpty();
  }

  @Test
  void aNewKeyIsFetchedOnceAndAWithdrawnOneIsForgotten() throws InvalidToken {
    TokenVerifier verifier = verifier(provider(issuer, OPEN));
    PublicJsonWebKey first = issuer.key();
    verifier.verify(issuer.token(claims()));
    PublicJsonWebKey second = issuer.addRsaKey("rsa-2");
    clock.forward(ProviderKeys.PAUSE.plusSeconds(1));
    verifier.verify(TestIssuer.token(claims(), "RS256", second));
    assertThat(issuer.requests()).hasSize(4);

    PublicJsonWebKey unknown;
    try (TestIssuer other = TestIssuer.start()) {
      unknown = other.addRsaKey("rsa-3");
    }
    for (int i = 0; i < 20; i++) {
      assertThat(refusal(verifier, TestIssuer.token(claims(), "RS256", unknown)))
          .isEqualTo(Reason.UNKNOWN_KEY);
    }
    assertThat(issuer.requests()).hasSize(4);

    issuer.withdraw(first);
    clock.forward(ProviderKeys.FRESH.plusSeconds(1));
    verifier.verify(TestIssuer.token(claims(), "RS256", first)); // renewed beside this request
    assertThat(refusal(verifier, TestIssuer.token(claims(), "RS256", first)))
        .isEqualTo(Reason.UNKNOWN_KEY);
  }

  @Test
  void theLastKeysServeWhileTheProviderIsAwayButNotForEver() throws InvalidToken {
    TokenVerifier verifier = verifier(provider(issuer, OPEN));
    verifier.verify(issuer.token(claims()));
    issuer.answerWith("/.well-known/openid-configuration", 500, "");
    clock.forward(ProviderKeys.FRESH.plusSeconds(1));
    verifier.verify(issuer.token(claims()));
    clock.forward(ProviderKeys.TRUSTED);
    assertThat(refusal(verifier, issuer.token(claims()))).isEqualTo(Reason.PROVIDER_AWAY);
    issuer.answerAsUsual();
    clock.forward(ProviderKeys.PAUSE.plusSeconds(1));
    verifier.verify(issuer.token(claims()));
  }

  @Test
  void aProviderThatIsAwayDoesNotBlockOthers() throws InvalidToken {
    try (TestIssuer away = TestIssuer.start()) {
      TokenVerifier verifier = verifier(provider(away, OPEN), provider(issuer, OPEN));
      String token = away.token(away.claims(clock.instant()));
      away.close();
      assertThat(refusal(verifier, token)).isEqualTo(Reason.PROVIDER_AWAY);
      assertThat(verifier.verify(issuer.token(claims())).issuer()).isEqualTo(issuer.url());
    }
  }

  @Test
  void providersOfOneIssuerAreTriedInOrder() throws InvalidToken {
    ProviderDefinition first = provider(issuer, OPEN);
    ProviderDefinition narrow =
        new ProviderDefinition(
            "narrow",
            first.issuer(),
            Set.of("else"),
            Optional.of(URI.create(issuer.jwksUrl())),
            first.algorithms(),
            first.clockSkew(),
            Optional.empty(),
            OPEN);
    assertThat(verifier(narrow, first).verify(issuer.token(claims())).provider()).isEqualTo("sso");
  }

  @Test
  void discoveryFallsBackAndMustBeAboutTheIssuer() throws InvalidToken {
    issuer.answerWith("/.well-known/openid-configuration", 404, "");
    issuer.answerWith(
        "/.well-known/oauth-authorization-server",
        200,
        "{\"issuer\":\"" + issuer.url() + "\",\"jwks_uri\":\"" + issuer.jwksUrl() + "\"}");
    verifier(provider(issuer, OPEN)).verify(issuer.token(claims()));

    issuer.answerWith(
        "/.well-known/openid-configuration",
        200,
        "{\"issuer\":\"https://other.example.com\",\"jwks_uri\":\"" + issuer.jwksUrl() + "\"}");
    assertThat(refusal(verifier(provider(issuer, OPEN)), issuer.token(claims())))
        .isEqualTo(Reason.PROVIDER_AWAY);
  }

  @Test
  void answersThatCannotBeTrustedAreLeftAside() {
    for (String body :
        List.of(
            "[]",
            "{",
            "{\"keys\":[]}",
            "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}",
            "x".repeat(2 * 1024 * 1024))) {
      issuer.answerWith("/keys", 200, body);
      assertThat(refusal(verifier(provider(issuer, OPEN)), issuer.token(claims())))
          .as(body.substring(0, Math.min(30, body.length())))
          .isEqualTo(Reason.PROVIDER_AWAY);
    }
    issuer.answerWith("/keys", 302, "");
    assertThat(refusal(verifier(provider(issuer, OPEN)), issuer.token(claims())))
        .isEqualTo(Reason.PROVIDER_AWAY);
    assertThat(issuer.requests()).doesNotContain("/elsewhere");
  }

  @Test
  void aPrivateAddressIsAskedOnlyWhereThatIsAllowed() {
    Access publicOnly = new Access(Optional.empty(), Optional.empty(), false, false);
    assertThat(refusal(verifier(provider(issuer, publicOnly)), issuer.token(claims())))
        .isEqualTo(Reason.PROVIDER_AWAY);
    assertThat(issuer.requests()).isEmpty();
  }

  @Test
  void anAuthorityOfOnesOwnVouchesForTheProvider() throws InvalidToken {
    TestCertificates authority = new TestCertificates("Test authority of tokens");
    try (TestIssuer tls = TestIssuer.startTls(authority.issue("issuer", "ip:127.0.0.1", -1, 10))) {
      String token = tls.token(tls.claims(clock.instant()));
      assertThat(refusal(verifier(provider(tls, OPEN)), token)).isEqualTo(Reason.PROVIDER_AWAY);
      Access trusting =
          new Access(Optional.of(authority.authority()), Optional.empty(), true, false);
      assertThat(verifier(provider(tls, trusting)).verify(token).subject()).isEqualTo("jane-1");
    }
  }

  /** As the API server of Kubernetes may want it of a pod, whose token is replaced in time. */
  @Test
  void aTokenFromAFileIsSentAndReadAnew() throws IOException, InvalidToken {
    Path file = Files.writeString(directory.resolve("token"), "first\n");
    Access access = new Access(Optional.empty(), Optional.of(file), true, false);
    TokenVerifier verifier = verifier(provider(issuer, access));
    issuer.wantAuthorization("Bearer second");
    assertThat(refusal(verifier, issuer.token(claims()))).isEqualTo(Reason.PROVIDER_AWAY);
    Files.writeString(file, "second\n");
    clock.forward(ProviderKeys.PAUSE.plusSeconds(1));
    assertThat(verifier.verify(issuer.token(claims())).subject()).isEqualTo("jane-1");
  }

  @Test
  void opaqueTokensAreAskedAbout() throws IOException, InvalidToken {
    Path secret = Files.writeString(directory.resolve("secret"), "s:3 cret\n");
    ProviderDefinition provider = introspecting(Optional.of(new Client("registry", secret)), OPEN);
    TokenVerifier verifier = verifier(provider);
    issuer.wantAuthorization(
        "Basic "
            + Base64.getEncoder()
                .encodeToString("registry:s%3A3+cret".getBytes(StandardCharsets.UTF_8)));
    issuer.know("good", Map.of("active", true, "sub", "jane-1", "aud", TestIssuer.AUDIENCE));
    issuer.know("elsewhere", Map.of("active", true, "sub", "jane-1", "aud", "x"));
    issuer.know("nowhere", Map.of("active", true, "sub", "jane-1"));
    issuer.know(
        "foreign",
        Map.of("active", true, "sub", "j", "aud", TestIssuer.AUDIENCE, "iss", "https://x.example"));

    assertThat(verifier.verify("good").name()).isEqualTo("jane-1");
    verifier.verify("good");
    assertThat(issuer.requests()).hasSize(1);
    assertThat(refusal(verifier, "unknown")).isEqualTo(Reason.INACTIVE);
    assertThat(refusal(verifier, "elsewhere")).isEqualTo(Reason.WRONG_AUDIENCE);
    assertThat(refusal(verifier, "nowhere")).isEqualTo(Reason.WRONG_AUDIENCE);
    assertThat(refusal(verifier, "foreign")).isEqualTo(Reason.UNKNOWN_ISSUER);

    issuer.know("good", Map.of("active", false));
    verifier.verify("good");
    clock.forward(Introspection.KEPT);
    assertThat(refusal(verifier, "good")).isEqualTo(Reason.INACTIVE);
    issuer.answerWith("/introspect", 503, "");
    assertThat(refusal(verifier, "other")).isEqualTo(Reason.PROVIDER_AWAY);
  }

  @Test
  void publicAddressesAreToldFromOthers() throws IOException {
    Set<String> refused = new TreeSet<>();
    List<String> others =
        List.of(
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "192.0.2.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
            "2001:db8::1",
            "ff02::1");
    for (String address : others) {
      if (!PublicAddress.isPublic(InetAddress.getByName(address))) {
        refused.add(address);
      }
    }
    assertThat(refused).containsExactlyInAnyOrderElementsOf(others);
    for (String address : List.of("1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111")) {
      assertThat(PublicAddress.isPublic(InetAddress.getByName(address))).isTrue();
    }
  }

  private static void awaitRequests(TestIssuer issuer, int count) {
    Await.until(Duration.ofSeconds(30), "it is asked", () -> issuer.requests().size() >= count);
  }

  @Test
  void aProviderThatHangsHoldsFewRequests() throws Exception {
    TokenVerifier verifier = verifier(provider(issuer, OPEN));
    String token = issuer.token(claims());
    ExecutorService threads = Executors.newCachedThreadPool();
    try (AutoCloseable hold = issuer.hold()) {
      Future<VerifiedToken> first = threads.submit(() -> verifier.verify(token));
      awaitRequests(issuer, 1);
      List<Future<Reason>> others =
          IntStream.range(0, 30)
              .mapToObj(i -> threads.submit(() -> refusal(verifier, token)))
              .toList();
      for (Future<Reason> other : others) {
        assertThat(other.get()).isEqualTo(Reason.PROVIDER_AWAY);
      }
      assertThat(issuer.requests()).hasSize(1);
      hold.close();
      assertThat(first.get().subject()).isEqualTo("jane-1");
    } finally {
      threads.shutdownNow();
    }
    assertThat(verifier.verify(token).subject()).isEqualTo("jane-1");
  }

  @Test
  void thePauseBeginsWhenAnAttemptHasEnded() throws Exception {
    TokenVerifier verifier = verifier(provider(issuer, OPEN));
    String token = issuer.token(claims());
    issuer.answerWith("/keys", 500, "");
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (AutoCloseable hold = issuer.hold()) {
      Future<Reason> first = thread.submit(() -> refusal(verifier, token));
      awaitRequests(issuer, 1);
      clock.forward(ProviderKeys.PAUSE.plusSeconds(1));
      hold.close();
      assertThat(first.get()).isEqualTo(Reason.PROVIDER_AWAY);
    } finally {
      thread.shutdownNow();
    }
    int asked = issuer.requests().size();
    assertThat(refusal(verifier, token)).isEqualTo(Reason.PROVIDER_AWAY);
    assertThat(issuer.requests()).hasSize(asked);
  }

  @Test
  void introspectionHoldsFewRequestsAndIsAskedForLeaveFirst() throws Exception {
    Access access = new Access(Optional.empty(), Optional.of(file("t0ken")), true, false);
    TokenVerifier verifier = verifier(introspecting(Optional.empty(), access));
    ExecutorService threads = Executors.newCachedThreadPool();
    try (AutoCloseable hold = issuer.hold()) {
      List<Future<Reason>> held =
          IntStream.range(0, 16)
              .mapToObj(i -> threads.submit(() -> refusal(verifier, "opaque-" + i)))
              .toList();
      awaitRequests(issuer, 16);
      assertThat(refusal(verifier, "one-more")).isEqualTo(Reason.PROVIDER_AWAY);
      assertThat(issuer.requests()).hasSize(16);
      hold.close();
      for (Future<Reason> one : held) {
        assertThat(one.get()).isEqualTo(Reason.INACTIVE);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThatThrownBy(() ->
            verifier.verify(
                "not-asked-about",
                () -> {
                  throw new IllegalStateException("no leave");
                }))
        .hasMessage("no leave");
    assertThat(issuer.requests()).hasSize(16);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("secret-" + text), text);
  }

  @Test
  void aNewKeyUnderTheSameIdOrWithoutOneIsLookedForAtOnce() throws Exception {
    TokenVerifier verifier = verifier(provider(issuer, OPEN));
    verifier.verify(issuer.token(claims()));
    issuer.withdraw(issuer.key());
    PublicJsonWebKey same = issuer.addRsaKey("rsa-1");
    clock.forward(ProviderKeys.PAUSE.plusSeconds(1));
    verifier.verify(TestIssuer.token(claims(), "RS256", same));

    issuer.withdraw(same);
    PublicJsonWebKey nameless = issuer.addRsaKey("rsa-2");
    String named = TestIssuer.token(claims(), "RS256", nameless);
    nameless.setKeyId(null);
    clock.forward(ProviderKeys.PAUSE.plusSeconds(1));
    verifier.verify(TestIssuer.token(claims(), "RS256", nameless));
    int asked = issuer.requests().size();
    assertThat(refusal(verifier, named)).isEqualTo(Reason.UNKNOWN_KEY);
    assertThat(issuer.requests()).as("not more often than the pause allows").hasSize(asked);
  }

  @Test
  void tokensForOtherEndsAreRefused() {
    TokenVerifier verifier = verifier(provider(issuer, OPEN));
    Map<String, Object> endless = claims();
    endless.put("exp", null);
    assertThat(refusal(verifier, issuer.token(endless))).isEqualTo(Reason.NO_EXPIRY);
    Map<String, Object> bound = claims();
    bound.put("cnf", Map.of("jkt", "x"));
    assertThat(refusal(verifier, issuer.token(bound))).isEqualTo(Reason.BOUND);
    for (String type :
        List.of("logout+jwt", "secevent+jwt", "dpop+jwt", "application/logout+jwt")) {
      assertThat(refusal(verifier, typed(type))).as(type).isEqualTo(Reason.MALFORMED);
    }
    for (String type : List.of("JWT", "at+jwt", "application/at+JWT")) {
      assertThat(catchThrowable(() -> verifier.verify(typed(type)))).as(type).isNull();
    }
  }

  private String typed(String type) {
    try {
      JsonWebSignature jws = new JsonWebSignature();
      jws.setPayload(JsonUtil.toJson(claims()));
      jws.setAlgorithmHeaderValue("RS256");
      jws.setKeyIdHeaderValue(issuer.key().getKeyId());
      jws.setHeader("typ", type);
      jws.setKey(issuer.key().getPrivateKey());
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void keysForOtherEndsAreNotUsedAndManyAreTried() throws Exception {
    issuer.key().setKeyOps(List.of("encrypt"));
    TokenVerifier verifier = verifier(provider(issuer, OPEN));
    assertThat(refusal(verifier, issuer.token(claims()))).isEqualTo(Reason.UNKNOWN_KEY);
    for (int i = 0; i < 12; i++) {
      issuer.addEcKey("ec-" + i).setKeyId(null);
    }
    PublicJsonWebKey last = issuer.addEcKey("ec-last");
    last.setKeyId(null);
    clock.forward(ProviderKeys.PAUSE.plusSeconds(1));
    verifier.verify(TestIssuer.token(claims(), "ES256", last));
  }

  @Test
  void theProviderIsAmongTheClaimsWhateverTheTokenSays() throws Exception {
    Map<String, Object> claims = claims();
    claims.put("provider", "company");
    VerifiedToken token = verifier(provider(issuer, OPEN)).verify(issuer.token(claims));
    assertThat(token.claims()).containsEntry("provider", "sso");
  }
}
