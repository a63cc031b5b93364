package dev.cartulary.registry;

import static dev.cartulary.registry.CatalogFixture.server;
import static dev.cartulary.registry.RegistryClient.documents;
import static dev.cartulary.registry.RegistryClient.encode;
import static dev.cartulary.registry.RegistryClient.labels;
import static dev.cartulary.registry.RegistryClient.official;
import static dev.cartulary.registry.RegistryClient.parse;
import static dev.cartulary.registry.RegistryClient.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.testing.Await;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.ServerContract;
import dev.cartulary.testing.TestEngine;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the registry API answers over files that do not change, the same on every engine. */
abstract class RegistryContract extends ServerContract {

  private static final String EXACT =
      "{ \"version\": \"2.0.0-rc.1\", \"name\": \"com.example/exact\", \"description\":"
          + " \"\\u00dcber 100%_!\", \"title\": \"Exact \\/ 😀\", \"_meta\": {\"z\": 1.0, \"a\":"
          + " 1e400, \"n\": -0.10E+5, \"big\": 12345678901234567890123, \"nul\": \"\\u0000\","
          + " \"z\": [ ] } }";

  private static final String EXTRAS =
      """
      {"version": "1.0.0", "meta": {"last_updated": "2025-05-16T18:56:57Z"}, "data": {
        "servers": [],
        "skills": [%s, %s, %s],
        "plugins": []}}
      """
          .formatted(
              skill("review", "1.9.0", "Reads changes"),
              skill("review", "1.10.0", "Reads changes"),
              skill("write", "1.0.0", "Writes an Ääpfel thing"));

  private RegistryClient client;

  RegistryContract(TestEngine engine) {
    super(engine);
  }

  private static String skill(String name, String version, String description) {
    return "{\"namespace\":\"com.example\",\"name\":\"%s\",\"version\":\"%s\",\"description\":\"%s\"}"
        .formatted(name, version, description);
  }

  @Override
  protected List<String> arguments() {
    CatalogFixture fixture =
        new CatalogFixture(Program.emptyDirectory())
            .source("main")
            .source("other")
            .registry("team", "other", "main")
            .registry("default", "main", "other")
            .source("extras")
            .source("words")
            .registry("words", "words")
            .write("words", SearchWords.servers())
            .registry("only-other", "other")
            .registry("extras", "extras")
            .writeText("extras", EXTRAS)
            .write(
                "main",
                server("com.example/versions", "1.9.0"),
                server("com.example/versions", "1.10.0"),
                server("com.example/versions", "1.10.0-rc.1"),
                server("com.example/versions", "nightly"),
                server("com.example/both", "1.0.0", "from main"),
                server("com.example/build", "1.0.0+linux"),
                server("com.Example/case", "1"),
                server("com.example/bad", "latest"),
                EXACT)
            .write(
                "other",
                server("com.example/both", "2.0.0", "from other"),
                server("org.other/x", "1.0.0", "An Ääpfel thing"));
    return List.of("--config", fixture.configuration());
  }

  @BeforeAll
  void makeAClient() {
    client = new RegistryClient(server);
  }

  @Test
  void listsAreOrderedByNameThenVersionAndTheFirstSourceWinsAName() {
    List<String> all =
        List.of(
            "com.Example/case 1",
            "com.example/both 1.0.0",
            "com.example/build 1.0.0+linux",
            "com.example/exact 2.0.0-rc.1",
            "com.example/versions 1.10.0",
            "com.example/versions 1.10.0-rc.1",
            "com.example/versions 1.9.0",
            "com.example/versions nightly",
            "org.other/x 1.0.0");
    for (int limit : new int[] {1, 2, 3, 8, 9, 10, 100}) {
      assertThat(client.list("", limit)).as("limit " + limit).isEqualTo(all);
    }
    assertThat(labels(client.get(""))).isEqualTo(all);
  }

  @Test
  void registriesHaveTheirOwnOrderOfSources() {
    RegistryClient team = client.registry("team");
    assertThat(team.list("&search=both", 1)).containsExactly("com.example/both 2.0.0");
    assertThat(client.registry("only-other").list("", 1))
        .containsExactly("com.example/both 2.0.0", "org.other/x 1.0.0");
    assertThat(team.raw(path("com.example/both", "1.0.0")).statusCode()).isEqualTo(404);
    assertThat(client.raw(path("com.example/both", "2.0.0")).statusCode()).isEqualTo(404);
    assertThat(team.get(path("com.example/both", "latest")).at("/server/version").asText())
        .isEqualTo("2.0.0");
    assertThat(labels(client.get("/" + encode("com.example/both") + "/versions")))
        .containsExactly("com.example/both 1.0.0");
  }

