package dev.cartulary.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Await;
import dev.cartulary.testing.ServerContract;
import dev.cartulary.testing.TestEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a stranger, and somebody with a credential, can make a server keep: memory, threads, series
 * of metrics. The server has few of each. One engine is enough: little of it gets to the database.
 */
class SqliteBodyLimitIT extends ServerContract {

  private static final String PASSWORD = "F1rst-of-tests";
  private static final String ITEM = "/v1/metadata/system:global/edge";
  private static final int WORKERS = 4;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private String admin = "";

  SqliteBodyLimitIT() {
    super(TestEngine.SQLITE);
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of(
        "AUTH_MODE", "local",
        "DEFAULT_PASSWORD", PASSWORD,
        "MAX_BODY_MEMORY", "1M",
        "REQUEST_TIMEOUT", "1h",
        "QUARKUS_THREAD_POOL_MAX_THREADS", Integer.toString(WORKERS));
  }

  @BeforeAll
  void logIn() {
    Await.until(LIMIT, "the first administrator is there", () -> login().statusCode() == 200);
    String first = token(login());
    String changed = PASSWORD + "-2";
    String body = "{\"currentPassword\":\"" + PASSWORD + "\",\"newPassword\":\"" + changed + "\"}";
    HttpResponse<String> change =
        server.send("PUT", "/v1/me/password", body, "Authorization", "Bearer " + first);
    assertThat(change.statusCode()).as(change.body()).isBetween(200, 204);
    admin = token(login(changed));
  }

  private HttpResponse<String> login() {
    return login(PASSWORD);
  }

  private HttpResponse<String> login(String password) {
    return server.send(
        "POST", "/v1/auth/login", "{\"username\":\"admin\",\"password\":\"" + password + "\"}");
  }

  private static String token(HttpResponse<String> login) {
    return login.body().replaceFirst("(?s).*\"token\":\"([^\"]+)\".*", "$1");
  }

  @Test
  void whoShowsNoGoodCredentialIsRefusedBeforeTheBody() throws IOException {
    String large = "Content-Length: 1000000\r\n";
    try (Socket socket = send(large)) {
      assertThat(answer(socket))
          .startsWith("HTTP/1.1 401")
          .containsIgnoringCase("\r\nWWW-Authenticate: Bearer ")
          .contains("\"code\":\"unauthenticated\"");
    }
    for (String length :
        List.of(large, "Transfer-Encoding: chunked\r\n", "Content-Length: 9\r\n")) {
      try (Socket socket = send(length + "Authorization: Bearer ses_" + "0".repeat(64) + "\r\n")) {
        // A small body, or one of unknown length, is waited for a moment.
        assertThat(answer(socket))
            .as(length)
            .startsWith("HTTP/1.1 401")
            .containsIgnoringCase("\r\nWWW-Authenticate: Bearer ")
            .contains("\"code\":\"invalid_credentials\"");
      }
    }
  }

  @Test
  void aClientThatWaitsForTheWordGoOnIsToldBeforeItSends() throws IOException {
    String expect = "Expect: 100-continue\r\nContent-Length: 100000\r\n";
    try (Socket stranger = send(expect)) {
      assertThat(answer(stranger)).startsWith("HTTP/1.1 401");
    }
    try (Socket known = send(expect + bearer())) {
      byte[] start = known.getInputStream().readNBytes(12);
      assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 100");
    }
  }

  @Test
  void bodiesTogetherFitIntoTheMemoryThatIsKeptForThem() throws IOException {
    String value = "x".repeat(700_000);
    String body = "{\"value\":\"" + value + "\"}";
    try (Socket slow = begun(body)) {
      assertThat(put("{\"value\":\"small\"}").statusCode()).isBetween(200, 201);
      write(slow, "}");
      assertThat(answer(slow)).matches("(?s)HTTP/1.1 20[01] .*");
    }
    Await.until(LIMIT, "there is room", () -> put(body).statusCode() == 200);
    HttpResponse<String> never = put("{\"value\":\"" + "x".repeat(1 << 20) + "\"}");
    SqliteLimitIT.assertProblem(never, 413, "payload_too_large");
    assertThat(never.body()).contains("MAX_BODY_MEMORY");
  }

  @Test
  void aClientThatGoesAwayLeavesNothingBehind() throws IOException {
    String body = "{\"value\":\"" + "x".repeat(900_000) + "\"}";
    for (int i = 0; i < 3; i++) {
      begun(body).close();
    }
    Await.until(LIMIT, "there is room", () -> put(body).statusCode() == 200);
    assertThat(server.output()).doesNotContain("ERROR");
  }

