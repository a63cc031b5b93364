package dev.cartulary.http.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Await;
import dev.cartulary.testing.ServerContract;
import dev.cartulary.testing.Sql;
import dev.cartulary.testing.TestEngine;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may rely on that sends a request with an {@code Idempotency-Key} again. */
abstract class IdempotencyContract extends ServerContract {

  private static final int AT_ONCE = 8;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration LIFETIME = Duration.ofMinutes(2);

  private String item;
  private String key;

  IdempotencyContract(TestEngine engine) {
    super(engine);
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("IDEMPOTENCY_KEY_LIFETIME", LIFETIME.toMinutes() + "m");
  }

  @BeforeEach
  void takeANewItemAndKey() {
    item = "/v1/metadata/user:jane/" + UUID.randomUUID();
    key = UUID.randomUUID().toString();
  }

  @Test
  void aRepeatedPutChangesNothingAndGetsTheSameAnswer() {
    HttpResponse<String> unkeyed = put("before \"x\"");
    HttpResponse<String> first = put("ü \"value\":\"v\" \\ 😀", "Idempotency-Key", key);
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
    assertThat(first.headers().firstValue("Content-Type"))
        .isEqualTo(unkeyed.headers().firstValue("Content-Type"));
    assertThat(server.get(item).body()).isEqualTo(first.body());

    assertReplayed(put("ü \"value\":\"v\" \\ 😀", "Idempotency-Key", "\"" + key + "\""), first);
    assertThat(put("other").body()).contains("\"version\":3");
    assertReplayed(put("ü \"value\":\"v\" \\ 😀", "Idempotency-Key", key), first);
    assertThat(server.get(item).body()).contains("\"version\":3", "\"other\"");
  }

  @Test
  void aRepeatedCreationIsStill201AndItsConditionIsNotAskedAgain() {
    String[] headers = {"Idempotency-Key", key, "If-None-Match", "*"};
    HttpResponse<String> first = put("a", headers);
    assertThat(first.statusCode()).isEqualTo(201);
    assertReplayed(put("a", headers), first);
  }

  @Test
  void aRepeatedDeleteIsStill204() {
    put("a");
    HttpResponse<String> first = server.send("DELETE", item, null, "Idempotency-Key", key);
    assertThat(first.statusCode()).isEqualTo(204);
    assertReplayed(server.send("DELETE", item, null, "Idempotency-Key", key), first);
    put("b");
    assertReplayed(server.send("DELETE", item, null, "Idempotency-Key", key), first);
    assertThat(server.get(item).statusCode()).isEqualTo(200);
  }

  @Test
  void aRepeatedBatchIsCarriedOutOnce() {
    String owner = "/v1/metadata/user:" + UUID.randomUUID();
    String body =
        """
        {"set": [{"key": "a", "value": "secret of a", "ifNoneMatch": "*"},
                 {"key": "b", "value": "2"}], "delete": ["c"]}\
        """;
    HttpResponse<String> first =
        server.send("POST", owner + ":batch", body, "Idempotency-Key", key);
    assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
    assertReplayed(server.send("POST", owner + ":batch", body, "Idempotency-Key", key), first);
    assertThat(server.get(owner + "/b").body()).contains("\"version\":1");
    assertProblem(
        server.send("POST", owner + ":batch", body + " ", "Idempotency-Key", key),
        422,
        "idempotency_key_reused");
  }

  @Test
  void aKeyIsForOneRequestOnly() {
    HttpResponse<String> first = put("a", "Idempotency-Key", key);
    String etag = first.headers().firstValue("ETag").orElseThrow();
    for (HttpResponse<String> other :
        List.of(
            put("b", "Idempotency-Key", key),
            put("a", "Idempotency-Key", key, "If-Match", etag),
            server.send("DELETE", item, null, "Idempotency-Key", key),
            server.send("PUT", item + "x", body("a"), "Idempotency-Key", key))) {
      assertProblem(other, 422, "idempotency_key_reused");
      assertThat(other.body()).contains("new UUID").doesNotContain(key);
    }
    assertThat(server.get(item).body()).isEqualTo(first.body());
    assertThat(server.get(item + "x").statusCode()).isEqualTo(404);
    assertThat(server.get(item, "Idempotency-Key", key).statusCode()).isEqualTo(200);
  }