  @Test
  void latestIsTheGreatestByPrecedence() {
    assertThat(client.list("&version=latest", 2))
        .containsExactly(
            "com.Example/case 1",
            "com.example/both 1.0.0",
            "com.example/build 1.0.0+linux",
            "com.example/exact 2.0.0-rc.1",
            "com.example/versions 1.10.0",
            "org.other/x 1.0.0");
    JsonNode latest = client.get(path("com.example/versions", "latest"));
    assertThat(latest.at("/server/version").asText()).isEqualTo("1.10.0");
    assertThat(official(latest).path("isLatest").booleanValue()).isTrue();
    assertThat(client.list("&version=1.0.0", 1))
        .containsExactly("com.example/both 1.0.0", "org.other/x 1.0.0");
  }

  @Test
  void versionsComeHighestFirstWhenPublishedTogether() {
    JsonNode page = client.get("/com.example%2Fversions/versions");
    assertThat(labels(page))
        .containsExactly(
            "com.example/versions 1.10.0",
            "com.example/versions 1.10.0-rc.1",
            "com.example/versions 1.9.0",
            "com.example/versions nightly");
    assertThat(page.at("/metadata/count").intValue()).isEqualTo(4);
    assertThat(page.at("/metadata").has("nextCursor")).isFalse();
  }

  @Test
  void everyServerSaysWhatTheRegistryKnowsOfIt() {
    JsonNode meta = official(client.get(path("com.example/versions", "1.9.0")));
    assertThat(meta.fieldNames())
        .toIterable()
        .containsExactly("status", "statusChangedAt", "publishedAt", "updatedAt", "isLatest");
    assertThat(meta.path("status").asText()).isEqualTo("active");
    assertThat(meta.path("isLatest").booleanValue()).isFalse();
    for (String time : List.of("statusChangedAt", "publishedAt", "updatedAt")) {
      assertThat(meta.path(time).asText())
          .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    }
  }

