package dev.cartulary.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.identity.authentication.RefusedCalls;
import dev.cartulary.testing.Await;
import dev.cartulary.testing.RawFiles;
import dev.cartulary.testing.Sql;
import dev.cartulary.testing.TestEngine;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.generators.SCrypt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Users, logins, sessions and API keys: one server on one database per suite. */
abstract class IdentityContract extends IdentityRaces {

  IdentityContract(TestEngine engine) {
    super(engine);
  }

  @Test
  void anUnknownUserAWrongPasswordAndADisabledUserGetTheSameAnswer() {
    String name = newName();
    String id = create(name, "user");
    done(admin, "PATCH", "/v1/users/" + id, "{\"disabled\":true}");

    JsonNode unknown = problem(loginAnswer("nobody", PASSWORD), 401, "invalid_credentials");
    JsonNode wrong = problem(loginAnswer(newName(), "x"), 401, "invalid_credentials");
    JsonNode disabled = problem(loginAnswer(name, PASSWORD), 401, "invalid_credentials");

    for (String member : List.of("type", "title", "status", "detail")) {
      assertThat(wrong.get(member)).isEqualTo(unknown.get(member));
      assertThat(disabled.get(member)).isEqualTo(unknown.get(member));
    }
  }

  @Test
  void guessingIsSlowedDownForThatNameOnly() {
    String name = newName();
    String user = create(name, "user");
    String session = login(name, PASSWORD);
    for (int i = 0; i < 5; i++) {
      assertThat(tryLogin(name, "wrong")).isEqualTo(401);
    }

    HttpResponse<String> early = loginAnswer(name, PASSWORD);

    problem(early, 429, "too_many_requests");
    long wait = Long.parseLong(early.headers().firstValue("Retry-After").orElse("0"));
    assertThat(wait).isBetween(1L, 31L);
    // Who is logged in stays so, and others are not held up.
    assertThat(done(session, "GET", "/v1/me", null).get("id").textValue()).isEqualTo(user);
    assertThat(tryLogin("root", ADMIN_PASSWORD)).isEqualTo(200);
  }

  @Test
  void sessionsAreListedEndedOneByOneAndAllWithThePassword() {
    String name = newName();
    create(name, "user");
    String one = login(name, PASSWORD);
    String two = login(name, PASSWORD);

    JsonNode list = done(one, "GET", "/v1/me/sessions", null);
    assertThat(list.get("count").intValue()).isEqualTo(2);
    assertThat(list.toString()).doesNotContain(one, two);
    JsonNode newest = list.at("/items/0");
    assertThat(newest.get("current").booleanValue()).isFalse();
    assertThat(newest.get("address").textValue()).isEqualTo("127.0.0.1");

    done(one, "DELETE", "/v1/me/sessions/" + newest.get("id").textValue(), null);
    refused(401, "invalid_credentials", two, "GET", "/v1/me", null);
    refused(404, "not_found", one, "DELETE", "/v1/me/sessions/none", null);

    String third = login(name, PASSWORD);
    done(third, "POST", "/v1/auth/logout", null);
    refused(401, "invalid_credentials", third, "GET", "/v1/me", null);

    String change =
        "{\"currentPassword\":\"" + PASSWORD + "\",\"newPassword\":\"" + OTHER_PASSWORD + "\"}";
    refused(
        400,
        "invalid_request",
        one,
        "PUT",
        "/v1/me/password",
        change.replace(PASSWORD, "Wrong-Word-1"));
    refused(
        400,
        "invalid_request",
        one,
        "PUT",
        "/v1/me/password",
        change.replace(OTHER_PASSWORD, "weak"));
    String fourth = login(name, PASSWORD);
    done(one, "PUT", "/v1/me/password", change);
    refused(401, "invalid_credentials", fourth, "GET", "/v1/me", null);
    assertThat(done(one, "GET", "/v1/me/sessions", null).get("count").intValue())
        .as("the session that changed it stays")
        .isEqualTo(1);
    assertThat(tryLogin(name, PASSWORD)).isEqualTo(401);
    assertThat(tryLogin(name, OTHER_PASSWORD)).isEqualTo(200);
  }

