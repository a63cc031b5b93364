package dev.cartulary.registry;

import static dev.cartulary.registry.CatalogFixture.catalog;
import static dev.cartulary.registry.CatalogFixture.server;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sees which registry and source, on a database of each engine. */
abstract class VisibilityContract extends ServerContract {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String PASSWORD = "Adm1n-of-tests";
  private static final String FIRST_PASSWORD = "F1rst-of-tests";
  private static final String NOBODY = "";

  private String admin;
  private String editor;
  private String plain;

  VisibilityContract(TestEngine engine) {
    super(engine);
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("AUTH_MODE", "local", "DEFAULT_PASSWORD", FIRST_PASSWORD);
  }

  @Override
  protected List<String> arguments() throws IOException {
    return List.of("--config", configuration(Program.emptyDirectory()));
  }

  @BeforeAll
  void logIn() {
    Await.until(
        LIMIT, "the first administrator is there", () -> !login("admin", FIRST_PASSWORD).isEmpty());
    admin = administrator();
    editor = user("edith", "editor");
    plain = user("paul", "user");
    Await.until(LIMIT, "both are read", () -> names(admin).size() == 3);
  }

  @Test
  void readinessDoesNotNameASourceThatIsKeptForSome() {
    String sources = RegistryContract.sources(server).toString();
    assertThat(sources)
        .contains("\"plain.state\":\"loaded\"", "\"notPublic\":1", "\"notPublic.notLoaded\":0")
        .doesNotContain("kept");
  }

  private static String configuration(Path directory) throws IOException {
    Files.writeString(
        directory.resolve("kept.json"),
        catalog(
            server("com.example/both", "1.0.0", "from kept"), server("com.example/kept", "1.0.0")));
    Files.writeString(
        directory.resolve("plain.json"),
        catalog(
            server("com.example/both", "1.0.0", "from plain"),
            server("com.example/plain", "1.0.0")));
    return Files.writeString(
            directory.resolve("cartulary.yaml"),
            """
            sources:
              - name: kept
                file: {path: kept.json}
                roles: [editor]
              - name: plain
                file: {path: plain.json}
            registries:
              - name: default
                sources: [kept, plain]
              - name: known
                sources: [plain]
                public: false
              - name: editors
                sources: [kept]
                roles: [editor, partners]
              - name: token-users
                sources: [plain]
                claims: {groups: release}
              - name: open
                sources: [kept]
                public: false
            auth:
              publicPaths: [/registry/open/, "/v1/metadata/system:global"]
            """)
        .toString();
  }

  @Test
  void aRegistryIsThereForThoseWhoMaySeeIt() {
    assertThat(status("known", NOBODY)).isEqualTo(401);
    assertThat(
            server
                .get("/registry/known/v0.1/servers", "Origin", "https://a.test")
                .headers()
                .allValues("Access-Control-Allow-Origin"))
        .containsExactly("*");
    assertThat(status("editors", NOBODY)).isEqualTo(401);
    assertThat(status("missing", NOBODY)).isEqualTo(404);
    assertThat(status("known", plain)).isEqualTo(200);
    assertThat(status("editors", plain)).isEqualTo(404);
    assertThat(status("editors", editor)).isEqualTo(200);
    assertThat(status("token-users", editor)).isEqualTo(404);
    assertThat(status("token-users", admin)).isEqualTo(200);
  }

  @Test
  void theNameOfARoleThatARegistryIsKeptForIsNotTaken() {
    String role = "{\"name\":\"keeper\",\"permissions\":[\"roles:manage\"]}";
    send(admin, "POST", "/v1/roles", role, 201);
    String keeper = user("kim", "keeper");
    String partners = "{\"name\":\"partners\",\"permissions\":[\"roles:manage\"]}";
    send(keeper, "POST", "/v1/roles", partners, 403);
    send(keeper, "PUT", "/v1/roles/keeper", partners, 403);
    assertThat(status("editors", keeper)).isEqualTo(404);
    send(admin, "POST", "/v1/roles", partners, 201);
    send(keeper, "DELETE", "/v1/roles/partners", null, 403);
  }

