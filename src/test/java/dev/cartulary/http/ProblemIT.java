package dev.cartulary.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong, the answer is a problem with a code and a request id. */
class ProblemIT {

  private static TestDatabase database;
  private static Program program;

  @BeforeAll
  static void start() {
    database = TestDatabase.create(TestEngine.SQLITE);
    program = Program.start(database);
  }

  @AfterAll
  static void stop() {
    program.close();
    database.close();
  }

  @Test
  void anUnknownPathIsAProblem() {
    assertProblem(program.get("/no/such/path"), 404, "not_found");
  }

  @Test
  void aMethodThatAPathDoesNotTakeIsAProblem() {
    assertProblem(
        program.send("POST", "/v1/metadata/system:global", "{}"), 405, "method_not_allowed");
  }

  @Test
  void malformedJsonIsAProblemThatSaysWhere() {
    HttpResponse<String> answer =
        program.send("PUT", "/v1/metadata/system:global/a", "{\"value\": }");
    assertProblem(answer, 400, "invalid_json");
    assertThat(answer.body()).containsIgnoringCase("line 1");
  }

  @Test
  void anotherMediaTypeIsAProblem() throws IOException {
    String answer =
        raw(
            "PUT /v1/metadata/system:global/a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Content-Type: text/plain\r\nContent-Length: 1\r\n\r\nx");
    assertThat(answer).startsWith("HTTP/1.1 415").contains("unsupported_media_type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v0.1/servers/%ZZ/versions",
        "/v0.1/servers/%F/versions",
        "/v0.1/servers?search=%",
        "/v0.1/servers?search=a{b",
        "/q/\"health",
        "//"
      })
  void aTargetThatIsNoUriIsAProblem(String target) throws IOException {
    String answer = raw("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(answer)
        .startsWith("HTTP/1.1 4")
        .contains("application/problem+json")
        .contains("\"code\":\"")
        .contains("percent-encode");
  }

  /** Each is a line that a stranger can repeat. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v0.1/servers HTTP/1.1\r\n",
        "GET /v0.1/servers HTTP/1.1\r\nHost: a b\r\n",
        "GET /v0.1/servers HTTP/1.1\r\nHost: a\r\nHost: b\r\n",
        "GET /v0.1/servers HTTP/1.1\r\nHost: a\r\n: b\r\n",
        "GET * HTTP/1.1\r\nHost: a\r\n",
        "PRI * HTTP/2.0\r\n"
      })
  void whatIsNoRequestIsRefusedWithoutAnError(String request) throws IOException {
    assertThat(raw(request + "Connection: close\r\n\r\n")).matches("(?s)HTTP/[0-9.]+ [45].*");
    assertThat(program.output()).doesNotContain(" ERROR ", "\"ERROR\"");
  }

  @Test
  void aBodyOverTheLimitIsAProblem() {
    String body = "{\"value\":\"" + "x".repeat(17 * 1024 * 1024) + "\"}";
    assertThat(program.send("PUT", "/v1/metadata/system:global/a", body).statusCode())
        .isEqualTo(413);
  }

  @Test
  void theCallersRequestIdComesBackAndAStrangeOneIsReplaced() {
    HttpResponse<String> own = program.get("/no/such/path", "X-Request-Id", "abc-123");
    assertThat(own.headers().firstValue("X-Request-Id")).hasValue("abc-123");
    assertThat(own.body()).contains("\"requestId\":\"abc-123\"");
    HttpResponse<String> strange = program.get("/no/such/path", "X-Request-Id", "a b<script>");
    assertThat(strange.headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f]{16}");
  }

  @Test
  void theShortStatusPathsAnswer() {
    assertThat(program.get("/health").body()).contains("UP");
    assertThat(program.get("/readiness").body()).contains("\"pool\"");
    assertThat(program.get("/version").body()).contains("\"version\"").contains("\"git_commit\"");
    assertThat(program.get("/v0.1/health").body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(program.get("/v0.1/ping").body()).isEqualTo("{\"pong\":true}");
    assertThat(program.get("/v0.1/version").statusCode()).isEqualTo(200);
  }

  @Test
  void theApiIsDescribedAndCanBeTriedInTheBrowser() {
    assertThat(program.get("/q/openapi").body())
        .contains("/v0.1/servers:")
        .contains("/v1/metadata/{owner}:");
    HttpResponse<String> page = program.get("/q/swagger-ui/", "X-Request-Id", "page-1");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("X-Request-Id")).hasValue("page-1");
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body())
        .contains("\"type\":\"urn:cartulary:problem:" + code + "\"")
        .contains("\"status\":" + status)
        .contains("\"code\":\"" + code + "\"")
        .contains("\"requestId\":");
  }

  /** Sends what an HTTP client would refuse to send. */
  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), program.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