  @Test
  void theCookieIsForThisSiteOnly() {
    String body = "{\"username\":\"root\",\"password\":\"" + ADMIN_PASSWORD + "\",\"cookie\":true}";
    HttpResponse<String> login = server.send("POST", "/v1/auth/login", body);
    String set = login.headers().firstValue("Set-Cookie").orElse("");
    assertThat(login.body()).doesNotContain("ses_");
    assertThat(set)
        .startsWith("cartulary_session=ses_")
        .containsIgnoringCase("HttpOnly")
        .containsIgnoringCase("SameSite=Strict")
        .containsIgnoringCase("Path=/")
        .doesNotContainIgnoringCase("Secure");
    String cookie = set.substring(0, set.indexOf(';'));

    assertThat(server.get("/v1/me", "Cookie", cookie).statusCode()).isEqualTo(200);
    String path = "/v1/metadata/system:global/cookie";
    String value = "{\"value\":\"v\"}";
    problem(
        server.send("PUT", path, value, "Cookie", cookie, "Sec-Fetch-Site", "cross-site"),
        403,
        "forbidden");
    problem(
        server.send("PUT", path, value, "Cookie", cookie, "Origin", "https://evil.example"),
        403,
        "forbidden");
    assertThat(
            server
                .send("PUT", path, value, "Cookie", cookie, "Sec-Fetch-Site", "same-origin")
                .statusCode())
        .isEqualTo(201);

    HttpResponse<String> logout = server.send("POST", "/v1/auth/logout", null, "Cookie", cookie);
    assertThat(logout.headers().firstValue("Set-Cookie").orElse(""))
        .containsIgnoringCase("Max-Age=0");
    problem(server.get("/v1/me", "Cookie", cookie), 401, "unauthenticated");
    HttpResponse<String> secure =
        server.send(
            "POST",
            "/v1/auth/login",
            body,
            "X-Forwarded-For",
            "192.0.2.1",
            "X-Forwarded-Proto",
            "https");
    String secureCookie = secure.headers().firstValue("Set-Cookie").orElse("");
    assertThat(secureCookie)
        .startsWith("__Host-cartulary_session=ses_")
        .containsIgnoringCase("Secure");
    String value2 =
        secureCookie.substring(secureCookie.indexOf('=') + 1, secureCookie.indexOf(';'));
    String[] https = {"X-Forwarded-For", "192.0.2.1", "X-Forwarded-Proto", "https", "Cookie", ""};
    https[5] = "cartulary_session=" + value2;
    problem(server.get("/v1/me", https), 401, "unauthenticated");
    https[5] = "cartulary_session=planted; __Host-cartulary_session=" + value2;
    assertThat(server.get("/v1/me", https).statusCode()).isEqualTo(200);
    assertThat(tryLoginWith(cookie)).as("an old cookie is in nobody's way").isEqualTo(200);
  }

  private int tryLoginWith(String cookie) {
    return loginAnswer("root", ADMIN_PASSWORD, "Cookie", cookie).statusCode();
  }

  @Test
  void anApiKeyMayDoWhatItsOwnerMayAndWhatItIsLimitedTo() {
    String name = newName();
    String id = create(name, "editor");
    String session = login(name, PASSWORD);

    JsonNode made =
        done(
            session,
            "POST",
            "/v1/me/api-keys",
            "{\"name\":\"ci\",\"permissions\":[\"metadata:read\",\"apikeys:own\"]}");
    String key = made.get("key").textValue();
    assertThat(key).matches("si_[0-9a-f]{96}");
    String list = done(session, "GET", "/v1/me/api-keys", null).toString();
    assertThat(list).contains("\"ci\"").doesNotContain(key);

    assertThat(done(key, "GET", "/v1/me", null).get("permissions"))
        .hasSize(2)
        .extracting(JsonNode::textValue)
        .containsExactlyInAnyOrder("metadata:read", "apikeys:own");
    done(key, "GET", "/v1/metadata/user:somebody", null);
    refused(403, "forbidden", key, "GET", "/v1/me/sessions", null);
    refused(403, "forbidden", key, "DELETE", "/v1/me/sessions", null);
    refused(403, "forbidden", key, "PUT", "/v1/metadata/user:somebody/k", "{\"value\":\"v\"}");
    // Neither a user nor a limited key makes a key that may do more.
    refused(
        403,
        "forbidden",
        session,
        "POST",
        "/v1/me/api-keys",
        "{\"name\":\"more\",\"permissions\":[\"users:manage\"]}");
    refused(
        403,
        "forbidden",
        key,
        "POST",
        "/v1/me/api-keys",
        "{\"name\":\"more\",\"permissions\":[\"metadata:write\"]}");
    refused(409, "conflict", session, "POST", "/v1/me/api-keys", "{\"name\":\"ci\"}");

    String keyId = made.at("/apiKey/id").textValue();
    String rotated =
        done(session, "POST", "/v1/me/api-keys/" + keyId + ":rotate", "{}").get("key").textValue();
    refused(401, "invalid_credentials", key, "GET", "/v1/me", null);
    done(rotated, "GET", "/v1/me", null);

    String other = newName();
    create(other, "user");
    refused(404, "not_found", login(other, PASSWORD), "DELETE", "/v1/me/api-keys/" + keyId, null);
    done(admin, "PATCH", "/v1/users/" + id, "{\"disabled\":true}");
    refused(401, "invalid_credentials", rotated, "GET", "/v1/me", null);
    done(admin, "PATCH", "/v1/users/" + id, "{\"disabled\":false}");
    done(admin, "DELETE", "/v1/api-keys/" + keyId, null);
    refused(401, "invalid_credentials", rotated, "GET", "/v1/me", null);
  }

