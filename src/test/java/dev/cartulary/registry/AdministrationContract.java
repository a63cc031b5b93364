package dev.cartulary.registry;

import static dev.cartulary.registry.CatalogFixture.catalog;
import static dev.cartulary.registry.CatalogFixture.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.testing.Await;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.ServerContract;
import dev.cartulary.testing.TestEngine;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sources and registries over the API. */
abstract class AdministrationContract extends ServerContract {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory = Program.emptyDirectory();
  private final CatalogFixture fixture =
      new CatalogFixture(directory)
          .source("fixed")
          .registry("default", "fixed")
          .write("fixed", server("com.example/fixed", "1.0.0"));

  AdministrationContract(TestEngine engine) {
    super(engine);
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of(
        "AUTH_MODE", "anonymous", "CATALOG_FILE_FOLDERS", directory.resolve("open").toString());
  }

  @Override
  protected List<String> arguments() {
    return List.of("--config", fixture.configuration());
  }

  private HttpResponse<String> send(
      String method, String path, @Nullable String body, String... headers) {
    return server.send(method, "/v1/" + path, body, headers);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  private static String file(Path path) {
    return "{\"file\":{\"path\":\"" + path + "\"},\"syncPolicy\":{\"interval\":\"1s\"}}";
  }

  @Test
  void aSourceAndARegistryAreMadeServedChangedAndDeleted() throws IOException {
    Path open = Files.createDirectories(directory.resolve("open"));
    Path made = Files.writeString(open.resolve("made.json"), catalog(server("com.example/m", "1")));
    HttpResponse<String> created = send("PUT", "sources/made", file(made));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    assertThat(json(created).path("origin").asText()).isEqualTo("api");
    assertThat(json(created).at("/file/path").asText()).isEqualTo(made.toString());
    HttpResponse<String> registry =
        send("PUT", "registries/mine", "{\"sources\":[\"made\",\"fixed\"]}");
    assertThat(registry.statusCode()).as(registry.body()).isEqualTo(201);
    RegistryClient mine = new RegistryClient(server).registry("mine");
    Await.until(
        LIMIT,
        "both sources are served",
        () -> mine.raw("").statusCode() == 200 && mine.list("", 100).size() == 2);
    assertThat(mine.list("", 100)).containsExactly("com.example/fixed 1.0.0", "com.example/m 1");
    assertThat(json(send("GET", "sources/made", null)).at("/status/state").asText())
        .isEqualTo("loaded");
    String next = json(send("GET", "sources/made", null)).at("/status/nextSyncAt").asText();
    assertThat(Instant.parse(next)).isAfter(Instant.parse("2026-01-01T00:00:00Z"));

    assertThat(send("DELETE", "sources/made", null).statusCode()).isEqualTo(409);
    HttpResponse<String> less = send("PUT", "registries/mine", "{\"sources\":[\"fixed\"]}");
    assertThat(less.statusCode()).isEqualTo(200);
    assertThat(mine.list("", 100)).containsExactly("com.example/fixed 1.0.0");
    assertThat(send("DELETE", "sources/made", null).statusCode()).isEqualTo(204);
    assertThat(send("GET", "sources/made", null).statusCode()).isEqualTo(404);
    assertThat(send("DELETE", "registries/mine", null).statusCode()).isEqualTo(204);
    assertThat(mine.raw("").statusCode()).isEqualTo(404);

    assertThat(send("PUT", "sources/made", "{\"managed\":{}}").statusCode()).isEqualTo(201);
    JsonNode managed = json(send("GET", "sources/made", null)).path("status");
    assertThat(managed.path("state").asText()).isEqualTo("loaded");
    assertThat(managed.path("nextSyncAt").isNull()).isTrue();
    assertThat(send("DELETE", "sources/made", null).statusCode()).isEqualTo(204);
  }

  @Test
  void whatTheConfigurationSaysIsNotChanged() {
    for (String path : List.of("sources/fixed", "registries/default")) {
      String body = path.startsWith("s") ? "{\"managed\":{}}" : "{\"sources\":[\"fixed\"]}";
      for (HttpResponse<String> refused :
          List.of(send("PUT", path, body), send("DELETE", path, null))) {
        assertThat(refused.statusCode()).as(path).isEqualTo(403);
        assertThat(refused.body()).contains("comes from the configuration file");
      }
      JsonNode shown = json(send("GET", path, null));
      assertThat(shown.path("origin").asText()).isEqualTo("config");
    }
    assertThat(json(send("GET", "registries/default", null)).at("/status/isDefault").asBoolean())
        .isTrue();
  }

  @Test
  void whatIsWrongIsNamedAllAtOnceAndNothingIsMade() {
    HttpResponse<String> wrong =
        send(
            "PUT",
            "sources/wrong",
            """
            {"git": {"repository": "file:///srv/r.git", "branch": "a", "tag": "b", "brunch": "c"},
             "validation": "loose"}
            """);
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("git.brunch").contains("branch");
    wrong =
        send(
            "PUT",
            "sources/wrong",
            """
            {"git": {"repository": "file:///srv/r.git", "branch": "a", "tag": "b"},
             "validation": "loose", "allowPrivateNetwork": "maybe"}
            """);
    assertThat(wrong.statusCode()).isEqualTo(400);
    List<String> fields = json(wrong).path("errors").findValuesAsText("field");
    assertThat(fields).contains("git.tag", "validation", "allowPrivateNetwork", "body");
    assertThat(send("GET", "sources/wrong", null).statusCode()).isEqualTo(404);
    HttpResponse<String> registry =
        send("PUT", "registries/wrong", "{\"sources\":[\"fixd\",\"fixed\",\"fixed\"]}");
    assertThat(registry.statusCode()).isEqualTo(400);
    assertThat(registry.body()).contains("sources[0]", "sources[2]");
    assertThat(send("PUT", "sources/Wrong", "{\"managed\":{}}").statusCode()).isEqualTo(400);
    assertThat(send("PUT", "sources/a", "{\"name\":\"b\",\"managed\":{}}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void aSourceOverTheApiReadsNothingOutsideOfWhatTheOperatorOpens() throws IOException {
    Path open = Files.createDirectories(directory.resolve("open"));
    Path secret = Files.writeString(directory.resolve("secret.json"), "[]");
    Path link = open.resolve("link.json");
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, secret);
    String upstream =
        "{\"api\":{\"endpoint\":\"https://example.com\"%s},%s"
            + "\"syncPolicy\":{\"interval\":\"1h\"}}";
    Map<String, String> refused =
        Map.of(
            file(secret),
            "file.path",
            file(link),
            "file.path",
            file(open.resolve("../secret.json")),
            "file.path",
            "{\"git\":{\"repository\":\"file:///etc\"},\"syncPolicy\":{\"interval\":\"1h\"}}",
            "git.repository",
            upstream.formatted(",\"tokenFile\":\"/etc/passwd\"", ""),
            "api.tokenFile",
            upstream.formatted("", "\"allowPrivateNetwork\":true,"),
            "allowPrivateNetwork");
    refused.forEach((body, field) -> {
      HttpResponse<String> answer = send("PUT", "sources/reader", body);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(json(answer).path("errors").findValuesAsText("field")).containsExactly(field);
    });
  }

  @Test
  void conditionsAndKeysHold() {
    String body = "{\"managed\":{}}";
    String key = "\"source-key\"";
    HttpResponse<String> first = send("PUT", "sources/keyed", body, "Idempotency-Key", key);
    HttpResponse<String> again = send("PUT", "sources/keyed", body, "Idempotency-Key", key);
    assertThat(List.of(first.statusCode(), again.statusCode())).containsExactly(201, 201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
    String etag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(send("GET", "sources/keyed", null, "If-None-Match", etag).statusCode())
        .isEqualTo(304);
    assertThat(send("PUT", "sources/keyed", body, "If-None-Match", "*").statusCode())
        .isEqualTo(412);
    assertThat(send("PUT", "sources/keyed", body, "If-Match", etag).statusCode()).isEqualTo(200);
    assertThat(send("PUT", "sources/keyed", body, "If-Match", etag).statusCode()).isEqualTo(412);
    assertThat(send("DELETE", "sources/keyed", null, "If-Match", etag).statusCode()).isEqualTo(412);
    HttpResponse<String> shown = send("GET", "sources/keyed", null);
    assertThat(send("PUT", "sources/keyed", shown.body()).statusCode()).isEqualTo(200);
    assertThat(send("DELETE", "sources/keyed", null).statusCode()).isEqualTo(204);
  }

  @Test
  void listsHavePagesAndRefusalsAreWhole() {
    StringBuilder servers = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      servers.append("{\\\"name\\\":\\\"bad ").append(i).append("\\\"},");
    }
    String data = "[" + servers.substring(0, servers.length() - 1) + "]";
    HttpResponse<String> made =
        send("PUT", "sources/inline", "{\"file\":{\"data\":\"" + data + "\"}}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    JsonNode first = json(send("GET", "sources?limit=1", null));
    assertThat(first.at("/items/0/name").asText()).isEqualTo("fixed");
    JsonNode second =
        json(send("GET", "sources?limit=1&cursor=" + first.path("nextCursor").asText(), null));
    assertThat(second.at("/items/0/name").asText()).isEqualTo("inline");
    assertThat(send("GET", "sources/none/refusals", null).statusCode()).isEqualTo(404);
    assertThat(json(send("GET", "sources/fixed/refusals", null)).path("count").asInt()).isZero();
    assertThat(send("DELETE", "sources/inline", null).statusCode()).isEqualTo(204);
  }

  private void publish(String registry, String name, String version) {
    String body =
        """
        {"$schema":
          "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
         "name": "%s", "description": "Does things", "version": "%s"}
        """
            .formatted(name, version);
    HttpResponse<String> answer =
        server.send("POST", "/registry/" + registry + "/v0.1/publish", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void entriesAreListedDeletedAndKeptForSome() {
    assertThat(send("PUT", "sources/own", "{\"managed\":{}}").statusCode()).isEqualTo(201);
    String own = "{\"sources\":[\"own\",\"fixed\"]}";
    assertThat(send("PUT", "registries/own", own).statusCode()).isEqualTo(201);
    publish("own", "com.example/own", "1.0.0");
    publish("own", "com.example/own", "1.1.0");
    publish("own", "com.example/fixed", "9.0.0");

    JsonNode page = json(send("GET", "sources/own/entries?limit=2", null));
    assertThat(page.findValuesAsText("version")).containsExactly("9.0.0", "1.0.0");
    page =
        json(
            send(
                "GET",
                "sources/own/entries?limit=2&cursor=" + page.path("nextCursor").asText(),
                null));
    assertThat(page.findValuesAsText("version")).containsExactly("1.1.0");
    assertThat(
            json(send("GET", "registries/own/entries?type=server", null))
                .findValuesAsText("version"))
        .containsExactly("9.0.0", "1.0.0", "1.1.0");
    assertThat(json(send("GET", "entries?name=com.example/fixed", null)).findValuesAsText("source"))
        .containsExactly("fixed", "own");
    assertThat(send("GET", "entries?type=tool", null).statusCode()).isEqualTo(400);

    String one = "entries/server/com.example%2Fown/versions/1.1.0";
    assertThat(send("DELETE", one, null).statusCode()).isEqualTo(204);
    assertThat(json(send("GET", "entries?status=deleted", null)).findValuesAsText("version"))
        .containsExactly("1.1.0");
    String foreign = "entries/server/com.example%2Ffixed/versions/1.0.0";
    assertThat(send("DELETE", foreign, null).statusCode()).isEqualTo(409);
    assertThat(send("DELETE", one.replace("1.1.0", "3"), null).statusCode()).isEqualTo(404);

    String claims = "entries/server/com.example%2Fown/claims";
    assertThat(json(send("GET", claims, null)).path("claims").isNull()).isTrue();
    assertThat(send("PUT", claims, "{\"claims\":{}}").statusCode()).isEqualTo(400);
    HttpResponse<String> kept = send("PUT", claims, "{\"claims\":{\"groups\":[\"b\",\"a\"]}}");
    assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
    assertThat(json(send("GET", claims, null)).path("claims").toString())
        .isEqualTo("[{\"groups\":[\"a\",\"b\"]}]");
    publish("own", "com.example/own", "2.0.0");
    assertThat(
            json(send("GET", "entries?name=com.example/own&version=2.0.0", null))
                .at("/items/0/claims/0/groups/0")
                .asText())
        .isEqualTo("a");
    assertThat(send("PUT", claims, "{\"claims\":null}").statusCode()).isEqualTo(200);
  }

  private static String skill(String member, String name, String version, String more) {
    return """
    {"%s": {"namespace": "com.example", "name": "%s",  "description": "Reads\\u0020code",
     "version": "%s", "metadata": {"weight": 1.50}%s}, "registry": "kinds"}
    """
        .formatted(member, name, version, more);
  }

  @Test
  void entriesOfEveryTypeArePublished() {
    assertThat(send("PUT", "sources/kinds", "{\"managed\":{}}").statusCode()).isEqualTo(201);
    assertThat(send("PUT", "registries/kinds", "{\"sources\":[\"kinds\",\"fixed\"]}").statusCode())
        .isEqualTo(201);
    String body = skill("skill", "review", "1.0.0", "");
    String[] key = {"Idempotency-Key", "\"entry-1\""};
    HttpResponse<String> made = send("POST", "entries", body, key);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(made.body()).contains("\"type\":\"skill\"", "\"source\":\"kinds\"", "\"active\"");
    HttpResponse<String> again = send("POST", "entries", body, key);
    assertThat(again.body()).isEqualTo(made.body());
    assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
    assertThat(send("POST", "entries", body).statusCode()).isEqualTo(409);
    String old = skill("skill", "review", "0.9.0", ", \"status\": \"deprecated\"");
    assertThat(json(send("POST", "entries", old)).path("isLatest").asBoolean(true)).isFalse();
    String plugin = skill("plugin", "review", "1.0.0", "").replace("registry", "source");
    assertThat(send("POST", "entries", plugin).statusCode()).isEqualTo(201);

    String extension = "/registry/kinds/v0.1/x/dev.toolhive/";
    assertThat(server.get(extension + "skills").body())
        .contains(
            "{\"namespace\":\"com.example\",\"name\":\"review\",\"description\":\"Reads\\u0020")
        .contains("\"weight\":1.50", "\"count\":1");
    assertThat(server.get(extension + "plugins/com.example/review").statusCode()).isEqualTo(200);
    assertThat(json(server.get(extension + "skills/com.example/review/versions")).path("skills"))
        .hasSize(2);
    assertThat(json(send("GET", "entries?type=skill&status=deprecated", null)).path("items"))
        .hasSize(1);
    String one = "entries/skill/com.example%2Freview/versions/1.0.0";
    assertThat(send("DELETE", one, null).statusCode()).isEqualTo(204);
    assertThat(json(server.get(extension + "skills/com.example/review")).path("version").asText())
        .isEqualTo("0.9.0");
    String mirror = extension + "skills?updated_since=2026-01-01T00:00:00Z&limit=1";
    JsonNode page = json(server.get(mirror));
    JsonNode next =
        json(server.get(extension + "skills?cursor=" + page.at("/metadata/nextCursor").asText()));
    assertThat(page.at("/skills/0/version").asText() + next.at("/skills/0/version").asText())
        .isEqualTo("0.9.01.0.0");
    assertThat(next.at("/skills/0/status").asText()).isEqualTo("deleted");
    assertThat(next.at("/skills/0/namespace").asText()).isEqualTo("com.example");
    HttpResponse<String> twin = send("POST", "entries", body);
    assertThat(twin.statusCode()).isEqualTo(409);
    assertThat(twin.body()).contains("exists and is deleted");
  }

  @Test
  void whatIsWrongWithAnEntryIsNamedAndNothingIsPublished() {
    assertThat(send("PUT", "sources/strict", "{\"managed\":{}}").statusCode()).isEqualTo(201);
    String document = server("com.example/wrong", "1.0.0");
    Map<String, String> refused =
        Map.of(
            "{}",
            "400 body",
            "{\"skill\":{},\"plugin\":{}}",
            "400 body",
            "{\"skill\":[],\"sorce\":1}",
            "400 sorce",
            "{\"server\":{},\"source\":\"a\",\"registry\":\"b\"}",
            "400 source",
            "{\"server\":" + document + ",\"source\":\"strict\"}",
            "422 server.schema",
            "{\"skill\":{\"name\":\"x\"},\"source\":\"strict\"}",
            "422 skill",
            "{\"server\":{},\"source\":\"strict\",\"claims\":{}}",
            "400 claims",
            "{\"server\":{},\"source\":\"none\"}",
            "404 ",
            "{\"server\":{},\"source\":\"fixed\"}",
            "409 ",
            "{\"server\":{},\"registry\":\"default\"}",
            "501 ");
    refused.forEach((body, expected) -> {
      HttpResponse<String> answer = send("POST", "entries", body);
      List<String> fields = json(answer).path("errors").findValuesAsText("field");
      assertThat(answer.statusCode() + " " + (fields.isEmpty() ? "" : fields.get(0)))
          .as(body + " " + answer.body())
          .isEqualTo(expected);
    });
    assertThat(json(send("GET", "entries?source=strict", null)).path("items")).isEmpty();
  }

  @Test
  void whereEverybodyMayDoEverythingNoCredentialIsWrong() {
    String[] old = {"Authorization", "Bearer x.y.z"};
    assertThat(server.get("/v0.1/servers", old).statusCode()).isEqualTo(200);
    assertThat(send("GET", "sources", null, old).statusCode()).isEqualTo(200);
  }

  @Test
  void theCommandPublishesSkillsOnTheDatabaseAndOnTheServer() throws IOException {
    assertThat(send("PUT", "sources/typed", "{\"managed\":{}}").statusCode()).isEqualTo(201);
    Path file = directory.resolve("skill.json");
    String skill =
        "{\"namespace\":\"com.example\",\"name\":\"typed\",\"description\":\"d\",\"version\":\"%s\"}";
    Files.writeString(file, skill.formatted("1.0.0"));
    String[] publish = {"entry", "publish", file.toString(), "--source", "typed"};
    Program.Result unsaid = Program.run(database, publish);
    assertThat(unsaid.exitCode()).isEqualTo(1);
    assertThat(unsaid.stderr()).contains("give --type");
    List<String> all = new ArrayList<>(List.of(publish));
    all.addAll(List.of("--type", "skill", "--claim", "groups=a"));
    Program.Result made = Program.run(database, all.toArray(String[]::new));
    assertThat(made.stdout()).as(made.stderr()).contains("published skill com.example/typed 1.0.0");
    Files.writeString(file, skill.formatted("2.0.0"));
    all.addAll(List.of("--url", "http://127.0.0.1:" + server.port(), "--output", "json"));
    Program.Result remote = Program.run(database, all.toArray(String[]::new));
    assertThat(remote.stdout()).as(remote.stderr()).contains("\"version\" : \"2.0.0\"");
    all.set(all.indexOf("groups=a"), "groups=b");
    Files.writeString(file, skill.formatted("3.0.0"));
    assertThat(Program.run(database, all.toArray(String[]::new)).stderr())
        .contains("(409)", "have other claims");
  }

  /** A process that looks at a source knows when it looks again, another one may not. */
  private static String withoutNextSync(String table) {
    return table.replaceAll("(?m) +\\S+$", "");
  }

  @Test
  void theCommandLineDoesTheSameOnTheDatabaseAndOnTheServer() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("apply.yaml"),
            "sources:\n  - name: by-command\n    managed:\n  - name: by-file\n    managed: {}\n");
    String url = "http://127.0.0.1:" + server.port();
    Program.Result made =
        Program.run(database, "source", "apply", "-f", file.toString(), "--url", url);
    assertThat(made.stderr()).isEmpty();
    assertThat(made.stdout()).contains("created by-command", "created by-file");
    Program.Result again = Program.run(database, "source", "apply", "-f", file.toString());
    assertThat(again.stdout()).contains("changed by-command", "changed by-file");
    Program.Result listed = Program.run(database, "source", "list");
    assertThat(listed.stdout()).containsPattern("by-command +managed +api +loaded");
    String other = Program.run(database, "source", "list", "--url", url).stdout();
    assertThat(withoutNextSync(other)).isEqualTo(withoutNextSync(listed.stdout()));
    assertThat(other)
        .containsPattern("NAME .* NEXT SYNC")
        .containsPattern("fixed .* 2\\d{3}-\\S+Z\n");
    Program.Result json =
        Program.run(database, "source", "get", "fixed", "--url", url, "--output", "json");
    assertThat(json.stdout()).contains("\"origin\" : \"config\"");
    Program.Result refused = Program.run(database, "source", "delete", "fixed", "--url", url);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.stderr()).contains("(403)", "comes from the configuration file");
    for (String name : List.of("by-command", "by-file")) {
      assertThat(Program.run(database, "source", "delete", name).exitCode()).isZero();
    }
    Await.until(
        LIMIT,
        "the server has seen what the command did",
        () -> send("GET", "sources/by-file", null).statusCode() == 404);
  }
}