  @Test
  void whoMustChangeThePasswordSeesWhatEverybodySees() {
    String body = "{\"username\":\"fresh\",\"role\":\"user\",\"password\":\"" + PASSWORD + "\"}";
    send(admin, "POST", "/v1/users", body, 201);
    String fresh = login("fresh");
    assertThat(status("known", fresh)).isEqualTo(403);
    assertThat(status("default", fresh)).isEqualTo(200);
  }

  private void send(String token, String method, String path, @Nullable String body, int status) {
    String bearer = "Bearer " + token;
    HttpResponse<String> answer = server.send(method, path, body, "Authorization", bearer);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  @Test
  void aNameIsKeptForThoseWhoseTokensFit() {
    HttpResponse<String> me =
        server.send("GET", "/v1/me", null, "Authorization", "Bearer " + admin);
    String id = parse(me).path("id").textValue();
    String grant = "{\"namespace\":\"com.example/*\",\"user\":\"" + id + "\"}";
    send(admin, "POST", "/v1/namespaces", grant, 201);
    send(admin, "PUT", "/v1/sources/own", "{\"managed\":{}}", 201);
    send(admin, "PUT", "/v1/registries/own", "{\"sources\":[\"own\",\"plain\"]}", 201);
    for (String name : List.of("com.example/plain", "com.example/shown")) {
      String document =
          """
          {"$schema":
            "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
           "name": "%s", "description": "published", "version": "7.0.0"}
          """
              .formatted(name);
      send(admin, "POST", "/registry/own/v0.1/publish", document, 200);
    }
    String claims = "/v1/entries/server/com.example%2Fplain/claims";
    send(editor, "PUT", claims, "{\"claims\":{\"groups\":\"release\"}}", 403);
    send(admin, "PUT", claims, "{\"claims\":{\"groups\":\"release\"}}", 200);
    Await.until(
        LIMIT,
        "the name is that of the next source for everybody",
        () -> body("own", NOBODY).contains("\"1.0.0\""));
    for (String caller : List.of(NOBODY, plain)) {
      assertThat(body("own", caller)).contains("com.example/shown", "com.example/plain");
      assertThat(body("own", caller).split("7\\.0\\.0", -1)).hasSize(2);
    }
    assertThat(body("own", admin).split("7\\.0\\.0", -1)).hasSize(3);
    send(admin, "PUT", claims, "{\"claims\":null}", 200);
    Await.until(
        LIMIT,
        "everybody sees it again",
        () -> body("own", NOBODY).split("7\\.0\\.0", -1).length == 3);
  }

  @Test
  void aHiddenRegistryLooksLikeOneThatIsNotThere() {
    assertThat(body("editors", plain).replace("editors", "missing"))
        .isEqualTo(body("missing", plain));
  }

  @Test
  void aPublicPathOpensARegistryToEverybody() {
    assertThat(body("open", NOBODY)).contains("com.example/kept");
    assertThat(body("open", plain)).contains("com.example/kept");
  }

  @Test
  void aListHoldsTheSourcesThatTheCallerMaySee() {
    List<String> all = List.of("com.example/both", "com.example/kept", "com.example/plain");
    List<String> some = List.of("com.example/both", "com.example/plain");
    assertThat(names(admin)).isEqualTo(all);
    assertThat(names(editor)).isEqualTo(all);
    assertThat(names(plain)).isEqualTo(some);
    assertThat(names(NOBODY)).isEqualTo(some);
  }

  /** One after the other, so that each finds in the cache what the one before was answered. */
  @ParameterizedTest
  @ValueSource(strings = {"/latest", "/1.0.0", ""})
  void aServerIsThatOfTheFirstSourceThatTheCallerMaySee(String path) {
    String both = "/v0.1/servers/com.example%2Fboth/versions" + path;
    assertThat(get(both, editor).body()).contains("from kept");
    assertThat(get(both, NOBODY).body()).contains("from plain");
    assertThat(get(both, plain).body()).contains("from plain");
    assertThat(get(both, admin).body()).contains("from kept");
    String kept = "/v0.1/servers/com.example%2Fkept/versions" + path;
    assertThat(get(kept, editor).statusCode()).isEqualTo(200);
    assertThat(get(kept, NOBODY).statusCode()).isEqualTo(404);
  }

  /** The administrator of the configuration opened what is below a path to every reader. */
  @Test
  void whatIsBelowAPublicPathIsReadByEverybodyAndNotMore() {
    String path = "/v1/metadata/system:global";
    put(path + "/flag", "{\"value\":\"on\"}");
    put(path + "/token", "{\"value\":\"hidden\",\"encrypted\":true}");
    assertThat(server.get(path + "/flag").body()).contains("\"value\":\"on\"");
    assertThat(server.get(path).statusCode()).isEqualTo(200);
    assertThat(server.get(path + "/token").body()).doesNotContain("hidden");
    HttpResponse<String> reveal = server.get(path + "/token?reveal=true");
    assertThat(reveal.statusCode()).isEqualTo(401);
    assertThat(reveal.body()).doesNotContain("hidden");
    for (String method : List.of("PUT", "DELETE")) {
      assertThat(server.send(method, path + "/flag", "{\"value\":\"off\"}").statusCode())
          .isEqualTo(401);
    }
    for (String other : List.of("s/a", "/../user:jane", "/%2e%2e/user:jane", "%2F..%2Fuser:jane")) {
      assertThat(server.get(path + other).statusCode()).as(other).isIn(400, 401);
    }
  }

  private void put(String path, String body) {
    HttpResponse<String> answer =
        server.send("PUT", path, body, "Authorization", "Bearer " + admin);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  private String login(String username) {
    return login(username, PASSWORD);
  }

  private String login(String username, String password) {
    HttpResponse<String> answer =
        server.send(
            "POST",
            "/v1/auth/login",
            "{\"username\":\"" + username + "\",\"password\":\"" + password + "\"}");
    return answer.statusCode() == 200 ? parse(answer).get("token").asText() : NOBODY;
  }

  private String administrator() {
    HttpResponse<String> answer =
        server.send(
            "PUT",
            "/v1/me/password",
            "{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}"
                .formatted(FIRST_PASSWORD, PASSWORD),
            "Authorization",
            "Bearer " + login("admin", FIRST_PASSWORD));
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    return login("admin");
  }

  private String user(String name, String role) {
    HttpResponse<String> answer =
        server.send(
            "POST",
            "/v1/users",
            "{\"username\":\"%s\",\"role\":\"%s\",\"password\":\"%s\",\"mustChangePassword\":false}"
                .formatted(name, role, PASSWORD),
            "Authorization",
            "Bearer " + admin);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return login(name);
  }

  private HttpResponse<String> get(String path, String token) {
    return token.isEmpty()
        ? server.get(path)
        : server.get(path, "Authorization", "Bearer " + token);
  }

  private int status(String registry, String token) {
    return get("/registry/" + registry + "/v0.1/servers", token).statusCode();
  }

  /** Without the request's id. */
  private String body(String registry, String token) {
    return get("/registry/" + registry + "/v0.1/servers", token)
        .body()
        .replaceFirst("\"requestId\":\"[^\"]*\"", "");
  }

  private List<String> names(String token) {
    List<String> names = new ArrayList<>();
    parse(get("/v0.1/servers", token))
        .get("servers")
        .forEach(entry -> names.add(entry.at("/server/name").asText()));
    return names;
  }

  private static JsonNode parse(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }
}