  @Test
  void anApiKeyEndsWhenItSaysAndItsUseIsNotedOnce() throws SQLException {
    String body = "{\"name\":\"short\",\"expiresAt\":\"" + Instant.now().plusSeconds(600) + "\"}";
    JsonNode made = done(admin, "POST", "/v1/me/api-keys", body);
    String key = made.get("key").textValue();
    String id = made.at("/apiKey/id").textValue();
    done(key, "GET", "/v1/me", null);
    Await.until(LIMIT, "the use is noted", () -> lastUsed(id) != null);
    String noted = lastUsed(id);
    done(key, "GET", "/v1/me", null);
    assertThat(lastUsed(id)).isEqualTo(noted);

    execute("UPDATE api_key SET expires_at = 1 WHERE id = '" + id + "'");
    refused(401, "invalid_credentials", key, "GET", "/v1/me", null);
    refused(
        400,
        "invalid_request",
        admin,
        "POST",
        "/v1/me/api-keys",
        "{\"name\":\"past\",\"expiresAt\":\"2001-01-01T00:00:00Z\"}");
  }

  private @Nullable String lastUsed(String id) {
    for (JsonNode key : done(admin, "GET", "/v1/me/api-keys", null).get("items")) {
      if (key.get("id").textValue().equals(id)) {
        return key.path("lastUsedAt").textValue();
      }
    }
    throw new AssertionError("no key " + id);
  }

  @Test
  void aKeyMakesNoneThatLastsLongerAndMayRotateItself() {
    String name = newName();
    create(name, "user");
    String session = login(name, PASSWORD);
    Instant end = Instant.now().plusSeconds(600);
    String ending =
        done(session, "POST", "/v1/me/api-keys", "{\"name\":\"a\",\"expiresAt\":\"" + end + "\"}")
            .get("key")
            .textValue();
    JsonNode child = done(ending, "POST", "/v1/me/api-keys", "{\"name\":\"b\"}");
    assertThat(Instant.parse(child.at("/apiKey/expiresAt").textValue())).isBeforeOrEqualTo(end);
    String later = "{\"name\":\"c\",\"expiresAt\":\"" + end.plusSeconds(60) + "\"}";
    refused(403, "forbidden", ending, "POST", "/v1/me/api-keys", later);

    JsonNode free = done(session, "POST", "/v1/me/api-keys", "{\"name\":\"d\"}");
    String rotate = "/v1/me/api-keys/" + free.at("/apiKey/id").textValue() + ":rotate";
    String again = done(free.get("key").textValue(), "POST", rotate, "{}").get("key").textValue();
    done(again, "GET", "/v1/me", null);
    String childOf = "/v1/me/api-keys/" + child.at("/apiKey/id").textValue() + ":rotate";
    assertThat(done(ending, "POST", childOf, "{}").at("/apiKey/expiresAt").isTextual()).isTrue();
  }

  @Test
  void whoMayDoLessEndsNoSessionsOfAnAdministrator() {
    String helper = newName();
    done(admin, "POST", "/v1/roles", "{\"name\":\"help-desk\",\"permissions\":[\"users:manage\"]}");
    create(helper, "help-desk");
    String session = login(helper, PASSWORD);
    String root = done(admin, "GET", "/v1/me", null).get("id").textValue();

    refused(403, "forbidden", session, "DELETE", "/v1/users/" + root + "/sessions", null);

    done(admin, "GET", "/v1/me", null);
    done(session, "DELETE", "/v1/users/" + create(newName(), "help-desk") + "/sessions", null);
  }

