package dev.cartulary.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.testing.TestEngine;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests that are under way while what they were let in for is taken away. */
abstract class IdentityRaces extends IdentityServer {

  /** As many as one address may have at work that take a password. */
  private static final int AT_ONCE = 4;

  private static final int ROUNDS = 100;

  /** Each takes several password hashes. */
  private static final int HASHING_ROUNDS = 15;

  IdentityRaces(TestEngine engine) {
    super(engine);
  }

  private static <T> List<T> atOnce(int threads, List<Supplier<T>> calls) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<CompletableFuture<T>> running =
          calls.stream().map(call -> CompletableFuture.supplyAsync(call, pool)).toList();
      return running.stream().map(CompletableFuture::join).toList();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void whoWasDisabledChangesNothingAnyMore() throws IOException {
    String fired = create(newName(), "admin");
    String key = keyOf(fired);
    String team =
        done(admin, "POST", "/v1/teams", "{\"name\":\"" + newName() + "\"}").get("id").textValue();
    for (int round = 0; round < ROUNDS; round++) {
      String change = "{\"description\":\"round " + round + "\"}";
      List<Supplier<HttpResponse<String>>> calls = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        calls.add(() -> call(key, "PATCH", "/v1/teams/" + team, change));
      }
      calls.add(1, () -> call(admin, "PATCH", "/v1/users/" + fired, "{\"disabled\":true}"));
      for (HttpResponse<String> answer : atOnce(calls.size(), calls)) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 401);
      }
      done(admin, "PATCH", "/v1/users/" + fired, "{\"disabled\":false}");
    }
    assertNothingWasDoneWhileDisabled(fired);
    done(admin, "DELETE", "/v1/users/" + fired, null); // root is the last administrator again
  }

  private String keyOf(String user) {
    String name = done(admin, "GET", "/v1/users/" + user, null).get("username").textValue();
    String session = login(name, PASSWORD);
    return done(session, "POST", "/v1/me/api-keys", "{\"name\":\"k\"}").get("key").textValue();
  }

  /** The log has the changes in the order in which they were made. */
  private void assertNothingWasDoneWhileDisabled(String user) throws IOException {
    boolean disabled = false;
    int changes = 0;
    String log = call(admin, "GET", "/v1/audit-log?format=jsonl", null).body();
    for (String line : log.lines().toList()) {
      JsonNode row = JSON.readTree(line);
      if (row.at("/target/id").asText().equals(user)
          && row.get("action").asText().equals("user_update")) {
        disabled = row.at("/details/disabled").asText().equals("true");
      }
      if (row.at("/actor/id").asText().equals(user)
          && row.get("action").asText().equals("team_update")) {
        changes++;
        assertThat(disabled).as(line).isFalse();
      }
    }
    assertThat(changes).as("some were made before").isPositive();
  }

  @Test
  void aLoginUnderWayLeavesNoSessionToOneWhoIsDisabled() throws SQLException {
    String name = newName();
    String id = create(name, "user");
    for (int round = 0; round < HASHING_ROUNDS; round++) {
      execute("DELETE FROM login_attempt");
      CompletableFuture<HttpResponse<String>> login =
          CompletableFuture.supplyAsync(() -> loginAnswer(name, PASSWORD));
      done(admin, "PATCH", "/v1/users/" + id, "{\"disabled\":true}");
      HttpResponse<String> answer = login.join();
      done(admin, "PATCH", "/v1/users/" + id, "{\"disabled\":false}");
      assertIsOver(answer);
    }
  }

  @Test
  void aLoginUnderWayLeavesNoSessionWithTheFormerPassword() throws SQLException {
    String name = newName();
    String id = create(name, "user");
    String current = PASSWORD;
    for (int round = 0; round < HASHING_ROUNDS; round++) {
      execute("DELETE FROM login_attempt");
      String former = current;
      String next = PASSWORD + round;
      CompletableFuture<HttpResponse<String>> login =
          CompletableFuture.supplyAsync(() -> loginAnswer(name, former));
      reset(id, next);
      assertIsOver(login.join());
      current = next;
    }
  }

  private void reset(String id, String password) {
    done(admin, "PUT", "/v1/users/" + id + "/password", "{\"password\":\"" + password + "\"}");
  }

  private void assertIsOver(HttpResponse<String> login) {
    if (login.statusCode() == 200) { // it was before the change
      refused(
          401, "invalid_credentials", json(login).get("token").textValue(), "GET", "/v1/me", null);
    } else {
      problem(login, 401, "invalid_credentials");
    }
  }

  @Test
  void aResetIsNeverOverwrittenByAChangeUnderWay() throws SQLException {
    String name = newName();
    String id = create(name, "user");
    String current = PASSWORD;
    for (int round = 0; round < HASHING_ROUNDS; round++) {
      execute("DELETE FROM login_attempt");
      String thief = login(name, current);
      String change = change(current, OTHER_PASSWORD + round);
      CompletableFuture<HttpResponse<String>> changed =
          CompletableFuture.supplyAsync(() -> call(thief, "PUT", "/v1/me/password", change));
      current = PASSWORD + round;
      reset(id, current);
      assertThat(changed.join().statusCode()).isIn(204, 401, 409, 400);
      refused(401, "invalid_credentials", thief, "GET", "/v1/me", null);
    }
    login(name, current);
  }

  static String change(String current, String next) {
    return "{\"currentPassword\":\"" + current + "\",\"newPassword\":\"" + next + "\"}";
  }

  @Test
  void ofABurstOfGuessesFivePass() {
    String name = newName();
    create(name, "user");
    List<Supplier<Integer>> guesses =
        IntStream.range(0, ROUNDS)
            .<Supplier<Integer>>mapToObj(i -> () -> tryLogin(name, "x"))
            .toList();

    List<Integer> answers = atOnce(AT_ONCE, guesses);

    assertThat(answers).containsOnly(401, 429);
    assertThat(answers.stream().filter(status -> status == 401)).hasSize(5);
  }

  @Test
  void anAddressOfIpv6IsItsWholeNetwork() {
    String name = newName();
    create(name, "user");
    for (int i = 1; i <= 5; i++) {
      problem(guessFrom("2001:db8:1:1::" + i, name), 401, "invalid_credentials");
    }
    problem(guessFrom("2001:db8:1:1:ffff::6", name), 429, "too_many_requests");
    problem(guessFrom("2001:db8:1:2::1", name), 401, "invalid_credentials");
  }

  private HttpResponse<String> guessFrom(String address, String name) {
    return loginAnswer(name, "wrong", "X-Forwarded-For", address);
  }

  @Test
  void theCurrentPasswordIsNotGuessedThroughAChange() {
    String name = newName();
    String id = create(name, "user");
    String key = keyOf(id);
    String session = login(name, PASSWORD);
    refused(403, "forbidden", key, "PUT", "/v1/me/password", change(PASSWORD, OTHER_PASSWORD));
    for (int i = 0; i < 5; i++) {
      refused(
          400, "invalid_request", session, "PUT", "/v1/me/password", change("no", OTHER_PASSWORD));
    }
    refused(
        429,
        "too_many_requests",
        session,
        "PUT",
        "/v1/me/password",
        change(PASSWORD, OTHER_PASSWORD));
  }
}