  @Test
  void readinessAnswersWhereEveryWorkerThreadWaits() throws SQLException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest write =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + ITEM))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + admin)
            .PUT(BodyPublishers.ofString("{\"value\":\"a\"}"))
            .build();
    try (Connection other = database.connect();
        Statement sql = other.createStatement()) {
      sql.execute("BEGIN IMMEDIATE");
      List<CompletableFuture<HttpResponse<String>>> waiting =
          IntStream.range(0, 2 * WORKERS)
              .mapToObj(i -> client.sendAsync(write, BodyHandlers.ofString()))
              .toList();
      // One write has its turn and a connection; the others wait for theirs, each on a thread.
      Await.until(
          LIMIT,
          "a write waits for the lock",
          () -> server.get("/q/health/ready").body().contains("\"active\": 1"));
      for (int i = 0; i < WORKERS; i++) {
        assertThat(server.get("/q/health/ready").body())
            .contains("\"pool\"", "\"sources\"", "\"encryption\"", "Graceful Shutdown");
      }
      assertThat(waiting).noneMatch(CompletableFuture::isDone);
      sql.execute("ROLLBACK");
      waiting.forEach(CompletableFuture::join);
    }
  }

  @Test
  void whatCallersWriteIsNoLabel() throws IOException {
    for (int i = 0; i < 110; i++) {
      assertThat(raw("GET /nope/N" + i + "%zz HTTP/1.1\r\n")).startsWith("HTTP/1.1 400");
    }
    for (int i = 0; i < 3; i++) {
      assertThat(raw("BREW" + i + " /v0.1/servers HTTP/1.1\r\n"))
          .startsWith("HTTP/1.1 405")
          .containsIgnoringCase("\r\nAllow: GET, HEAD, OPTIONS\r\n");
    }
    server.get("/v1/metadata/user:joe@example.org/contract?" + "x".repeat(9000));
    server.get("/v1/roles");
    server.get("/v0.1/servers?limit=1");
    Await.until(
        LIMIT,
        "the reads are counted by what is read",
        () ->
            server
                .get("/q/metrics")
                .body()
                .contains(
                    "method=\"GET\",outcome=\"SUCCESS\",status=\"200\",uri=\"/v0.1/servers\""));
    assertThat(server.get("/q/metrics").body())
        .contains("status=\"401\",uri=\"/v1/roles\"")
        .contains("uri=\"/UNKNOWN\"")
        .doesNotContain("nope", "BREW", "joe@example.org");
  }

  @Test
  void aPathIsReadInOneWay() throws IOException {
    assertThat(put("{\"value\":\"a\"}").statusCode()).isBetween(200, 201);
    assertThat(raw("GET //v1//metadata/system%3Aglobal/%65dge HTTP/1.1\r\n" + bearer()))
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("\r\nX-Request-Id: ")
        .contains("\"key\":\"edge\"");
    assertThat(raw("GET /health HTTP/1.1\r\nX-Request-Id: mine\r\n"))
        .containsIgnoringCase("\r\nX-Request-Id: mine\r\n");
    for (String path : List.of(ITEM + "/.", ITEM + "/;hidden", ITEM + ";a", "/v1/../v1/me")) {
      assertThat(raw("GET " + path + " HTTP/1.1\r\n" + bearer())).startsWith("HTTP/1.1 400");
    }
    assertThat(raw("GET /v0.1/servers?search=Äpfel HTTP/1.1\r\n")).startsWith("HTTP/1.1 200");
  }

  @Test
  void aPageOfAnotherSiteLogsNobodyIn() {
    HttpResponse<String> refused =
        server.send("POST", "/v1/auth/login", "{}", "Sec-Fetch-Site", "cross-site");
    SqliteLimitIT.assertProblem(refused, 403, "forbidden");
  }

  /**
   * A put of which only the end is still to come, and which leaves no room for a second one. Where
   * the two arrive at once, either is refused; then it is tried again.
   */
  private Socket begun(String body) throws IOException {
    for (int tries = 0; tries < 100; tries++) {
      Socket slow = send("Content-Length: " + body.length() + "\r\n" + bearer());
      write(slow, body.substring(0, body.length() - 1));
      HttpResponse<String> second = put(body);
      if (second.statusCode() == 503 && slow.getInputStream().available() == 0) {
        SqliteLimitIT.assertProblem(second, 503, "server_busy");
        assertThat(SqliteLimitIT.header(second, "Retry-After")).isEqualTo("1");
        return slow;
      }
      slow.close();
    }
    throw new AssertionError("a second body always fits");
  }

  private HttpResponse<String> put(String body) {
    return server.send("PUT", ITEM, body, "Authorization", "Bearer " + admin);
  }

  private String bearer() {
    return "Authorization: Bearer " + admin + "\r\n";
  }

  /** Begins a put, of which the body is still to come. */
  private Socket send(String headers) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout((int) LIMIT.toMillis());
    write(
        socket,
        "PUT "
            + ITEM
            + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + headers
            + "\r\n");
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  /** The answer, as far as it came at once: its head and its body. */
  private static String answer(Socket socket) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] part = new byte[8192];
    // A long answer comes in chunks, of which the last one is empty (RFC 9112, 7.1).
    while (text.indexOf("\r\n\r\n") < 0
        || !(text.charAt(text.length() - 1) == '}'
            || text.indexOf("\r\n0\r\n\r\n", text.length() - 7) >= 0)) {
      int read = socket.getInputStream().read(part);
      if (read < 0) {
        break;
      }
      text.append(new String(part, 0, read, StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  private String raw(String head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout((int) LIMIT.toMillis());
      write(socket, head + "Host: x\r\nConnection: close\r\n\r\n");
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
