package dev.cartulary.registry;

import static dev.cartulary.registry.CatalogFixture.catalog;
import static dev.cartulary.registry.CatalogFixture.server;
import static dev.cartulary.registry.RegistryClient.encode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Await;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.ServerContract;
import dev.cartulary.testing.TestEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Answers of the registry API that are kept in memory, on a database of each engine. */
abstract class AnswersContract extends ServerContract {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String PASSWORD = "Adm1n-of-answers";
  private static final String FIRST_PASSWORD = "F1rst-of-answers";
  private static final String SCHEMA =
      "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json";
  private static final String PLAIN = "/registry/plain/v0.1/servers";
  private static final String MINE = "/registry/mine/v0.1/servers";

  private String admin = "";
  private String editor = "";

  AnswersContract(TestEngine engine) {
    super(engine);
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("AUTH_MODE", "local", "DEFAULT_PASSWORD", FIRST_PASSWORD);
  }

  @Override
  protected List<String> arguments() throws IOException {
    Path directory = Program.emptyDirectory();
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      many.add(server("com.example/plain-%02d".formatted(i), "1.0.0", "Does things ".repeat(5)));
    }
    Files.writeString(directory.resolve("kept.json"), catalog(server("com.example/kept", "1.0.0")));
    Files.writeString(directory.resolve("plain.json"), catalog(many.toArray(String[]::new)));
    Path file =
        Files.writeString(
            directory.resolve("cartulary.yaml"),
            """
            sources:
              - name: kept
                file: {path: kept.json}
                roles: [editor]
              - name: plain
                file: {path: plain.json}
              - name: mine
                managed: {}
            registries:
              - name: default
                sources: [kept, plain]
              - name: plain
                sources: [plain]
              - name: mine
                sources: [mine]
            """);
    return List.of("--config", file.toString());
  }

  @BeforeAll
  void logIn() {
    Await.until(
        LIMIT, "the first administrator is there", () -> !login("admin", FIRST_PASSWORD).isEmpty());
    HttpResponse<String> changed =
        send(
            login("admin", FIRST_PASSWORD),
            "PUT",
            "/v1/me/password",
            "{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}"
                .formatted(FIRST_PASSWORD, PASSWORD));
    assertThat(changed.statusCode()).as(changed.body()).isLessThan(300);
    admin = login("admin", PASSWORD);
    String id = RegistryClient.parse(get("/v1/me", admin).body()).path("id").asText();
    HttpResponse<String> granted =
        send(
            admin,
            "POST",
            "/v1/namespaces",
            "{\"namespace\":\"io.test/*\",\"user\":\"" + id + "\"}");
    assertThat(granted.statusCode()).as(granted.body()).isEqualTo(201);
    HttpResponse<String> made =
        send(
            admin,
            "POST",
            "/v1/users",
            "{\"username\":\"edith\",\"role\":\"editor\",\"password\":\"%s\",".formatted(PASSWORD)
                + "\"mustChangePassword\":false}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    editor = login("edith", PASSWORD);
    Await.until(
        LIMIT,
        "all sources are read",
        () ->
            server.get(PLAIN).statusCode() == 200
                && get("/v0.1/servers?limit=100", admin).body().contains("com.example/kept")
                && get("/v0.1/servers?limit=100", admin).body().contains("plain-39"));
  }

  private String login(String username, String password) {
    HttpResponse<String> answer =
        server.send(
            "POST",
            "/v1/auth/login",
            "{\"username\":\"" + username + "\",\"password\":\"" + password + "\"}");
    return answer.statusCode() == 200
        ? RegistryClient.parse(answer.body()).get("token").asText()
        : "";
  }

  private HttpResponse<String> send(String token, String method, String path, String body) {
    return server.send(method, path, body, "Authorization", "Bearer " + token);
  }

  private HttpResponse<String> get(String path, String token) {
    return token.isEmpty()
        ? server.get(path)
        : server.get(path, "Authorization", "Bearer " + token);
  }

  private static double metric(Program program, String name) {
    Matcher line =
        Pattern.compile("(?m)^cartulary_answers_" + name + " ([0-9.E]+)$")
            .matcher(program.get("/q/metrics").body());
    assertThat(line.find()).as(name).isTrue();
    return Double.parseDouble(line.group(1));
  }

  /** The answer, once it is one that was kept. */
  static HttpResponse<String> kept(Program program, String path, String... headers) {
    List<HttpResponse<String>> last = new ArrayList<>();
    Await.until(
        LIMIT,
        path + " is kept",
        () -> {
          double before = metric(program, "hits_total");
          last.add(program.get(path, headers));
          return metric(program, "hits_total") > before;
        });
    return last.get(last.size() - 1);
  }

  private void publish(Program to, String name, String version) {
    HttpResponse<String> answer =
        to.send(
            "POST",
            "/registry/mine/v0.1/publish",
            "{\"$schema\":\"%s\",\"name\":\"%s\",\"description\":\"d\",\"version\":\"%s\"}"
                .formatted(SCHEMA, name, version),
            "Authorization",
            "Bearer " + admin);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void whatIsKeptIsWhatWouldBeMade() {
    for (String path :
        List.of(
            "/v0.1/servers",
            "/v0/servers",
            "/v0.1/servers?limit=3&version=latest",
            PLAIN + "?limit=2",
            PLAIN + "/com.example%2Fplain-07/versions",
            PLAIN + "/com.example%2Fplain-07/versions/1.0.0",
            "/registry/plain/v0/servers/com.example%2Fplain-07/versions/latest",
            PLAIN + "/com.example/plain-07/latest")) {
      HttpResponse<String> made = server.get(path, "Cache-Control", "no-cache");
      HttpResponse<String> kept = kept(server, path);
      assertThat(made.statusCode()).as(path + made.body()).isEqualTo(200);
      assertThat(kept.statusCode()).isEqualTo(200);
      assertThat(kept.body()).as(path).isEqualTo(made.body());
      assertThat(comparable(kept.headers())).as(path).isEqualTo(comparable(made.headers()));
    }
    assertThat(server.get("/q/metrics").body())
        .contains("uri=\"/registry/{registryName}/v0.1/servers\"");
  }

  private static Map<String, List<String>> comparable(HttpHeaders headers) {
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(headers.map());
    assertThat(all.remove("X-Request-Id")).hasSize(1);
    all.remove("Date");
    all.remove("Content-Encoding", List.of("identity")); // which is none
    return all;
  }

  @Test
  void eachRegistryHasAnswersOfItsOwn() {
    publish(server, "io.test/own", "1.0.0");
    assertThat(kept(server, MINE).body()).contains("io.test/own").doesNotContain("plain-01");
    assertThat(kept(server, PLAIN).body()).contains("plain-01").doesNotContain("io.test/own");
    assertThat(kept(server, "/v0.1/servers").body()).contains("plain-01");
    assertThat(server.get(MINE + "/com.example%2Fplain-01/versions/latest").statusCode())
        .isEqualTo(404);
    assertThat(server.get("/registry/none/v0.1/servers").statusCode()).isEqualTo(404);
  }

  @Test
  void whoSeesOtherThingsGetsOtherAnswers() {
    String list = "/v0.1/servers?limit=50";
    String one = "/v0.1/servers/com.example%2Fkept/versions/1.0.0";
    for (int round = 0; round < 3; round++) {
      for (String token : List.of(editor, "", admin)) {
        boolean sees = !token.isEmpty();
        String[] headers = sees ? new String[] {"Authorization", "Bearer " + token} : new String[0];
        assertThat(kept(server, list, headers).body().contains("com.example/kept")).isEqualTo(sees);
        assertThat(get(one, token).statusCode()).isEqualTo(sees ? 200 : 404);
      }
      kept(server, one, "Authorization", "Bearer " + editor);
    }
    assertThat(server.get(list, "Authorization", "Bearer nothing").statusCode()).isEqualTo(401);
  }

  @Test
  void aChangeIsInTheVeryNextAnswer() {
    String latest = MINE + "/io.test%2Fgrows/versions/latest";
    for (int i = 0; i < 20; i++) {
      String version = "1.0." + i;
      publish(server, "io.test/grows", version);
      assertThat(server.get(latest).body()).contains("\"version\":\"" + version + "\"");
      assertThat(server.get(MINE + "?version=latest").body()).contains("\"" + version + "\"");
      if (i % 5 == 0) {
        kept(server, latest);
        kept(server, MINE + "?version=latest");
      }
    }
    String path = MINE + "/io.test%2Fgrows/versions/1.0.19/status";
    kept(server, latest);
    send(admin, "PATCH", path, "{\"status\":\"deprecated\"}");
    assertThat(server.get(latest).body()).contains("\"status\":\"deprecated\"");
  }

  @Test
  void aChangeOfARegistryIsInTheVeryNextAnswer() {
    String list = "/registry/changing/v0.1/servers";
    String path = "/v1/registries/changing";
    assertThat(send(admin, "PUT", path, "{\"sources\":[\"plain\"]}").statusCode()).isEqualTo(201);
    assertThat(kept(server, list).body()).contains("plain-01");
    send(admin, "PUT", path, "{\"sources\":[\"mine\"]}");
    assertThat(server.get(list).body()).doesNotContain("plain-01");
    kept(server, list);
    send(admin, "PUT", path, "{\"sources\":[\"mine\"],\"public\":false}");
    assertThat(server.get(list).statusCode()).isEqualTo(401);
    server.send("DELETE", path, null, "Authorization", "Bearer " + admin);
    assertThat(server.get(list).statusCode()).isEqualTo(404);
    send(admin, "PUT", path, "{\"sources\":[\"plain\"]}");
    assertThat(server.get(list).body()).contains("plain-01");
  }

  @Test
  void aChangeOfAnotherProcessIsSeen() throws Exception {
    String list = "/registry/shared/v0.1/servers";
    String path = "/v1/registries/shared";
    assertThat(send(admin, "PUT", path, "{\"sources\":[\"mine\"]}").statusCode()).isEqualTo(201);
    try (Program other = start()) {
      publish(server, "io.test/first", "1.0.0");
      assertThat(kept(server, list).body()).contains("io.test/first");
      publish(other, "io.test/second", "1.0.0");
      assertThat(other.get(list).body()).contains("io.test/second");
      Await.until(LIMIT, "it is seen", () -> server.get(list).body().contains("io.test/second"));
      assertThat(kept(server, list).body()).contains("io.test/second");
      String authorization = "Bearer " + admin;
      other.send("PUT", path, "{\"sources\":[\"plain\"]}", "Authorization", authorization);
      Await.until(LIMIT, "it is seen", () -> server.get(list).body().contains("plain-01"));
      kept(server, list);
      other.send(
          "PUT",
          path,
          "{\"sources\":[\"plain\"],\"public\":false}",
          "Authorization",
          authorization);
      Await.until(LIMIT, "it is seen", () -> server.get(list).statusCode() == 401);
      other.send("DELETE", path, null, "Authorization", authorization);
      Await.until(LIMIT, "it is seen", () -> server.get(list).statusCode() == 404);
    }
  }

  @Test
  void aClientThatHasTheStateIsToldSo() {
    publish(server, "io.test/tagged", "1.0.0");
    String tag = kept(server, MINE).headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> same = kept(server, MINE, "If-None-Match", "\"x\", " + tag);
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(same.headers().firstValue("ETag")).hasValue(tag);
    assertThat(same.headers().allValues("Vary")).contains("Accept-Encoding");
    publish(server, "io.test/tagged", "1.0.1");
    HttpResponse<String> changed = server.get(MINE, "If-None-Match", tag);
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
  }

  @Test
  void thePackedFormIsTheSameAnswer() throws Exception {
    HttpResponse<String> plain = kept(server, PLAIN);
    kept(server, PLAIN, "Accept-Encoding", "gzip");
    HttpResponse<byte[]> packed = packed("gzip, deflate");
    assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(packed.body().length).isLessThan(plain.body().length() / 3);
    try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(plain.body());
    }
    assertThat(packed.headers().firstValue("ETag")).isEqualTo(plain.headers().firstValue("ETag"));
    for (String refusing : List.of("deflate", "gzip;q=0", "identity, gzip;q=0.1")) {
      HttpResponse<byte[]> answer = packed(refusing);
      assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(plain.body());
    }
  }

  private HttpResponse<byte[]> packed(String accepted) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + PLAIN);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).header("Accept-Encoding", accepted).build(),
            HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void headIsAnsweredAsGetWithoutTheBody() {
    HttpResponse<String> got = kept(server, PLAIN);
    HttpResponse<String> head = server.send("HEAD", PLAIN, null);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(comparable(head.headers())).isEqualTo(comparable(got.headers()));
    HttpResponse<String> made = server.send("HEAD", PLAIN, null, "Cache-Control", "no-cache");
    assertThat(comparable(made.headers())).isEqualTo(comparable(got.headers()));
  }

  @Test
  void equalQuestionsHaveOneAnswer() {
    kept(server, PLAIN);
    double misses = metric(server, "misses_total");
    for (String query : List.of("?limit=30", "?x=y&limit=30", "?include_deleted=false&search=")) {
      kept(server, PLAIN + query);
    }
    assertThat(metric(server, "misses_total")).isEqualTo(misses);
    assertThat(server.get(PLAIN + "?limit=0").statusCode()).isEqualTo(422);
  }

  @Test
  void everyPageOfAListIsKept() {
    Set<String> names = new HashSet<>();
    String query = "?limit=7";
    while (!query.isEmpty()) {
      var page = RegistryClient.parse(kept(server, PLAIN + query).body());
      names.addAll(RegistryClient.labels(page));
      String next = page.at("/metadata/nextCursor").asText("");
      query = next.isEmpty() ? "" : "?limit=7&cursor=" + encode(next);
    }
    assertThat(names).hasSize(40);
  }
}
