package dev.cartulary.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.testing.ServerContract;
import dev.cartulary.testing.Sql;
import dev.cartulary.testing.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A server with users, for suites about them. */
abstract class IdentityServer extends ServerContract {

  static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicInteger NAMES = new AtomicInteger();
  static final Duration LIMIT = Duration.ofSeconds(60);
  static final String ADMIN_PASSWORD = "Planted-Admin-1";
  static final String PASSWORD = "Planted-User-1";
  static final String OTHER_PASSWORD = "Planted-Other-1";

  String admin;

  IdentityServer(TestEngine engine) {
    super(engine);
  }

  @Override
  protected Map<String, String> settings() throws IOException {
    Path password = Files.createTempFile("cartulary-password", ".txt");
    Files.writeString(password, ADMIN_PASSWORD + "\n");
    return Map.of(
        "AUTH_MODE", "local",
        "DEFAULT_USERNAME", "Root",
        "DEFAULT_PASSWORD_FILE", password.toString(),
        "SKIP_MUST_CHANGE_PASSWORD", "true",
        "TRUSTED_PROXIES", "127.0.0.1",
        "RATE_LIMIT_CREDENTIALS", "0");
  }

  @BeforeAll
  void logIn() {
    admin = login("ROOT", ADMIN_PASSWORD);
  }

  @AfterAll
  void nothingSecretWasPrinted() {
    if (server != null) {
      assertThat(server.stop()).isZero();
      assertThat(server.output()).doesNotContain(ADMIN_PASSWORD, PASSWORD, OTHER_PASSWORD);
    }
  }

  static String bearer(String token) {
    return "Bearer " + token;
  }

  HttpResponse<String> call(String token, String method, String path, @Nullable String body) {
    return server.send(method, path, body, "Authorization", bearer(token));
  }

  JsonNode done(String token, String method, String path, @Nullable String body) {
    HttpResponse<String> answer = call(token, method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return json(answer);
  }

  void refused(
      int status, String code, String token, String method, String path, @Nullable String body) {
    problem(call(token, method, path, body), status, code);
  }

  HttpResponse<String> loginAnswer(String name, String password, String... headers) {
    String body =
        JSON.createObjectNode().put("username", name).put("password", password).toString();
    return server.send("POST", "/v1/auth/login", body, headers);
  }

  int tryLogin(String name, String password) {
    return loginAnswer(name, password).statusCode();
  }

  String login(String name, String password) {
    HttpResponse<String> answer = loginAnswer(name, password);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    return json(answer).get("token").textValue();
  }

  static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(answer.body(), e);
    }
  }

  static JsonNode problem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode problem = json(answer);
    assertThat(problem.get("code").textValue()).isEqualTo(code);
    return problem;
  }

  static String newName() {
    return "user" + NAMES.incrementAndGet();
  }

  /** A new user of the role, who may keep the password; gives the id. */
  String create(String name, String role) {
    String body =
        JSON.createObjectNode()
            .put("username", name)
            .put("role", role)
            .put("password", PASSWORD)
            .put("mustChangePassword", false)
            .toString();
    return done(admin, "POST", "/v1/users", body).at("/user/id").textValue();
  }

  String text(String query) throws SQLException {
    return Sql.text(database, query);
  }

  void execute(String sql) throws SQLException {
    Sql.execute(database, sql);
  }
}
