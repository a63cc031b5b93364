package dev.cartulary.registry;

import static dev.cartulary.registry.CatalogFixture.catalog;
import static dev.cartulary.registry.CatalogFixture.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.testing.Await;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who sees which registry and source, on a database of each engine. */
abstract class VisibilityContract {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String PASSWORD = "Adm1n-of-tests";
  private static final String FIRST_PASSWORD = "F1rst-of-tests";
  private static final String NOBODY = "";

  private TestDatabase database;

  protected abstract TestEngine engine();

  @BeforeEach
  void createDatabase() {
    database = TestDatabase.create(engine());
  }

  @AfterEach
  void dropDatabase() {
    if (database != null) { // else there is no server for this engine
      database.close();
    }
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
                roles: [editor]
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
  void everybodySeesWhatIsMeantForThem(@TempDir Path directory) throws Exception {
    Map<String, String> environment =
        Map.of(
            "DATABASE_URL",
            database.url(),
            "AUTH_MODE",
            "local",
            "DEFAULT_PASSWORD",
            FIRST_PASSWORD);
    try (Program program = Program.start(environment, "--config", configuration(directory))) {
      Await.until(
          LIMIT,
          "the first administrator is there",
          () -> !login(program, "admin", FIRST_PASSWORD).isEmpty());
      String admin = administrator(program);
      String editor = user(program, admin, "edith", "editor");
      String plain = user(program, admin, "paul", "user");

      assertThat(status(program, "known", NOBODY)).isEqualTo(401);
      assertThat(status(program, "editors", NOBODY)).isEqualTo(401);
      assertThat(status(program, "missing", NOBODY)).isEqualTo(404);
      assertThat(status(program, "known", plain)).isEqualTo(200);
      assertThat(status(program, "editors", plain)).isEqualTo(404);
      assertThat(status(program, "editors", editor)).isEqualTo(200);
      assertThat(status(program, "token-users", editor)).isEqualTo(404);
      assertThat(status(program, "token-users", admin)).isEqualTo(200);
      assertThat(body(program, "editors", plain).replace("editors", "missing"))
          .isEqualTo(body(program, "missing", plain));

      assertPublicPathIsOnlyRead(program, admin);

      Await.until(LIMIT, "both are read", () -> names(program, admin).size() == 3);
      assertThat(body(program, "open", NOBODY)).contains("com.example/kept");
      assertThat(body(program, "open", plain)).contains("com.example/kept");
      List<String> all = List.of("com.example/both", "com.example/kept", "com.example/plain");
      List<String> some = List.of("com.example/both", "com.example/plain");
      assertThat(names(program, admin)).isEqualTo(all);
      assertThat(names(program, editor)).isEqualTo(all);
      assertThat(names(program, plain)).isEqualTo(some);
      assertThat(names(program, NOBODY)).isEqualTo(some);

      // One after the other, so that each finds in the cache what the one before was answered.
      for (String path : List.of("/latest", "/1.0.0", "")) {
        String both = "/v0.1/servers/com.example%2Fboth/versions" + path;
        assertThat(get(program, both, editor).body()).contains("from kept");
        assertThat(get(program, both, NOBODY).body()).contains("from plain");
        assertThat(get(program, both, plain).body()).contains("from plain");
        assertThat(get(program, both, admin).body()).contains("from kept");
        String kept = "/v0.1/servers/com.example%2Fkept/versions" + path;
        assertThat(get(program, kept, editor).statusCode()).isEqualTo(200);
        assertThat(get(program, kept, NOBODY).statusCode()).isEqualTo(404);
      }
    }
  }

  /** The administrator of the configuration opened what is below a path to every reader. */
  private static void assertPublicPathIsOnlyRead(Program program, String admin) {
    String path = "/v1/metadata/system:global";
    put(program, path + "/flag", "{\"value\":\"on\"}", admin);
    put(program, path + "/token", "{\"value\":\"hidden\",\"encrypted\":true}", admin);
    assertThat(program.get(path + "/flag").body()).contains("\"value\":\"on\"");
    assertThat(program.get(path).statusCode()).isEqualTo(200);
    assertThat(program.get(path + "/token").body()).doesNotContain("hidden");
    HttpResponse<String> reveal = program.get(path + "/token?reveal=true");
    assertThat(reveal.statusCode()).isEqualTo(401);
    assertThat(reveal.body()).doesNotContain("hidden");
    for (String method : List.of("PUT", "DELETE")) {
      assertThat(program.send(method, path + "/flag", "{\"value\":\"off\"}").statusCode())
          .isEqualTo(401);
    }
    for (String other : List.of("s/a", "/../user:jane", "/%2e%2e/user:jane", "%2F..%2Fuser:jane")) {
      assertThat(program.get(path + other).statusCode()).as(other).isIn(400, 401);
    }
  }

  private static void put(Program program, String path, String body, String token) {
    HttpResponse<String> answer =
        program.send("PUT", path, body, "Authorization", "Bearer " + token);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  private static String login(Program program, String username) {
    return login(program, username, PASSWORD);
  }

  private static String login(Program program, String username, String password) {
    HttpResponse<String> answer =
        program.send(
            "POST",
            "/v1/auth/login",
            "{\"username\":\"" + username + "\",\"password\":\"" + password + "\"}");
    return answer.statusCode() == 200 ? parse(answer).get("token").asText() : NOBODY;
  }

  private static String administrator(Program program) {
    HttpResponse<String> answer =
        program.send(
            "PUT",
            "/v1/me/password",
            "{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}"
                .formatted(FIRST_PASSWORD, PASSWORD),
            "Authorization",
            "Bearer " + login(program, "admin", FIRST_PASSWORD));
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    return login(program, "admin");
  }

  private static String user(Program program, String admin, String name, String role) {
    HttpResponse<String> answer =
        program.send(
            "POST",
            "/v1/users",
            "{\"username\":\"%s\",\"role\":\"%s\",\"password\":\"%s\",\"mustChangePassword\":false}"
                .formatted(name, role, PASSWORD),
            "Authorization",
            "Bearer " + admin);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return login(program, name);
  }

  private static HttpResponse<String> get(Program program, String path, String token) {
    return token.isEmpty()
        ? program.get(path)
        : program.get(path, "Authorization", "Bearer " + token);
  }

  private static int status(Program program, String registry, String token) {
    return get(program, "/registry/" + registry + "/v0.1/servers", token).statusCode();
  }

  /** Without the request's id. */
  private static String body(Program program, String registry, String token) {
    return get(program, "/registry/" + registry + "/v0.1/servers", token)
        .body()
        .replaceFirst("\"requestId\":\"[^\"]*\"", "");
  }

  private static List<String> names(Program program, String token) {
    List<String> names = new ArrayList<>();
    parse(get(program, "/v0.1/servers", token))
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
