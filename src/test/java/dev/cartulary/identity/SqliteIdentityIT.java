package dev.cartulary.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.crypto.RandomToken;
import dev.cartulary.testing.Await;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.Sql;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What a first start shows, and what the commands take and print, is tested here alone: the users
 * themselves are stored as requests store them, which are tested on every engine.
 */
class SqliteIdentityIT extends IdentityContract {

  SqliteIdentityIT() {
    super(TestEngine.SQLITE);
  }

  @Test
  void aFirstStartWithoutAPasswordShowsOneOnceAndAsksForAnother() {
    try (TestDatabase empty = TestDatabase.create(engine)) {
      Map<String, String> environment = Map.of("DATABASE_URL", empty.url(), "AUTH_MODE", "local");
      String password;
      try (Program first = Program.start(environment)) {
        Pattern shown = Pattern.compile("\"admin\" with the password (\\S+) which");
        Matcher matcher = shown.matcher(first.output());
        assertThat(matcher.find()).isTrue();
        password = matcher.group(1);
        String body = "{\"username\":\"admin\",\"password\":\"" + password + "\"}";
        HttpResponse<String> login = first.send("POST", "/v1/auth/login", body);
        assertThat(json(login).at("/user/mustChangePassword").booleanValue()).isTrue();
        String token = "Bearer " + json(login).get("token").textValue();

        HttpResponse<String> early = first.get("/v1/users", "Authorization", token);
        problem(early, 403, "password_change_required");

        String change =
            "{\"currentPassword\":\"" + password + "\",\"newPassword\":\"" + PASSWORD + "\"}";
        HttpResponse<String> changed =
            first.send("PUT", "/v1/me/password", change, "Authorization", token);
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(204);
        assertThat(first.get("/v1/users", "Authorization", token).statusCode()).isEqualTo(200);
      }
      try (Program second = Program.start(environment)) {
        String body = "{\"username\":\"admin\",\"password\":\"" + PASSWORD + "\"}";
        HttpResponse<String> login = second.send("POST", "/v1/auth/login", body);
        assertThat(login.statusCode()).as(login.body()).isEqualTo(200);
        assertThat(second.output()).doesNotContain("with the password", password);
      }
    }
  }

  @Test
  void theCommandLineManagesUsers() throws IOException {
    String name = newName();
    Program.Result created =
        Program.run(database, "user", "create", name, "--role", "editor", "--keep-password");
    assertThat(created.exitCode()).as(created.stderr()).isZero();
    String password = created.stdout().replaceFirst("(?s).*password: (\\S+)\\s*", "$1");
    String session = login(name, password);
    String key =
        done(session, "POST", "/v1/me/api-keys", "{\"name\":\"k\"}").get("key").textValue();
    assertThat(Program.run(database, "user", "list").stdout()).contains(name, "editor", "root");

    Path file = Files.createTempFile("cartulary-password", ".txt");
    Files.writeString(file, OTHER_PASSWORD + "\n");
    Program.Result reset =
        Program.run(database, "user", "reset-password", name, "--password-file", file.toString());
    assertThat(reset.stdout()).contains("reset").doesNotContain(OTHER_PASSWORD);
    refused(401, "invalid_credentials", session, "GET", "/v1/me", null);
    refused(401, "invalid_credentials", key, "GET", "/v1/me", null);
    session = login(name, OTHER_PASSWORD);
    refused(403, "password_change_required", session, "GET", "/v1/me/api-keys", null);

    assertThat(Program.run(database, "user", "disable", name).exitCode()).isZero();
    assertThat(tryLogin(name, OTHER_PASSWORD)).isEqualTo(401);
    assertThat(Program.run(database, "user", "enable", name).exitCode()).isZero();
    assertThat(Program.run(database, "user", "delete", name).exitCode()).isZero();
    assertThat(Program.run(database, "user", "delete", name).stderr()).contains("no user");
  }