  @Test
  void whatWasRefusedIsCarriedOutWhenItIsSentAgain() {
    String[] headers = {"Idempotency-Key", key, "If-Match", "*"};
    assertProblem(put("a", headers), 412, "precondition_failed");
    assertProblem(server.send("DELETE", item, null, "Idempotency-Key", key), 404, "not_found");
    assertProblem(
        server.send("PUT", item, "{\"value\":1}", "Idempotency-Key", key), 400, "invalid_request");
    put("before");
    HttpResponse<String> carriedOut = put("a", headers);
    assertThat(carriedOut.body()).contains("\"version\":2");
    assertThat(carriedOut.headers().firstValue("Idempotency-Replayed")).isEmpty();
    assertReplayed(put("a", headers), carriedOut);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"\"", "\"a", "kkkkkkkk"})
  void aKeyOfWrongFormIs400AndNothingIsChanged(String wrong) {
    String header = wrong.startsWith("k") ? wrong.repeat(32) : wrong;
    HttpResponse<String> answer = put("a", "Idempotency-Key", header);
    assertProblem(answer, 400, "invalid_request");
    assertThat(answer.body()).contains("\"field\":\"Idempotency-Key\"", "1 to 255");
    assertThat(server.get(item, "Idempotency-Key", header).statusCode()).isEqualTo(404);
  }

  @Test
  void ofRequestsWithOneKeyAtTheSameTimeOneIsCarriedOut() {
    String etag = put("before").headers().firstValue("ETag").orElseThrow();
    List<HttpResponse<String>> answers =
        atOnce(i -> put("a", "Idempotency-Key", key, "If-Match", etag));
    assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
    assertThat(answers).extracting(HttpResponse::body).containsOnly(server.get(item).body());
    assertThat(answers)
        .filteredOn(answer -> answer.headers().firstValue("Idempotency-Replayed").isEmpty())
        .hasSize(1);
    assertThat(server.get(item).body()).contains("\"version\":2");
  }

  @Test
  void ofDifferentRequestsWithOneKeyAtTheSameTimeOneIsCarriedOut() {
    List<HttpResponse<String>> answers =
        atOnce(i -> put(Integer.toString(i), "Idempotency-Key", key));
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() != 201)
        .allSatisfy(answer -> assertProblem(answer, 422, "idempotency_key_reused"));
    assertThat(server.get(item).body()).contains("\"version\":1");
  }

  @Test
  void anExpiredKeyCountsAsNewEvenForSeveralAtTheSameTime() throws SQLException {
    put("a", "Idempotency-Key", key);
    long now = System.currentTimeMillis() * 1000;
    assertThat(number("SELECT MAX(expires_at) FROM idempotency_key"))
        .isBetween(now, now + LIFETIME.toMillis() * 1000);

    Sql.execute(database, "UPDATE idempotency_key SET expires_at = " + now);
    List<HttpResponse<String>> answers = atOnce(i -> put("b", "Idempotency-Key", key));

    assertThat(answers).extracting(HttpResponse::body).containsOnly(server.get(item).body());
    assertThat(server.get(item).body()).contains("\"version\":2", "\"b\"");
  }

  @Test
  void theDatabaseHoldsNeitherTheKeyNorTheValue() throws SQLException {
    put("very secret", "Idempotency-Key", key);
    List<String> rows =
        Sql.rows(database, "SELECT * FROM idempotency_key").stream().flatMap(List::stream).toList();
    assertThat(rows).contains("anonymous").noneMatch(it -> it.contains("very secret"));
    assertThat(rows).noneMatch(it -> it.contains(key));
  }

  @Test
  void aKilledServerAnswersAgainAfterItsStartAndRemovesWhatHasExpired() throws Exception {
    HttpResponse<String> first = put("a", "Idempotency-Key", key);
    for (int i = 0; i < 250; i++) {
      Sql.execute(
          database,
          "INSERT INTO idempotency_key"
              + " (id, scope, fingerprint, answer_status, answer_headers, expires_at)"
              + " VALUES ('expired"
              + i
              + "', 'anonymous', 'x', 204, '', 1)");
    }
    server.kill();
    server = start();

    assertReplayed(put("a", "Idempotency-Key", key), first);
    String expired = "SELECT COUNT(*) FROM idempotency_key WHERE expires_at = 1";
    Await.until(LIMIT, "the expired keys are removed", () -> number(expired) == 0);
    assertReplayed(put("a", "Idempotency-Key", key), first);
  }

  private HttpResponse<String> put(String value, String... headers) {
    return server.send("PUT", item, body(value), headers);
  }

  private static String body(String value) {
    return "{\"value\":\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
  }

  private static List<HttpResponse<String>> atOnce(IntFunction<HttpResponse<String>> request) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<CompletableFuture<HttpResponse<String>>> running = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        int number = i;
        running.add(CompletableFuture.supplyAsync(() -> request.apply(number), threads));
      }
      return running.stream().map(CompletableFuture::join).toList();
    } finally {
      threads.shutdown();
    }
  }

  private static void assertReplayed(HttpResponse<String> answer, HttpResponse<String> first) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(first.statusCode());
    assertThat(answer.body()).isEqualTo(first.body());
    assertThat(answer.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    for (String name : List.of("ETag", "Content-Type")) {
      assertThat(answer.headers().allValues(name)).isEqualTo(first.headers().allValues(name));
    }
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
    assertThat(answer.headers().firstValue("Idempotency-Replayed")).isEmpty();
  }

  private long number(String query) {
    try {
      return Sql.number(database, query);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