  @Test
  void refusedCallsOfOneCallerFillNoLog() throws SQLException {
    String name = newName();
    String id = create(name, "user");
    String session = login(name, PASSWORD);
    for (int i = 0; i < RefusedCalls.MOST + 20; i++) {
      refused(403, "forbidden", session, "GET", "/v1/users", null);
    }
    assertThat(
            text(
                "SELECT count(*) FROM "
                    + Sql.EVENTS
                    + " WHERE action = 'call' AND actor_id = '"
                    + id
                    + "'"))
        .isEqualTo(String.valueOf(RefusedCalls.MOST));
  }

  @Test
  void textsThatNoDatabaseTakesAreRefused() {
    problem(loginAnswer("\u0000", "x"), 401, "invalid_credentials");
    problem(loginAnswer("a\ud800b", "x"), 401, "invalid_credentials");
    for (String id : List.of("%00", "%C3%A9", "%F0%9F%98%80", "%5Cu0000")) {
      refused(404, "not_found", admin, "DELETE", "/v1/api-keys/" + id, null);
      refused(404, "not_found", admin, "DELETE", "/v1/me/sessions/" + id, null);
      refused(404, "not_found", admin, "DELETE", "/v1/me/api-keys/" + id, null);
      refused(404, "not_found", admin, "POST", "/v1/me/api-keys/" + id + ":rotate", "{}");
      refused(404, "not_found", admin, "DELETE", "/v1/namespaces/" + id, null);
      refused(404, "not_found", admin, "GET", "/v1/teams/" + id, null);
      refused(404, "not_found", admin, "GET", "/v1/users/" + id, null);
      refused(404, "not_found", admin, "DELETE", "/v1/roles/" + id, null);
    }
    for (String cursor : List.of("AA", "LTE", "TmFO", "w6k", "8J-YgA", "7aCA")) {
      for (String list : List.of("/v1/api-keys", "/v1/namespaces")) {
        refused(400, "invalid_request", admin, "GET", list + "?cursor=" + cursor, null);
      }
      for (String list : List.of("/v1/users", "/v1/teams", "/v1/roles")) {
        assertThat(call(admin, "GET", list + "?cursor=" + cursor, null).statusCode())
            .isIn(200, 400);
      }
    }
    for (String member : List.of("role", "username", "password")) {
      String body = "{\"username\":\"fine\",\"password\":\"" + PASSWORD + "\",\"role\":\"user\"}";
      String odd = body.replaceFirst("(\"" + member + "\":\")[^\"]*", "$1\\\\u0000");
      refused(400, "invalid_request", admin, "POST", "/v1/users", odd);
    }
    for (String time :
        List.of(
            "+999999999-01-01T00:00:00Z", "-999999999-01-01T00:00:00Z", "10000-01-01T00:00:00Z")) {
      String body = "{\"name\":\"far\",\"expiresAt\":\"" + time + "\"}";
      refused(400, "invalid_request", admin, "POST", "/v1/me/api-keys", body);
    }
  }

  @Test
  void passwordsThatAreTriedFirstAreRefused() {
    for (String password : List.of("Password1", "Passw0rd!", "Welcome123", "Xy-someone-9")) {
      String body =
          "{\"username\":\"someone\",\"role\":\"user\",\"password\":\"" + password + "\"}";
      refused(400, "invalid_request", admin, "POST", "/v1/users", body);
    }
  }

  @Test
  void aSessionEndsAfterItsTimeAndWhenItIsIdle() throws SQLException {
    String name = newName();
    String id = create(name, "user");
    String one = login(name, PASSWORD);
    execute("UPDATE login_session SET expires_at = 1 WHERE user_id = '" + id + "'");
    refused(401, "invalid_credentials", one, "GET", "/v1/me", null);
    String two = login(name, PASSWORD);
    execute("UPDATE login_session SET last_used_at = 1 WHERE user_id = '" + id + "'");
    refused(401, "invalid_credentials", two, "GET", "/v1/me", null);
  }

