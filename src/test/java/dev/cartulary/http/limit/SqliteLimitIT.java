package dev.cartulary.http.limit;

import static dev.cartulary.testing.Troubleshooting.assertShown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.ServerContract;
import dev.cartulary.testing.TestEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What one client can ask for, and what browsers are told. The tests speak as a proxy that the
 * server trusts, each for a client of its own; 127.0.0.2 is somebody whom it does not trust. One
 * engine is enough: what is counted and refused never gets to the database.
 */
class SqliteLimitIT extends ServerContract {

  static final String PROXY = "127.0.0.1";
  private static final String STRANGER = "127.0.0.2";
  private static final String ITEM = "/v1/metadata/system:global/limit";
  private static final String VERSION =
      "/v0.1/servers/io.github.domdomegg%2Fairtable-mcp-server/versions/latest";
  private static final int REQUESTS = 20;
  private static final AtomicInteger CLIENTS = new AtomicInteger();

  SqliteLimitIT() {
    super(TestEngine.SQLITE);
  }

  @Override
  protected Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry("TRUSTED_PROXIES", PROXY),
        Map.entry("CORS_ORIGINS", "https://app.example.com"),
        Map.entry("ALLOWED_HOSTS", "named.example, other.example"),
        Map.entry("RATE_LIMIT_WINDOW", "1h"),
        Map.entry("RATE_LIMIT_ADDRESS", Integer.toString(REQUESTS)),
        Map.entry("RATE_LIMIT_READS", Integer.toString(REQUESTS)),
        Map.entry("RATE_LIMIT_CREDENTIALS", "2"),
        Map.entry("MAX_BODY_SIZE", "2M"),
        Map.entry("MAX_HEADER_SIZE", "4K"),
        Map.entry("MAX_URL_LENGTH", "1024"),
        Map.entry("REQUEST_TIMEOUT", "1s"),
        Map.entry("IDLE_TIMEOUT", "3s"));
  }

  @Test
  void anAddressThatSendsTooMuchIsToldToWait() {
    String client = newClient();
    HttpResponse<String> first = get("/v1/me", client);
    assertThat(first.headers().allValues("RateLimit-Policy"))
        .containsExactly("\"address\";q=20;w=3600");
    assertThat(first.headers().allValues("RateLimit")).containsExactly("\"address\";r=19;t=180");
    for (int i = 1; i < REQUESTS; i++) {
      get("/v1/me", client);
    }
    HttpResponse<String> all = get("/v1/me", client);
    assertProblem(all, 429, "too_many_requests");
    assertShown("too-many-requests", all.body());
    assertThat(header(all, "RateLimit")).startsWith("\"address\";r=0;t=");

    // Reading a registry has a quota of its own, which is still whole.
    HttpResponse<String> read = get("/v0.1/servers", client);
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.headers().allValues("RateLimit-Policy"))
        .containsExactly("\"reads\";q=20;w=3600");
    useUp(client);

    HttpResponse<String> refused = get("/v0.1/servers", client);
    assertProblem(refused, 429, "too_many_requests");
    assertThat(header(refused, "Retry-After")).matches("1[0-9]{2}|[1-9][0-9]?");
    assertThat(header(refused, "RateLimit")).startsWith("\"reads\";r=0;t=");
    assertThat(header(refused, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(get("/v0.1/servers", newClient()).statusCode()).isEqualTo(200);
    for (String path : List.of("/health", "/readiness", "/version", "/q/metrics", "/v0.1/ping")) {
      HttpResponse<String> answer = get(path, client);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("RateLimit")).isEmpty();
    }
    assertThat(server.get("/q/metrics").body())
        .containsPattern("cartulary_requests_limited_total\\{policy=\"address\",?} [1-9]");
  }

  @Test
  void pathsThatTakeCredentialsAllowLess() {
    for (String path : List.of("/v1/auth/login", "/v0.1/auth/none", "/v1/%61uth//login")) {
      String client = newClient();
      post(path, client);
      HttpResponse<String> second = post(path, client);
      assertThat(second.headers().allValues("RateLimit"))
          .hasSize(2)
          .contains("\"credentials\";r=0;t=3600");
      HttpResponse<String> refused = post(path, client);
      assertProblem(refused, 429, "too_many_requests");
      assertThat(refused.body()).contains("2 requests in 1h with credentials from one address");
      assertThat(get("/v0.1/servers", client).statusCode()).isEqualTo(200);
      assertThat(header(refused, "Cache-Control"))
          .isEqualTo(path.startsWith("/v1") ? "no-store" : "");
    }
    for (String path : List.of("/v1;x/auth/login", "/v0.1/auth;x/dns", "/v1/./auth/login")) {
      assertThat(raw(PROXY, "POST " + path + " HTTP/1.1\r\nContent-Length: 0\r\n"))
          .startsWith("HTTP/1.1 400")
          .contains("\"code\":\"invalid_request\"");
    }
  }

  @Test
  void anIpv6HostCannotEscapeToItsOtherAddresses() {
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(get("/v0.1/servers", "2001:db8:1:2::" + i).statusCode()).isEqualTo(200);
    }
    assertThat(get("/v0.1/servers", "2001:db8:1:2:abcd::1").statusCode()).isEqualTo(429);
    assertThat(get("/v0.1/servers", "2001:db8:1:3::1").statusCode()).isEqualTo(200);
  }

  @Test
  void whatAClientPutInFrontOfTheProxysWordDoesNotCount() {
    String client = newClient();
    useUp(client);
    assertThat(get("/v0.1/servers", newClient() + ", " + client).statusCode()).isEqualTo(429);
    String forwarded =
        raw(
            PROXY,
            "GET /v0.1/servers HTTP/1.1\r\nX-Forwarded-For: "
                + client
                + "\r\nForwarded: for=192.0.2.1\r\n");
    assertThat(forwarded).startsWith("HTTP/1.1 429");
  }

  @Test
  void headersOfAStrangerChangeNothing() {
    String answer = "";
    for (int i = 0; i <= REQUESTS; i++) {
      answer =
          raw(
              STRANGER,
              "GET /v0.1/servers HTTP/1.1\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: "
                  + newClient()
                  + "\r\n");
      assertThat(answer).doesNotContainIgnoringCase("strict-transport-security");
    }
    assertThat(answer).startsWith("HTTP/1.1 429");
    String notice = "Requests from 127.0.0.2 say for whom they were forwarded";
    assertThat(server.output()).containsOnlyOnce(notice).contains("TRUSTED_PROXIES");
  }

  @Test
  void aProxysChainHasALimit() {
    String chain = "192.0.2.1, ".repeat(200);
    HttpResponse<String> refused = server.get("/v0.1/servers", "X-Forwarded-For", chain);
    assertProblem(refused, 431, "headers_too_large");
    assertThat(refused.body()).contains("2048 characters");
    assertThat(raw(STRANGER, "GET /v0.1/ping HTTP/1.1\r\nX-Forwarded-For: " + chain + "\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void largeRequestsAreRefusedWithTheLimit() {
    String large = "{\"value\":\"" + "x".repeat(2 << 20) + "\"}";
    assertProblem(send("PUT", ITEM, large), 413, "payload_too_large");
    assertThat(send("PUT", ITEM, large).body()).contains("more than 2097152 bytes");
    String small = "{\"value\":\"" + "x".repeat(8 << 10) + "\"}";
    assertProblem(send("POST", "/v1/auth/login", small), 413, "payload_too_large");
    assertProblem(send("POST", "/v0.1/auth/none", small), 413, "payload_too_large");
    assertThat(send("POST", "/v1/roles", small).statusCode()).isEqualTo(400);
    assertProblem(send("POST", "/v1/roles", small.repeat(8)), 413, "payload_too_large");
    assertThat(send("PUT", ITEM, "{\"value\":\"" + "x".repeat(1000) + "\"}").statusCode())
        .isEqualTo(201);

    String chunked =
        raw(
            PROXY,
            "PUT "
                + ITEM
                + " HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
                + "X-Forwarded-For: "
                + newClient()
                + "\r\n",
            Integer.toHexString(large.length()) + "\r\n" + large + "\r\n0\r\n\r\n");
    assertThat(chunked).startsWith("HTTP/1.1 413").contains("\"code\":\"payload_too_large\"");

    HttpResponse<String> url = get("/v0.1/servers?search=" + "a".repeat(1024), newClient());
    assertProblem(url, 414, "uri_too_long");
    HttpResponse<String> headers =
        server.get(
            "/v0.1/servers", "X-Forwarded-For", newClient(), "Cookie", "a=" + "b".repeat(4096));
    assertProblem(headers, 431, "headers_too_large");
    assertThat(header(headers, "Access-Control-Allow-Origin")).isEqualTo("*");
  }

  @Test
  void http2IsNotSpoken() {
    String preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    // It is read as a request of HTTP/1.1 in two parts, neither of which can be understood: which
    // one is answered first is open, and no frame comes back.
    assertThat(rawBytes(PROXY, preface)).matches("(?s)HTTP/\\S+ (400|501) .*");
    assertThat(
            raw(
                PROXY,
                "GET /v0.1/ping HTTP/1.1\r\nUpgrade: h2c\r\n"
                    + "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n"
                    + forwarded(newClient())))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void pagesOfOtherSitesChangeNothingWhereNobodyIsAsked() {
    String body = "{\"value\":\"a\"}";
    assertThat(put("Sec-Fetch-Site: cross-site\r\n", body)).startsWith("HTTP/1.1 403");
    assertThat(put("Sec-Fetch-Site: same-site\r\n", body)).startsWith("HTTP/1.1 403");
    assertThat(put("Origin: https://evil.example\r\n", body)).startsWith("HTTP/1.1 403");
    assertThat(put("Sec-Fetch-Site: same-origin\r\n", body)).startsWith("HTTP/1.1 20");
    assertThat(put("Origin: https://app.example.com\r\nSec-Fetch-Site: cross-site\r\n", body))
        .startsWith("HTTP/1.1 20");
    // Such a page need not ask first where the body has no type, or one that forms have.
    assertThat(put("", body).replace("\r\n", " ")).startsWith("HTTP/1.1 20");
    assertThat(raw(PROXY, head("PUT", "", body, forwarded(newClient())), body))
        .startsWith("HTTP/1.1 415")
        .contains("\"code\":\"unsupported_media_type\"");
    assertThat(raw(PROXY, head("PUT", "Content-Type: */*\r\n", body, ""), body))
        .startsWith("HTTP/1.1 415");
  }

  @Test
  void aNameThatAPageElsewhereMayHaveGivenThisServerIsNotAnswered() {
    for (String host : List.of("evil.example", "evil.example:8080", "127.0.0.1.evil.example")) {
      String refused = rawBytes(PROXY, hosted(host, ITEM));
      assertThat(refused).startsWith("HTTP/1.1 403").contains("ALLOWED_HOSTS");
      assertThat(rawBytes(PROXY, hosted(host, "/v0.1/servers"))).startsWith("HTTP/1.1 200");
    }
    for (String host : List.of("127.0.0.1:8080", "[::1]", "cartulary", "named.example:443")) {
      assertThat(rawBytes(PROXY, hosted(host, ITEM))).doesNotStartWith("HTTP/1.1 403");
    }
  }

  private static String hosted(String host, String path) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: "
        + host
        + "\r\nConnection: close\r\n"
        + forwarded(newClient())
        + "\r\n";
  }

  private String put(String headers, String body) {
    String more = headers + "Content-Type: application/json\r\n" + forwarded(newClient());
    return raw(PROXY, head("PUT", "", body, more), body);
  }

  private static String head(String method, String type, String body, String more) {
    return method
        + " "
        + ITEM
        + " HTTP/1.1\r\nContent-Length: "
        + body.length()
        + "\r\n"
        + type
        + more;
  }

  @Test
  void farTooLargeRequestsAreNotEvenRead() {
    assertThat(raw(PROXY, "GET /?" + "a".repeat(10_000) + " HTTP/1.1\r\n"))
        .matches("(?s)HTTP/1\\.[01] 414 .*");
    assertThat(raw(PROXY, "GET / HTTP/1.1\r\nA: " + "a".repeat(20_000) + "\r\n"))
        .matches("(?s)HTTP/1\\.[01] 431 .*");
  }

  @Test
  void jsonThatCostsTooMuchIsRefusedWithTheLimit() {
    HttpResponse<String> deep =
        send("PUT", ITEM, "{\"value\":" + "[".repeat(101) + "]".repeat(101) + "}");
    assertProblem(deep, 400, "invalid_json");
    assertThat(deep.body()).contains("(101)", "maximum allowed (100)").doesNotContain("Stream");
    HttpResponse<String> number = send("PUT", ITEM, "{\"value\":" + "1".repeat(101) + "}");
    assertProblem(number, 400, "invalid_json");
    assertThat(number.body()).contains("(101)", "maximum allowed (100)").doesNotContain("Stream");
  }

  @Test
  void slowClientsDoNotKeepTheServerWaiting() {
    assertThat(
            raw(
                PROXY,
                "PUT "
                    + ITEM
                    + " HTTP/1.1\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 100\r\nX-Forwarded-For: "
                    + newClient()
                    + "\r\n",
                "{"))
        .startsWith("HTTP/1.1 408")
        .contains("\"code\":\"request_timeout\"");
    assertThat(rawBytes(PROXY, "GET /v0.1/servers HTTP/1.1\r\nHost: x\r\n")).isEmpty();
  }

  @Test
  void everyAnswerTellsBrowsersWhatItIsNotFor() {
    Stream.of("/v0.1/servers", "/v1/metadata/system:global", "/no/such", "/health", "/%ZZ")
        .map(path -> raw(PROXY, "GET " + path + " HTTP/1.1\r\n" + forwarded(newClient())))
        .forEach(answer ->
            assertThat(answer)
                .containsIgnoringCase("\r\nX-Content-Type-Options: nosniff\r\n")
                .containsIgnoringCase("\r\nReferrer-Policy: no-referrer\r\n")
                .containsIgnoringCase(
                    "\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n")
                .doesNotContainIgnoringCase("Strict-Transport-Security"));
    assertThat(header(get("/v0.1/servers", newClient()), "Cross-Origin-Resource-Policy"))
        .isEqualTo("cross-origin");
    assertThat(header(get(ITEM, newClient()), "Cross-Origin-Resource-Policy"))
        .isEqualTo("same-origin");
    assertThat(header(server.get("/q/swagger-ui/"), "Content-Security-Policy"))
        .contains("script-src 'self' 'unsafe-inline'", "frame-ancestors 'none'");
    assertThat(
            header(
                server.get("/health", "X-Forwarded-Proto", "https"), "Strict-Transport-Security"))
        .isEqualTo("max-age=31536000");
  }

  @Test
  void answersToCredentialsAreNotStored() {
    HttpResponse<String> anonymous = get(VERSION, newClient());
    assertThat(anonymous.headers().firstValue("ETag")).isPresent();
    assertThat(anonymous.headers().firstValue("Cache-Control")).isEmpty();
    for (String name : List.of("Authorization", "Cookie")) {
      HttpResponse<String> answer =
          server.get(VERSION, "X-Forwarded-For", newClient(), name, "Bearer a");
      assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
    }
    assertThat(header(get("/v1/me", newClient()), "Cache-Control")).isEqualTo("no-store");
    assertThat(header(post("/v1/auth/login", newClient()), "Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void pagesOfNamedOriginsMayCallTheApi() {
    HttpResponse<String> preflight = preflight("https://app.example.com");
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().map())
        .containsEntry("access-control-allow-origin", List.of("https://app.example.com"))
        .containsEntry("access-control-allow-headers", List.of("content-type, if-match"))
        .containsEntry("vary", List.of("origin"));
    assertThat(header(preflight, "Access-Control-Allow-Methods")).contains("PUT");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
    HttpResponse<String> answer =
        server.get(ITEM, "X-Forwarded-For", newClient(), "Origin", "https://app.example.com");
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("https://app.example.com");
    assertThat(header(answer, "Access-Control-Expose-Headers")).contains("ETag", "RateLimit");

    for (String origin : List.of("https://app.example.com.evil.example", "null")) {
      assertThat(preflight(origin).headers().map())
          .doesNotContainKey("access-control-allow-origin");
    }
  }

  private HttpResponse<String> preflight(String origin) {
    return server.send(
        "OPTIONS",
        ITEM,
        null,
        "X-Forwarded-For",
        newClient(),
        "Origin",
        origin,
        "Access-Control-Request-Method",
        "PUT",
        "Access-Control-Request-Headers",
        "content-type, if-match");
  }

  static String newClient() {
    int number = CLIENTS.incrementAndGet();
    return "198.18." + number / 250 + "." + (1 + number % 250);
  }

  private static String forwarded(String client) {
    return "X-Forwarded-For: " + client + "\r\n";
  }

  private HttpResponse<String> get(String path, String client) {
    return server.get(path, "X-Forwarded-For", client);
  }

  private HttpResponse<String> post(String path, String client) {
    return server.send("POST", path, "{}", "X-Forwarded-For", client);
  }

  private HttpResponse<String> send(String method, String path, String body) {
    return server.send(method, path, body, "X-Forwarded-For", newClient());
  }

  private void useUp(String client) {
    for (int i = 0; i < REQUESTS; i++) {
      get("/v0.1/servers?limit=1", client);
    }
  }

  static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"", "\"requestId\":");
  }

  private String raw(String from, String head) {
    return raw(from, head, "");
  }

  /** Sends what an HTTP client would refuse to send, from an address of this machine. */
  private String raw(String from, String head, String body) {
    return rawBytes(from, head + "Host: x\r\nConnection: close\r\n\r\n" + body);
  }

  private String rawBytes(String from, String request) {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
