package dev.cartulary.registry;

import static dev.cartulary.registry.RegistryClient.encode;
import static dev.cartulary.registry.RegistryClient.parse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.testing.Await;
import dev.cartulary.testing.ServerContract;
import dev.cartulary.testing.TestEngine;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every answer about the sample catalog, whose documents are real ones, has the form that the
 * authors of the MCP Registry API describe.
 */
class SqliteConformanceIT extends ServerContract {

  private static final String LIST = "/v0.1/servers";
  private static final String VERSIONS = "/v0.1/servers/{serverName}/versions";
  private static final String VERSION = "/v0.1/servers/{serverName}/versions/{version}";

  private static final String DEPRECATED =
      "{\"status\":\"deprecated\",\"statusMessage\":\"use another\"}";
  private static final String NAME = "io.modelcontextprotocol.anonymous/conforming";

  private final DescribedApi api = new DescribedApi();

  SqliteConformanceIT() {
    super(TestEngine.SQLITE);
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("AUTH_REGISTRY_TOKENS", "none-for-tests");
  }

  @BeforeAll
  void awaitTheSample() {
    Await.until(
        Duration.ofSeconds(30),
        "the sample is served",
        () -> server.get("/v0.1/servers").statusCode() == 200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v0", "/v0.1", "/registry/default/v0.1"})
  void everyAnswerHasTheDescribedForm(String base) {
    int seen = 0;
    String cursor = "";
    while (true) {
      HttpResponse<String> page = server.get(base + "/servers?limit=5" + cursor);
      api.assertDescribes("get", LIST, page);
      for (JsonNode found : parse(page.body()).path("servers")) {
        seen++;
        one(base + "/servers/" + encode(found.at("/server/name").asText()), found);
      }
      JsonNode next = parse(page.body()).at("/metadata/nextCursor");
      if (next.isMissingNode()) {
        break;
      }
      cursor = "&cursor=" + next.asText();
    }
    assertThat(seen).isPositive();
    for (String filter :
        new String[] {
          "?updated_since=2020-01-01T00:00:00Z",
          "?version=latest",
          "?include_deleted=true",
          "?search=nothing-like-this"
        }) {
      api.assertDescribes("get", LIST, server.get(base + "/servers" + filter));
    }
    api.assertDescribes("get", VERSIONS, server.get(base + "/servers/a%2Fb/versions"));
    api.assertDescribes("get", VERSION, server.get(base + "/servers/a%2Fb/versions/latest"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v0", "/registry/default/v0.1"})
  void everyAnswerToAChangeHasTheDescribedForm(String base) {
    String version = base.equals("/v0") ? "1.0.0" : "2.0.0";
    String document =
        """
        {"$schema": "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
         "name": "%s", "description": "Conforms", "version": "%s"}
        """
            .formatted(NAME, version);
    String token =
        parse(server.send("POST", base + "/auth/none", null).body())
            .path("registry_token")
            .asText();
    String one = base + "/servers/" + encode(NAME) + "/versions/" + version;
    String all = base + "/servers/" + encode(NAME) + "/status";
    check("post", "/v0.1/publish", base + "/publish", document, token, 200);
    check("put", VERSION, one, document.replace("Conforms", "Still conforms"), token, 200);
    check("patch", VERSION + "/status", one + "/status", DEPRECATED, token, 200);
    check("patch", VERSION + "/status", one + "/status", DEPRECATED, token, 400);
    check("patch", "/v0.1/servers/{serverName}/status", all, "{\"status\":\"active\"}", token, 200);
    api.assertDescribes("get", LIST, server.get(base + "/servers?include_deleted=true"));
  }

  private void check(
      String method, String path, String url, String body, String token, int status) {
    HttpResponse<String> answer =
        server.send(method.toUpperCase(Locale.ROOT), url, body, "Authorization", "Bearer " + token);
    assertThat(answer.statusCode()).as(method + " " + url + ": " + answer.body()).isEqualTo(status);
    api.assertDescribes(method, path, answer);
  }

  /** What generators of clients and checkers of descriptions stumble over. */
  @Test
  void descriptionOfThisApiIsWhole() {
    JsonNode description = parse(server.get("/q/openapi?format=json").body());
    assertThat(description.path("servers")).isNotEmpty();
    Set<String> ids = new HashSet<>();
    for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        JsonNode operation = method.getValue();
        String what = method.getKey() + " " + path.getKey();
        assertThat(operation.path("security")).as(what).isNotEmpty();
        assertThat(operation.path("responses").has("default")).as(what).isTrue();
        assertThat(operation.path("responses")).as(what).hasSizeGreaterThan(1);
        String id = operation.path("operationId").asText();
        assertThat(id.isEmpty() || ids.add(id)).as(what + ": " + id).isTrue();
        assertThat(declared(operation)).as(what).containsExactlyElementsOf(named(path.getKey()));
      }
    }
    Matcher reference = Pattern.compile("\"\\$ref\":\"#([^\"]+)\"").matcher(description.toString());
    while (reference.find()) {
      assertThat(description.at(reference.group(1)).isMissingNode())
          .as(reference.group(1))
          .isFalse();
    }
    assertThat(description.at("/components/schemas/JsonNode/properties").isMissingNode()).isTrue();
    assertThat(description.at("/paths/~1v0.1~1publish/post/parameters").toString())
        .contains("\"Idempotency-Key\"");
    assertThat(description.toString()).doesNotContain("\"x-");
  }

  private static Set<String> declared(JsonNode operation) {
    Set<String> names = new TreeSet<>();
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("in").asText().equals("path")) {
        names.add(parameter.path("name").asText());
      }
    }
    return names;
  }

  private static Set<String> named(String path) {
    return new TreeSet<>(
        Pattern.compile("\\{([^}]+)}").matcher(path).results().map(m -> m.group(1)).toList());
  }

  private void one(String path, JsonNode found) {
    api.assertDescribes("get", VERSIONS, server.get(path + "/versions"));
    for (String version : new String[] {"latest", found.at("/server/version").asText()}) {
      api.assertDescribes("get", VERSION, server.get(path + "/versions/" + encode(version)));
    }
  }
}