  @Test
  void aWeakerHashIsReplacedAtTheNextLogin() throws SQLException {
    String name = newName();
    String id = create(name, "user");
    // scrypt with N=2^14, made of the same password.
    byte[] salt = "salt".repeat(8).getBytes(UTF_8);
    byte[] hash = SCrypt.generate(PASSWORD.getBytes(UTF_8), salt, 1 << 14, 8, 1, 64);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    execute(
        "UPDATE user_account SET password_hash = '$scrypt$ln=14,r=8,p=1$"
            + base64.encodeToString(salt)
            + "$"
            + base64.encodeToString(hash)
            + "' WHERE id = '"
            + id
            + "'");
    String weak = text("SELECT password_hash FROM user_account WHERE id = '" + id + "'");

    login(name, PASSWORD);

    assertThat(text("SELECT password_hash FROM user_account WHERE id = '" + id + "'"))
        .isNotEqualTo(weak)
        .startsWith("$argon2id$");
    login(name, PASSWORD);
  }

  @Test
  void theLastAdministratorStaysAndNobodyTouchesOneself() {
    String root = done(admin, "GET", "/v1/me", null).get("id").textValue();
    refused(403, "forbidden", admin, "PATCH", "/v1/users/" + root, "{\"role\":\"user\"}");
    refused(403, "forbidden", admin, "DELETE", "/v1/users/" + root, null);

    String name = newName();
    String second = create(name, "admin");
    String session = login(name, PASSWORD);
    refused(
        409, "conflict", admin, "POST", "/v1/users", "{\"username\":\"ROOT\",\"role\":\"user\"}");
    done(admin, "PATCH", "/v1/users/" + second, "{\"role\":\"user\"}");
    refused(403, "forbidden", session, "GET", "/v1/users", null);
    done(admin, "DELETE", "/v1/users/" + second, null);
    refused(401, "invalid_credentials", session, "GET", "/v1/me", null);
  }

  @Test
  void usersKeepTheirOwnMetadataAndReadThatOfTheSystem() {
    String name = newName();
    String id = create(name, "user");
    String session = login(name, PASSWORD);
    String own = "/v1/metadata/user:" + id + "/token.secret";
    done(session, "PUT", own, "{\"value\":\"planted-own-value\"}");
    assertThat(done(session, "GET", own + "?reveal=true", null).get("value").textValue())
        .isEqualTo("planted-own-value");
    done(admin, "PUT", "/v1/metadata/system:global/x.secret", "{\"value\":\"planted-system\"}");
    done(session, "GET", "/v1/metadata/system:global/x.secret", null);
    refused(
        403, "forbidden", session, "GET", "/v1/metadata/system:global/x.secret?reveal=true", null);
    refused(403, "forbidden", session, "PUT", "/v1/metadata/system:global/k", "{\"value\":\"v\"}");
    refused(403, "forbidden", session, "GET", "/v1/metadata/user:other", null);
    problem(server.get("/v1/metadata/system:global"), 401, "unauthenticated");
    assertThat(server.get("/v0.1/servers").statusCode())
        .as("common clients send none")
        .isEqualTo(200);
  }

  @Test
  void badRequestsNameTheirFields() {
    JsonNode problem =
        problem(
            call(
                admin,
                "POST",
                "/v1/users",
                "{\"username\":\"a b\",\"password\":\"weak\",\"rule\":\"user\"}"),
            400,
            "invalid_request");
    assertThat(problem.get("errors"))
        .extracting(error -> error.get("field").textValue())
        .containsExactlyInAnyOrder("rule", "username", "role", "password");
    assertThat(problem.toString()).doesNotContain("weak");
    refused(
        400,
        "invalid_request",
        admin,
        "POST",
        "/v1/users",
        "{\"username\":\"fine\",\"role\":\"queen\"}");
    refused(400, "invalid_json", admin, "POST", "/v1/users", "{");
    refused(404, "not_found", admin, "GET", "/v1/users/none", null);
    HttpResponse<String> basic = server.get("/v1/me", "Authorization", "Basic cm9vdDp4");
    problem(basic, 401, "unauthenticated");
    assertThat(basic.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer ");
  }

  @Test
  void theFilesOfTheDatabaseHoldNoCredential() throws IOException, SQLException {
    String name = newName();
    create(name, "user");
    String session = login(name, PASSWORD);
    String key =
        done(session, "POST", "/v1/me/api-keys", "{\"name\":\"stolen\"}").get("key").textValue();

    RawFiles files = RawFiles.of(database, "user_account, login_session, api_key");

    assertThat(files.holding(name)).as("the search works").isNotEmpty();
    for (String secret : List.of(PASSWORD, ADMIN_PASSWORD, session, admin, key)) {
      assertThat(files.holding(secret)).isEmpty();
    }
  }
}
