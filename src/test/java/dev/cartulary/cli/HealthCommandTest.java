package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthCommandTest {

  @TempDir Path directory;

  private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();

  @Test
  void aServerThatIsReady() throws IOException {
    HttpServer server = serving(200, "{\"status\":\"UP\",\"checks\":[]}");
    try {
      String port = Integer.toString(server.getAddress().getPort());

      assertThat(print(0, Map.of("PORT", port), "health"))
          .isEqualTo("http://127.0.0.1:" + port + " is ready.");
      assertThat(print(0, Map.of("PORT", port, "HOST", "127.0.0.1"), "health", "--live"))
          .isEqualTo("http://127.0.0.1:" + port + " is alive.");
      assertThat(print(0, Map.of(), "health", "--url", "http://localhost:" + port + "/registry/"))
          .endsWith("/registry is ready.");
      assertThat(print(0, Map.of("PORT", "1", "MANAGEMENT_PORT", port), "health"))
          .isEqualTo("http://127.0.0.1:" + port + " is ready.");
      assertThat(asked)
          .containsExactly(
              "/q/health/ready", "/q/health/live", "/registry/q/health/ready", "/q/health/ready");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void theReasonsOfOneThatIsNot() throws IOException {
    String checks =
        "[{\"name\":\"pool\",\"status\":\"DOWN\",\"data\":{\"max\":10,\"reason\":\"no\\u0007answer\"}},"
            + "{\"name\":\"migrations\",\"status\":\"UP\"},"
            + "{\"name\":\"sources\",\"status\":\"DOWN\",\"data\":{\"a.state\":\"loading\",\"n\":2}},"
            + "{\"name\":\"Graceful Shutdown\",\"status\":\"DOWN\"}]";
    HttpServer server = serving(503, "{\"status\":\"DOWN\",\"checks\":" + checks + "}");
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();

      assertThat(print(1, Map.of(), "health", "--url", url).lines())
          .containsExactly(
              "cartulary: " + url + " is not ready: pool: no\\u0007answer",
              "cartulary: " + url + " is not ready: sources: a.state loading, n 2",
              "cartulary: " + url + " is not ready: Graceful Shutdown");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void anotherProgram() throws IOException {
    for (int status : List.of(302, 404, 500)) {
      HttpServer server = serving(status, "<p>no JSON");
      try {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        assertThat(print(1, Map.of(), "health", "--url", url))
            .isEqualTo(
                "cartulary: "
                    + url
                    + " answers with status "
                    + status
                    + ". Is it a Cartulary server?");
      } finally {
        server.stop(0);
      }
    }
    HttpServer proxy = serving(503, "<p>no JSON");
    try {
      String url = "http://127.0.0.1:" + proxy.getAddress().getPort();
      assertThat(print(1, Map.of(), "health", "--url", url)).endsWith(url + " is not ready.");
    } finally {
      proxy.stop(0);
    }
  }

  @Test
  void nobodyAnswers() throws IOException {
    String port;
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = Integer.toString(silent.getLocalPort());
      assertThat(print(1, Map.of("PORT", port), "health", "--timeout", "200ms"))
          .isEqualTo("cartulary: http://127.0.0.1:" + port + " does not answer within 200ms.");
    }
    assertThat(print(1, Map.of("PORT", port), "health"))
        .startsWith(
            "cartulary: http://127.0.0.1:" + port + " cannot be reached: Connection refused")
        .endsWith(". Is the server running there?");
  }

  @Test
  void wrongUse() {
    assertThat(print(2, Map.of("PORT", "0"), "health"))
        .isEqualTo("cartulary: PORT does not say on which port the server listens: give --url.");
    assertThat(print(2, Map.of("PORT", "http"), "health")).contains("give --url");
    for (String url :
        List.of("", "8080", "ftp://h", "http://", "http://u:hunter22@h", "http://h?x")) {
      assertThat(print(2, Map.of(), "health", "--url", url))
          .isEqualTo("cartulary: --url must be a URL such as https://registry.example.com.");
    }
    for (String timeout : List.of("0", "soon", "11m")) {
      assertThat(print(2, Map.of(), "health", "--timeout", timeout))
          .isEqualTo("cartulary: --timeout must be a duration from 1ms to 10m, such as 3s.");
    }
  }

  @Test
  void theAddressThatTheServerListensOn() {
    assertThat(print(1, Map.of("HOST", "::1", "PORT", "1"), "health")).contains("http://[::1]:1 ");
    assertThat(print(1, Map.of("HOST", "::", "PORT", "1"), "health")).contains("http://[::1]:1 ");
    assertThat(print(1, Map.of("HOST", "127.0.0.2", "PORT", "1"), "health"))
        .contains("http://127.0.0.2:1 ");
  }

  private HttpServer serving(int status, String body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  private String print(int code, Map<String, String> environment, String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    assertThat(Invocation.of(List.of(arguments), environment, directory, stream, stream).exitCode())
        .hasValue(code);
    return bytes.toString(StandardCharsets.UTF_8).strip();
  }
}
