package dev.cartulary.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.cartulary.testing.TestCertificates.Issued;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A small identity provider with real keys: discovery, JWKS, introspection. */
public final class TestIssuer implements AutoCloseable {

  /** Its tokens are for this audience. */
  public static final String AUDIENCE = "api://registry";

  private static final String KEYS = "/keys";
  private static final CountDownLatch OPEN = new CountDownLatch(0);

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final String scheme;
  private final List<PublicJsonWebKey> published = new CopyOnWriteArrayList<>();
  private final Map<String, Map<String, Object>> opaque = new ConcurrentHashMap<>();
  private final Map<String, Canned> canned = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile String wantedAuthorization = "";
  private volatile CountDownLatch held = OPEN;

  /** An answer that takes the place of the usual one. */
  private record Canned(int status, String body) {}

  private TestIssuer(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.createContext("/", this::answer);
    server.setExecutor(executor);
    server.start();
  }

  /** An issuer over http, with one RSA key. */
  public static TestIssuer start() {
    try {
      HttpServer server = HttpServer.create(loopback(), 0);
      TestIssuer issuer = new TestIssuer(server, "http");
      issuer.addRsaKey("rsa-1");
      return issuer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An issuer over https, with one RSA key. */
  public static TestIssuer startTls(Issued certificate) {
    try {
      HttpsServer server = HttpsServer.create(loopback(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(certificate.serverContext()));
      TestIssuer issuer = new TestIssuer(server, "https");
      issuer.addRsaKey("rsa-1");
      return issuer;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** The issuer, as in the claim {@code iss}. */
  public String url() {
    return scheme + "://127.0.0.1:" + server.getAddress().getPort();
  }

  public String jwksUrl() {
    return url() + KEYS;
  }

  public String introspectionUrl() {
    return url() + "/introspect";
  }

  /** Publishes another RSA key. */
  public PublicJsonWebKey addRsaKey(String id) {
    try {
      return add(RsaJwkGenerator.generateJwk(2048), id);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Publishes a key of the curve P-256. */
  public PublicJsonWebKey addEcKey(String id) {
    try {
      return add(EcJwkGenerator.generateJwk(EllipticCurves.P256), id);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Publishes an Ed25519 key. */
  public PublicJsonWebKey addEdKey(String id) {
    try {
      return add(OkpJwkGenerator.generateJwk("Ed25519"), id);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private PublicJsonWebKey add(PublicJsonWebKey key, String id) {
    key.setKeyId(id);
    published.add(key);
    return key;
  }

  /** The key that was published first. */
  public PublicJsonWebKey key() {
    return published.get(0);
  }

  /** Publishes this key no longer. */
  public void withdraw(PublicJsonWebKey key) {
    published.remove(key);
  }

  /** Claims as a token of this issuer has them, valid for ten minutes from then on. */
  public Map<String, Object> claims(Instant now) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", url());
    claims.put("sub", "jane-1");
    claims.put("aud", AUDIENCE);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.getEpochSecond() + 600);
    claims.put("preferred_username", "jane");
    claims.put("groups", List.of("platform", "release"));
    return claims;
  }

  /** A token with these claims, signed with the issuer's first key. */
  public String token(Map<String, Object> claims) {
    return token(claims, "RS256", key());
  }

  /** A token with these claims. */
  public static String token(Map<String, Object> claims, String algorithm, PublicJsonWebKey key) {
    try {
      JsonWebSignature jws = new JsonWebSignature();
      jws.setPayload(JsonUtil.toJson(claims));
      jws.setAlgorithmHeaderValue(algorithm);
      if (key.getKeyId() != null) {
        jws.setKeyIdHeaderValue(key.getKeyId());
      }
      jws.setKey(key.getPrivateKey());
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes introspection know a token. */
  public void know(String token, Map<String, Object> answer) {
    opaque.put(token, answer);
  }

  /** From now on every request must carry this header. */
  public void wantAuthorization(String header) {
    wantedAuthorization = header;
  }

  /** From now on a path gives this answer. */
  public void answerWith(String path, int status, String body) {
    canned.put(path, new Canned(status, body));
  }

  /** From now on no request is answered, until what is given here is closed. */
  public AutoCloseable hold() {
    CountDownLatch latch = new CountDownLatch(1);
    held = latch;
    return () -> {
      held = OPEN;
      latch.countDown();
    };
  }

  /** Takes every such answer back. */
  public void answerAsUsual() {
    canned.clear();
  }

  /** The paths that were asked for so far, in order. */
  public List<String> requests() {
    return new ArrayList<>(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(path);
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    awaitRelease();
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    Canned answer = canned.get(path);
    if (answer == null) {
      answer =
          wantedAuthorization.isEmpty() || wantedAuthorization.equals(authorization)
              ? usual(path, body)
              : new Canned(401, "");
    }
    if (answer.status() / 100 == 3) {
      exchange.getResponseHeaders().add("Location", url() + "/elsewhere");
    }
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void awaitRelease() throws IOException {
    try {
      held.await();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private Canned usual(String path, String body) {
    return switch (path) {
      case "/.well-known/openid-configuration" ->
          new Canned(200, JsonUtil.toJson(Map.of("issuer", url(), "jwks_uri", jwksUrl())));
      case KEYS, "/elsewhere" -> new Canned(200, keys());
      case "/introspect" -> new Canned(200, JsonUtil.toJson(introspected(body)));
      default -> new Canned(404, "{}");
    };
  }

  private String keys() {
    return JsonUtil.toJson(
        Map.of(
            "keys",
            published.stream()
                .map(key -> key.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY))
                .toList()));
  }

  private Map<String, Object> introspected(String form) {
    String token = form.replaceFirst("^token=([^&]*).*$", "$1");
    return opaque.getOrDefault(token, Map.of("active", false));
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