  @Test
  void theLogTellsNoSecretAtDebugAndUseKeepsAShortSessionOpen() throws Exception {
    Map<String, String> environment = environment();
    environment.put("LOG_LEVEL", "debug");
    environment.put("SESSION_IDLE_TIMEOUT", "1m");
    environment.put("SWAGGER_UI", "false"); // saves a process of its own
    try (Program debug = Program.start(environment)) {
      String body = "{\"username\":\"root\",\"password\":\"" + ADMIN_PASSWORD + "\"}";
      JsonNode login = json(debug.send("POST", "/v1/auth/login", body));
      String token = bearer(login.get("token").textValue());
      String name = newName();
      String user =
          "{\"username\":\"%s\",\"role\":\"user\",\"password\":\"%s\"}".formatted(name, PASSWORD);
      String[] as = {"Authorization", token};
      assertThat(debug.send("POST", "/v1/users", user, as).statusCode()).isEqualTo(201);
      JsonNode key = json(debug.send("POST", "/v1/me/api-keys", "{\"name\":\"debug\"}", as));
      debug.send(
          "PUT", "/v1/metadata/system:global/debug", "{\"value\":\"Planted-Plain-Value\"}", as);
      assertThat(debug.get("/v1/metadata/system:global", as).body()).contains("Planted-Plain");
      assertThat(debug.get("/v1/users", as).statusCode()).isEqualTo(200);
      assertThat(debug.get("/q/swagger-ui/").statusCode()).isEqualTo(404);
      assertThat(debug.get("/q/openapi").statusCode()).isEqualTo(200);

      String ofSession = " FROM login_session WHERE token_hash = '" + hash(login, "token") + "'";
      long now = Long.parseLong(text("SELECT last_used_at" + ofSession));
      long earlier = now - Duration.ofSeconds(40).toMillis() * 1000;
      execute(
          "UPDATE login_session SET last_used_at = "
              + earlier
              + " WHERE token_hash = '"
              + hash(login, "token")
              + "'");
      assertThat(debug.get("/v1/me", as).statusCode()).isEqualTo(200);
      Await.until(
          LIMIT,
          "the use is written down",
          () -> Long.parseLong(read("SELECT last_used_at" + ofSession)) >= now);

      assertThat(debug.output())
          .contains("DEBUG")
          .doesNotContain(
              "$argon2id$",
              "$scrypt$",
              "Planted-Plain-Value",
              text("SELECT password_hash FROM user_account WHERE username = '" + name + "'"),
              hash(login, "token"),
              hash(key, "key"),
              login.get("token").textValue(),
              key.get("key").textValue());
    }
  }

  private static String hash(JsonNode issued, String member) {
    return RandomToken.hash(issued.get(member).textValue());
  }

  private String read(String query) {
    try {
      return text(query);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aRefusedCrossSiteRequestHasItsRowAndATypedPasswordHasNone() throws Exception {
    String body = "{\"username\":\"root\",\"password\":\"" + ADMIN_PASSWORD + "\",\"cookie\":true}";
    HttpResponse<String> login = server.send("POST", "/v1/auth/login", body);
    String cookie = login.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    // Of one address at most 60 refused calls are recorded in a minute, and other tests make some.
    Await.until(
        Duration.ofSeconds(90),
        "a row of a cross-site request",
        () -> {
          HttpResponse<String> refused =
              server.send(
                  "PUT",
                  "/v1/metadata/system:global/cross-site",
                  "{\"value\":\"x\"}",
                  "Cookie",
                  cookie,
                  "Sec-Fetch-Site",
                  "cross-site");
          assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
          return read("SELECT COUNT(*) FROM "
                  + Sql.EVENTS
                  + " WHERE action = 'call' AND outcome = 'denied'"
                  + " AND target_id = '/v1/metadata/system:global/cross-site'")
              .equals("1");
        });

    assertThat(tryLogin("summer-2026", "whatever it was")).isEqualTo(401);
    assertThat(
            text(
                "SELECT COUNT(*) FROM "
                    + Sql.EVENTS
                    + " WHERE target_id LIKE '%summer-2026%'"
                    + " OR actor_name LIKE '%summer-2026%' OR details LIKE '%summer-2026%'"))
        .isEqualTo("0");
  }

  @Test
  void theCommandLineLeavesTheLastAdministrator() {
    Program.Result deleted = Program.run(database, "user", "delete", "root");
    assertThat(deleted.exitCode()).isNotZero();
    assertThat(deleted.stderr()).contains("last administrator");
    Program.Result disabled = Program.run(database, "user", "disable", "root");
    assertThat(disabled.stderr()).contains("last administrator");
  }
}
