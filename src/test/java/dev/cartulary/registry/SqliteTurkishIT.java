package dev.cartulary.registry;

import static dev.cartulary.registry.CatalogFixture.server;
import static dev.cartulary.registry.RegistryClient.encode;
import static dev.cartulary.registry.RegistryClient.parse;
import static dev.cartulary.registry.RegistryClient.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.ServerContract;
import dev.cartulary.testing.TestEngine;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The whole program on a Turkish machine, where the small letter of I is \u0131, not i. */
class SqliteTurkishIT extends ServerContract {

  /** Of the JVM: machines without the locale of this name would refuse other letters in paths. */
  private static final Map<String, String> TURKISH =
      Map.of("JAVA_TOOL_OPTIONS", "-Duser.language=tr -Duser.country=TR");

  private static final String DOCUMENT =
      "{\"$schema\":\"https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json\","
          + "\"name\":\"io.Github.IPEK/Index\",\"title\":\"I\u0130\u0131i\",\"description\":\"PUBLISHED"
          + " in \u0130zmir\",\"version\":\"1.0.0-RC.I\"%s}";

  SqliteTurkishIT() {
    super(TestEngine.SQLITE);
  }

  @Override
  protected Map<String, String> settings() {
    return TURKISH;
  }

  @Override
  protected List<String> arguments() {
    return List.of(
        "--config",
        new CatalogFixture(Program.emptyDirectory())
            .source("team")
            .managed("people")
            .registry("default", "people", "team")
            .write(
                "team",
                server("com.example/TITLE", "1.0.0", "INVENTORY"),
                server("com.example/title", "1.0.0", "inventory"),
                server("com.example/city", "1.0.0", "\u0130STANBUL \u0131\u015f\u0131k"))
            .configuration());
  }

  @Test
  void aCatalogIsReadListedAndFound() {
    RegistryClient client = new RegistryClient(server);
    assertThat(client.list("&search=com.example", 1))
        .containsExactly(
            "com.example/TITLE 1.0.0", "com.example/city 1.0.0", "com.example/title 1.0.0");
    for (String text : List.of("inventory", "INVENTORY", "\u0130nventory", "t\u0131tle")) {
      assertThat(client.list("&search=" + encode(text), 100))
          .as(text)
          .containsExactly("com.example/TITLE 1.0.0", "com.example/title 1.0.0");
    }
    for (String text : List.of("istanbul", "ISTANBUL", "\u0131stanbul I\u015eIK")) {
      assertThat(client.list("&search=" + encode(text), 100))
          .as(text)
          .containsExactly("com.example/city 1.0.0");
    }
    JsonNode one = client.get(path("com.example/TITLE", "latest"));
    assertThat(one.at("/server/description").asText()).isEqualTo("INVENTORY");
  }

  @Test
  void whatIsPublishedIsCheckedKeptAndChanged() {
    String valid = DOCUMENT.formatted("");
    HttpResponse<String> checked = server.send("POST", "/v0.1/validate", valid);
    assertThat(parse(checked.body()).path("valid").asBoolean()).as(checked.body()).isTrue();
    HttpResponse<String> wrong =
        server.send("POST", "/v0.1/validate", DOCUMENT.formatted(",\"websiteUrl\":\"ftp://I\""));
    assertThat(parse(wrong.body()).path("valid").asBoolean()).as(wrong.body()).isFalse();

    String key = "I-Id";
    HttpResponse<String> published =
        server.send("POST", "/v0.1/publish", valid, "Idempotency-Key", key);
    assertThat(published.statusCode()).as(published.body()).isEqualTo(200);
    HttpResponse<String> again =
        server.send("POST", "/v0.1/publish", valid, "IDEMPOTENCY-KEY", key);
    assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
    RegistryClient client = new RegistryClient(server);
    assertThat(client.list("&search=published+in+izmir", 1))
        .containsExactly("io.Github.IPEK/Index 1.0.0-RC.I");
    String of = "/v0.1/servers" + path("io.Github.IPEK/Index", "1.0.0-RC.I");
    HttpResponse<String> hidden = server.send("PATCH", of + "/status", "{\"status\":\"deleted\"}");
    assertThat(hidden.statusCode()).as(hidden.body()).isEqualTo(200);
    assertThat(client.list("&search=izmir", 1)).isEmpty();
  }

  @Test
  void settingsMetadataAndMetricsAreAsEverywhere() {
    HttpResponse<String> put =
        server.send(
            "PUT", "/v1/metadata/system:global/INDEX", "{\"value\":\"I\"}", "IF-NONE-MATCH", "*");
    assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
    assertThat(server.get("/v1/metadata/system:global/INDEX").statusCode()).isEqualTo(200);
    assertThat(server.get("/v1/metadata/system:global/index").statusCode()).isEqualTo(404);
    assertThat(server.get("/q/metrics").body())
        .contains("cartulary_background_runs_seconds_count", "outcome=\"success\"");
    assertThat(parse(server.get("/v1/audit-log?limit=1").body()).at("/items/0/action").asText())
        .doesNotContain("\u0131")
        .isNotEmpty();
  }

  @Test
  void theCommandLineUnderstandsItsWords() throws IOException {
    Path file =
        Files.writeString(Program.emptyDirectory().resolve("server.json"), DOCUMENT.formatted(""));
    Program.Result valid = Program.run(TURKISH, "server", "validate", file.toString());
    assertThat(valid.exitCode()).as(valid.stderr()).isZero();
    Program.Result shown = Program.run(TURKISH, "config", "show");
    assertThat(shown.exitCode()).as(shown.stderr()).isZero();
    assertThat(shown.stdout()).contains("LIMIT").doesNotContain("\u0130", "\u0131");
  }
}
