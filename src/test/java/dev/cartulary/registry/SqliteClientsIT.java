package dev.cartulary.registry;

import static dev.cartulary.registry.RegistryClient.official;
import static dev.cartulary.registry.RegistryClient.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.testing.Await;
import dev.cartulary.testing.Nginx;
import dev.cartulary.testing.ServerContract;
import dev.cartulary.testing.TestEngine;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the clients of 2026 ask for, one request after the other, directly and behind nginx. */
class SqliteClientsIT extends ServerContract {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  SqliteClientsIT() {
    super(TestEngine.SQLITE);
  }

  @BeforeAll
  void awaitTheSample() {
    Await.until(
        Duration.ofSeconds(30),
        "the sample is served",
        () -> server.get("/v0.1/servers").statusCode() == 200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/registry/default"})
  void clientsWorkDirectly(String base) throws Exception {
    everyClient("http://127.0.0.1:" + server.port() + base);
  }

  /** With a path behind the address nginx decodes the names, without one it does not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "location / { proxy_pass UPSTREAM; }",
        "location / { proxy_pass UPSTREAM/; }",
        "location / { proxy_pass UPSTREAM/registry/default/; }"
      })
  void clientsWorkBehindNginx(String location) throws Exception {
    assumeTrue(Nginx.installed().isPresent(), "nginx is not installed");
    try (Nginx nginx = Nginx.before(server, location)) {
      everyClient(nginx.url());
    }
  }

  @Test
  void clientsWorkBelowAPathOfNginx() throws Exception {
    assumeTrue(Nginx.installed().isPresent(), "nginx is not installed");
    try (Nginx nginx = Nginx.before(server, "location /mcp/ { proxy_pass UPSTREAM/; }")) {
      everyClient(nginx.url() + "/mcp");
      HttpResponse<String> slash = get(nginx.url() + "/mcp/v0.1/servers/");
      assertThat(slash.statusCode()).isEqualTo(308);
      URI target =
          URI.create(nginx.url() + "/mcp/v0.1/servers/")
              .resolve(slash.headers().firstValue("Location").orElseThrow());
      assertThat(get(target.toString()).statusCode()).isEqualTo(200);
    }
  }

  private void everyClient(String base) throws Exception {
    List<JsonNode> found = visualStudioCode(base);
    copilot(base, found.get(0));
    toolHive(base, found.size());
    compressing(base, found.get(0));
  }

  /** Probes, lists with nothing but the cursor from the second page on, then asks for each. */
  private static List<JsonNode> visualStudioCode(String base) throws Exception {
    assertThat(get(base + "/v0.1/servers?limit=1").statusCode()).isEqualTo(200);
    List<JsonNode> found = new ArrayList<>();
    String query = "?limit=5&version=latest&search=server";
    while (true) {
      HttpResponse<String> page = get(base + "/v0.1/servers" + query);
      assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
      parse(page.body()).path("servers").forEach(found::add);
      JsonNode next = parse(page.body()).at("/metadata/nextCursor");
      if (next.isMissingNode()) {
        break;
      }
      query = "?limit=5&version=latest&cursor=" + next.asText();
    }
    assertThat(found).isNotEmpty();
    for (JsonNode server : found) {
      HttpResponse<String> one = get(latest(base, server.at("/server/name").asText()));
      assertThat(one.statusCode()).as(one.uri().toString()).isEqualTo(200);
      assertThat(parse(one.body()).path("server")).isEqualTo(server.path("server"));
    }
    return found;
  }

  /** Its allow-list asks from a page, and its command line without a token. */
  private static void copilot(String base, JsonNode server) throws Exception {
    String name = server.at("/server/name").asText();
    String version = server.at("/server/version").asText();
    for (String url :
        List.of(
            base + "/v0.1/servers",
            latest(base, name),
            base + "/v0.1/servers/" + encode(name) + "/versions/" + encode(version))) {
      HttpResponse<String> answer = get(url, "Origin", "https://github.com");
      assertThat(answer.statusCode()).as(url).isEqualTo(200);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
      assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
          .contains("GET", "OPTIONS");
      assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
          .contains("Authorization", "Content-Type");
      HttpResponse<String> preflight =
          HTTP.send(
              HttpRequest.newBuilder(URI.create(url))
                  .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                  .header("Origin", "https://github.com")
                  .header("Access-Control-Request-Method", "GET")
                  .header("Access-Control-Request-Headers", "authorization")
                  .build(),
              BodyHandlers.ofString());
      assertThat(preflight.statusCode()).isEqualTo(204);
      assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
          .hasValue("authorization");
    }
    assertThat(get(latest(base, "io.github.nobody/nothing")).statusCode()).isEqualTo(404);
  }

  /** Its registry server looks at the description first; its command line walks name by name. */
  private static void toolHive(String base, int atLeast) throws Exception {
    assertThat(get(base + "/openapi.yaml").body())
        .contains("https://github.com/modelcontextprotocol/registry", "1.0.0");
    assertThat(get(base + "/v0.1/servers?limit=1&version=latest").statusCode()).isEqualTo(200);
    int seen = 0;
    String cursor = "";
    while (true) {
      JsonNode page = parse(get(base + "/v0.1/servers?limit=1&version=latest" + cursor).body());
      seen += page.path("servers").size();
      JsonNode next = page.at("/metadata/nextCursor");
      if (next.isMissingNode()) {
        break;
      }
      cursor = "&cursor=" + encode(next.asText());
    }
    assertThat(seen).isGreaterThanOrEqualTo(atLeast);
  }

  /** A tag holds whether the answer is compressed or not, and whoever compresses it. */
  private static void compressing(String base, JsonNode server) throws Exception {
    assertThat(official(server).path("isLatest").asBoolean()).isTrue();
    String url = latest(base, server.at("/server/name").asText());
    HttpResponse<String> packed = get(url, "Accept-Encoding", "gzip");
    assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    String tag = packed.headers().firstValue("ETag").orElseThrow();
    assertThat(tag).startsWith("W/\"");
    assertThat(get(url, "If-None-Match", tag).statusCode()).isEqualTo(304);
  }

  private static String latest(String base, String name) {
    return base + "/v0.1/servers/" + encode(name) + "/versions/latest";
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> get(String url, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