  @Test
  void documentIsServedAsItCame() {
    List<List<String>> written = documents("{\"server\":" + EXACT + "}", "server");
    String one = client.body(path("com.example/exact", "2.0.0-rc.1"));
    assertThat(documents(one, "server")).isEqualTo(written);
    assertThat(one).startsWith("{\"server\":{\"version\":\"2.0.0-rc.1\",\"name\":");
    assertThat(documents(client.body("?search=exact"), "server")).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({
    "both,com.example/both 1.0.0",
    "BOTH,com.example/both 1.0.0",
    "FROM%20main,com.example/both 1.0.0",
    "%C3%84%C3%A4PFEL,org.other/x 1.0.0",
    "100%25_,com.example/exact 2.0.0-rc.1",
    "%F0%9F%98%80,com.example/exact 2.0.0-rc.1",
    "%25_!,com.example/exact 2.0.0-rc.1",
  })
  void searchFindsAPartOfNameTitleOrDescriptionLiterally(String search, String found) {
    assertThat(client.list("&search=" + search, 1)).containsExactly(found);
  }

  /**
   * Whatever the engine makes of letters, wildcards and its own query language: a search is a look
   * for a part of a text.
   */
  @Test
  void searchFindsWhatAPlainScanFinds() {
    RegistryClient words = client.registry("words");
    for (String search : SearchWords.searches()) {
      assertThat(words.list("&search=" + encode(search), 100))
          .as(search)
          .isEqualTo(SearchWords.found(search));
    }
  }

  @Test
  void searchIsCarriedByTheCursor() {
    assertThat(client.list("&search=versions&version=latest", 1))
        .containsExactly("com.example/versions 1.10.0");
    assertThat(client.pages("&search=com.example", 2)).hasSize(4);
    assertThat(client.list("&search=com.example", 3))
        .hasSize(8)
        .allMatch(label -> label.startsWith("com."));
    assertThat(client.list("&search=", 100)).hasSize(9);
    assertThat(client.list("&search=nowhere", 100)).isEmpty();
    String cursor = client.get("?search=versions&limit=1").at("/metadata/nextCursor").asText();
    assertThat(cursor).matches("[A-Za-z0-9_-]+");
    assertThat(client.raw("?search=versions&cursor=" + cursor).statusCode()).isEqualTo(200);
    assertProblem(client.raw("?search=both&cursor=" + cursor), 400, "search");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v0", "/v0.1"})
  void skillsAndPluginsAreServedAsToolHiveHasThem(String version) {
    String base = "/registry/extras" + version + "/x/dev.toolhive";
    String latest = skill("review", "1.10.0", "Reads changes");
    String first = server.get(base + "/skills?limit=1").body();
    assertThat(first).startsWith("{\"skills\":[" + latest + "],\"metadata\":{\"nextCursor\":\"");
    String cursor = parse(first).at("/metadata/nextCursor").asText();
    assertThat(server.get(base + "/skills?cursor=" + cursor).body())
        .isEqualTo(
            "{\"skills\":["
                + skill("write", "1.0.0", "Writes an Ääpfel thing")
                + "],\"metadata\":{\"count\":1}}");
    assertThat(parse(server.get(base + "/skills?search=%C3%84%C3%84PFEL").body()).path("skills"))
        .hasSize(1);
    assertThat(server.get(base + "/skills/com.example/review").body()).isEqualTo(latest);
    assertThat(server.get(base + "/skills/com.example/review/versions/1.9.0").body())
        .isEqualTo(skill("review", "1.9.0", "Reads changes"));
    assertThat(
            parse(server.get(base + "/skills/com.example/review/versions").body()).path("skills"))
        .extracting(found -> found.path("version").asText())
        .containsExactly("1.10.0", "1.9.0");
    assertThat(server.get(base + "/plugins").body())
        .isEqualTo("{\"plugins\":[],\"metadata\":{\"count\":0}}");
    assertProblem(server.get(base + "/skills?limit=101"), 400, "limit");
    HttpResponse<String> absent = server.get(base + "/plugins/com.example/review");
    assertThat(absent.statusCode()).isEqualTo(404);
    assertThat(parse(absent.body()).path("detail").asText()).contains("plugin com.example/review");
    assertThat(parse(server.get(version + "/x/dev.toolhive/skills").body()).path("skills"))
        .isEmpty();
  }

  @Test
  void updatedSinceIncludesTheVeryMoment() {
    String updated = official(client.get(path("org.other/x", "1.0.0"))).path("updatedAt").asText();
    assertThat(client.list("&search=org.other&updated_since=" + updated, 1)).hasSize(1);
    assertThat(client.list("&updated_since=2999-01-01T00:00:00Z", 1)).isEmpty();
    assertThat(client.list("&updated_since=9999-12-31T23:59:59Z", 1)).isEmpty();
    assertThat(client.list("&updated_since=0000-01-01T00:00:00Z", 100)).hasSize(9);
    assertThat(client.list("&updated_since=2020-01-01T00:00:00%2B02:00", 100)).hasSize(9);
  }

  @ParameterizedTest
  @CsvSource({
    "?limit=0,422,limit",
    "?limit=101,422,limit",
    "?limit=-1,422,limit",
    "?limit=ten,422,limit",
    "?cursor=x,400,cursor",
    "?cursor=%F0%9F%98%80,400,cursor",
    "?updated_since=yesterday,400,updated_since",
    "?search=%00,400,search",
    "?version=%00,400,version",
    "?include_deleted=yes,422,include_deleted",
    "?updated_since=2020-01-01T00:00:00Z&include_deleted=false,400,include_deleted",
    "/a%2Fb/versions?include_deleted=1,422,include_deleted",
    "/a%00b%2Fc/versions,400,serverName",
    "/a%2Fc/versions/%00,400,version",
  })
  void badParameterIsNamed(String path, int status, String field) {
    assertProblem(client.raw(path), status, field);
  }

  @Test
  void aParameterOfAnotherTypeIsRefusedAsTheOfficialRegistryDoes() {
    JsonNode body = parse(client.raw("?include_deleted=yes").body());
    assertThat(body.path("detail").asText()).isEqualTo("validation failed");
    assertThat(body.at("/errors/0/location").asText()).isEqualTo("query.include_deleted");
    assertThat(body.at("/errors/0/value").asText()).isEqualTo("yes");
    assertThat(body.at("/errors/0/message").asText()).isEqualTo("It must be true or false.");
  }

  @Test
  void overlongSearchIsRefused() {
    assertProblem(client.raw("?search=" + "x".repeat(201)), 400, "search");
    assertThat(client.raw("?search=" + "x".repeat(200)).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nobody%2Fnothing/versions",
        "/nobody%2Fnothing/versions/latest",
        "/com.example%2Fversions/versions/9.9.9",
        "/COM.EXAMPLE%2Fversions/versions/latest",
        "/com.example%2Fbad/versions/latest",
      })
  void unknownServerOrVersionIsNotFound(String path) {
    HttpResponse<String> response = client.raw(path);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(parse(response.body()).path("code").asText()).isEqualTo("not_found");
    assertThat(parse(response.body()).path("detail").asText()).contains("registry default");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a%2Fb/versions", "/a%2Fb/versions/latest"})
  void unknownRegistryIsNamed(String path) {
    HttpResponse<String> response = client.registry("nowhere").raw(path);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(parse(response.body()).path("detail").asText()).contains("nowhere");
  }

  @Test
  void buildMetadataInAPathWorksEncodedAndPlain() {
    assertThat(client.raw("/com.example%2Fbuild/versions/1.0.0%2Blinux").statusCode())
        .isEqualTo(200);
    assertThat(client.raw("/com.example%2Fbuild/versions/1.0.0+linux").statusCode()).isEqualTo(200);
  }

  @Test
  void knownStateIsNotSentAgain() {
    for (RegistryClient registry : List.of(client, client.registry("team"))) {
      for (String path :
          List.of(
              path("com.example/both", "latest"),
              "/com.example%2Fboth/versions",
              "?limit=2",
              "?search=nothing-like-this")) {
        String etag = registry.raw(path).headers().firstValue("ETag").orElseThrow();
        String strong = etag.replaceFirst("^W/", "");
        for (String known : List.of(etag, strong, "\"x\", W/" + strong, "*")) {
          HttpResponse<String> again = registry.raw(path, "If-None-Match", known);
          assertThat(again.statusCode()).as(path + " " + known).isEqualTo(304);
          assertThat(again.body()).isEmpty();
          assertThat(again.headers().firstValue("ETag")).hasValue(etag);
        }
        assertThat(registry.raw(path, "If-None-Match", "W/\"x\"").statusCode()).isEqualTo(200);
      }
    }
    assertThat(client.raw("?limit=1").headers().firstValue("ETag"))
        .isNotEqualTo(client.raw("?limit=2").headers().firstValue("ETag"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v0.1/servers",
        "/v0.1/servers?limit=0",
        "/v0.1/servers/a%2Fb/versions/latest",
        "/v0.1/nothing",
        "/v0.1/health",
        "/registry/team/v0.1/servers",
        "/registry/nowhere/v0.1/servers"
      })
  void pagesOfAnyOriginMayRead(String path) {
    assertThat(
            server
                .get(path, "Origin", "https://example.com")
                .headers()
                .allValues("Access-Control-Allow-Origin"))
        .containsExactly("*");
    HttpResponse<String> preflight =
        server.send(
            "OPTIONS",
            path,
            null,
            "Origin",
            "https://example.com",
            "Access-Control-Request-Method",
            "GET",
            "Access-Control-Request-Headers",
            "authorization, if-none-match, x-anything");
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().map())
        .containsEntry("access-control-allow-origin", List.of("*"))
        .hasEntrySatisfying(
            "access-control-allow-methods",
            methods -> assertThat(methods.get(0)).startsWith("GET, HEAD,").endsWith("OPTIONS"))
        .containsEntry(
            "access-control-allow-headers", List.of("authorization, if-none-match, x-anything"))
        .containsEntry("access-control-max-age", List.of("86400"));
  }

  @Test
  void refusedEntryIsReportedAndTheOthersAreServed() {
    JsonNode sources = sources(server);
    assertThat(sources.path("main.state").asText()).isEqualTo("loaded");
    assertThat(sources.path("main.entries").intValue()).isEqualTo(8);
    assertThat(sources.path("main.refused").intValue()).isEqualTo(1);
    assertThat(sources.toString()).doesNotContain("com.example/bad");
    assertThat(sources.path("main.loadedAt").asText()).endsWith("Z");
    Await.until(
        Duration.ofSeconds(10),
        "the log names the refused entry",
        () -> server.output().contains("left out data.servers[7] (com.example/bad latest): "));
  }

  @Test
  void readinessShowsThePoolTheSchemaAndTheSources() {
    assertThat(server.get("/q/health/ready").body())
        .contains("\"pool\"")
        .contains("\"migrations\"")
        .contains("\"sources\"")
        .contains("\"max\": 10");
    assertThat(server.get("/q/health/live").statusCode()).isEqualTo(200);
    assertThat(server.get("/q/health/started").statusCode()).isEqualTo(200);
  }

  @Test
  void apiIsDescribed() {
    String openapi = server.get("/q/openapi?format=json").body();
    JsonNode paths = parse(openapi).path("paths");
    assertThat(paths.path("/v0.1/servers").at("/get/parameters"))
        .extracting(parameter -> parameter.path("name").asText())
        .containsExactlyInAnyOrder(
            "cursor", "include_deleted", "limit", "search", "updated_since", "version");
    assertThat(paths.has("/registry/{registryName}/v0.1/servers/{serverName}/versions/{version}"))
        .isTrue();
    assertThat(openapi)
        .contains("ServerList")
        .contains("io.modelcontextprotocol.registry/official");
  }

  static JsonNode sources(Program program) {
    JsonNode checks = parse(program.get("/q/health/ready").body()).path("checks");
    return IntStream.range(0, checks.size())
        .mapToObj(checks::get)
        .filter(check -> check.path("name").asText().equals("sources"))
        .findFirst()
        .orElseThrow()
        .path("data");
  }

  private static void assertProblem(HttpResponse<String> response, int status, String field) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(parse(response.body()).at("/errors/0/field").asText()).isEqualTo(field);
  }
}
