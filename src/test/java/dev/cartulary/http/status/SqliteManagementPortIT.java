package dev.cartulary.http.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Await;
import dev.cartulary.testing.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With MANAGEMENT_PORT health and metrics are on a port of their own, and nothing else is. */
class SqliteManagementPortIT {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static int management;
  private static Program server;

  @BeforeAll
  static void start() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      management = free.getLocalPort();
    }
    server =
        Program.startListening(
            Map.of("HOST", "127.0.0.1", "MANAGEMENT_PORT", Integer.toString(management)));
    Await.until(
        Duration.ofSeconds(60),
        "readiness is UP",
        () -> managed("/q/health/ready").statusCode() == 200);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> managed(String path) {
    URI uri = URI.create("http://127.0.0.1:" + management + path);
    try {
      return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(path, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(path, e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/q/health,404,200",
    "/q/health/live,404,200",
    "/q/health/ready,404,200",
    "/q/health/started,404,200",
    "/q/metrics,404,200",
    "/q/%6Detrics,404,200",
    "/health,200,200",
    "/readiness,200,200",
    "/version,200,200",
    "/q/openapi,200,404",
    "/q/swagger-ui/,200,404",
    "/v0.1/ping,200,404",
    "/v0.1/servers,200,404",
    "/v1/me,200,404",
    "/nothing,404,404",
  })
  void eachPathIsOnItsPort(String path, int onPort, int onManagementPort) {
    assertThat(server.get(path).statusCode()).isEqualTo(onPort);
    assertThat(managed(path).statusCode()).isEqualTo(onManagementPort);
  }

  @Test
  void theManagementPortAnswersInTheSameWay() {
    HttpResponse<String> refused = managed("/v1/me");
    assertThat(refused.body()).contains("not_found");
    assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(refused.headers().firstValue("X-Request-Id")).isPresent();
    assertThat(managed("/q/metrics").headers().firstValue("X-Content-Type-Options"))
        .contains("nosniff");
    assertThat(managed("/q/metrics").body()).contains("cartulary_pool_connections");
  }
}
