package dev.cartulary.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.testing.Program;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody who calls a server, with a credential or without. */
record Visitor(Program server, String token) {

  static final String PASSWORD = "Correct-Horse-7";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a server needs so that its first administrator, root, can log in at once. */
  static final Map<String, String> SETTINGS =
      Map.of(
          "AUTH_MODE",
          "local",
          "DEFAULT_USERNAME",
          "root",
          "DEFAULT_PASSWORD",
          PASSWORD,
          "SKIP_MUST_CHANGE_PASSWORD",
          "true");

  static Visitor nobody(Program server) {
    return new Visitor(server, "");
  }

  /** Logs in. */
  static Visitor user(Program server, String username) {
    HttpResponse<String> answer =
        nobody(server)
            .send(
                "POST",
                "/v1/auth/login",
                JSON.createObjectNode()
                    .put("username", username)
                    .put("password", PASSWORD)
                    .toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new Visitor(server, json(answer).get("token").textValue());
  }

  HttpResponse<String> get(String path) {
    return send("GET", path, null);
  }

  HttpResponse<String> send(String method, String path, @Nullable String body) {
    return token.isEmpty()
        ? server.send(method, path, body)
        : server.send(method, path, body, "Authorization", "Bearer " + token);
  }

  /** The answer to a request that succeeds. */
  JsonNode done(String method, String path, @Nullable String body) {
    HttpResponse<String> answer = send(method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return answer.body().isEmpty() ? JSON.nullNode() : json(answer);
  }

  /** Makes a user with the usual password, who may log in at once, and says the id. */
  String createUser(String username, String role) {
    String body =
        JSON.createObjectNode()
            .put("username", username)
            .put("password", PASSWORD)
            .put("role", role)
            .put("mustChangePassword", false)
            .toString();
    return done("POST", "/v1/users", body).get("user").get("id").textValue();
  }

  /**
   * Makes a user, and calls as that user with an API key: it costs no further password hash, and
   * what it permits follows the user's role.
   */
  Visitor newUser(String username) {
    createUser(username, "user");
    return user(server, username).byKey("{\"name\":\"all\"}");
  }

  private Visitor byKey(String body) {
    return new Visitor(server, done("POST", "/v1/me/api-keys", body).get("key").textValue());
  }

  /** The same caller by a new API key that is limited to the permissions. */
  Visitor limitedTo(String... permissions) {
    return byKey(
        JSON.createObjectNode()
            .put("name", "limited to " + String.join(" ", permissions))
            .set("permissions", JSON.valueToTree(permissions))
            .toString());
  }

  /** Gives another user a role. */
  void giveRole(Visitor other, String role) {
    done("PATCH", "/v1/users/" + other.id(), "{\"role\":\"" + role + "\"}");
  }

  String id() {
    return done("GET", "/v1/me", null).get("id").textValue();
  }

  static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(answer.body(), e);
    }
  }

  /** The member of each item of a list. */
  static List<String> each(JsonNode list, String member) {
    List<String> texts = new ArrayList<>();
    list.get("items").forEach(item -> texts.add(item.get(member).asText()));
    return texts;
  }
}
