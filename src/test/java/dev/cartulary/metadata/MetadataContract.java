package dev.cartulary.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.testing.TestEngine;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients may rely on over HTTP, on every engine. */
abstract class MetadataContract extends MetadataServerContract {

  MetadataContract(TestEngine engine) {
    super(engine);
  }

  @Test
  void aPutItemIsReadBackAsItIs() {
    String value = "line 1\nline 2 \"ü😀\" \\ %s ${x} \u0001\t ";
    HttpResponse<String> created = put("greeting", value);
    assertThat(created.statusCode()).isEqualTo(201);
    JsonNode item = json(server.get(path("greeting")));
    assertThat(item).isEqualTo(json(created));
    assertThat(item.fieldNames())
        .toIterable()
        .containsExactly(
            "owner", "key", "value", "encrypted", "version", "etag", "createdAt", "updatedAt");
    assertThat(item.get("owner").textValue()).isEqualTo(owner);
    assertThat(item.get("key").textValue()).isEqualTo("greeting");
    assertThat(item.get("value").textValue()).isEqualTo(value);
    assertThat(item.get("encrypted").booleanValue()).isFalse();
    assertThat(item.get("version").longValue()).isEqualTo(1);
    assertThat(item.get("createdAt").textValue())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z")
        .isEqualTo(item.get("updatedAt").textValue());
  }

  @Test
  void aSecondPutMakesANewVersionAndKeepsTheTimeOfCreation() {
    JsonNode first = json(put("k", "a"));
    HttpResponse<String> replaced = put("k", "a");
    assertThat(replaced.statusCode()).isEqualTo(200);
    JsonNode second = json(replaced);
    assertThat(second.get("version").longValue()).isEqualTo(2);
    assertThat(second.get("createdAt")).isEqualTo(first.get("createdAt"));
    assertThat(second.get("updatedAt").textValue())
        .isGreaterThanOrEqualTo(first.get("updatedAt").textValue());
    assertThat(etag(replaced)).isEqualTo(second.get("etag").textValue());
  }

  @ParameterizedTest
  @CsvSource({
    "a/b,a%2Fb",
    "ü,%C3%BC",
    "100%,100%25",
    "a b,a%20b",
    "a+b,a+b",
    "a+b,a%2Bb",
    "..a,..a",
    "a/../b,a%2F..%2Fb",
    "😀,%F0%9F%98%80",
    "a:batch,a:batch",
    "'[a;b=c]','%5Ba%3Bb=c%5D'",
    "a?b#c,a%3Fb%23c",
    "a\\b,a%5Cb",
    "/,%2F"
  })
  void everyKeyIsOnePathSegment(String key, String segment) {
    String path = "/v1/metadata/" + owner + "/" + segment;
    assertThat(server.send("PUT", path, body("x")).statusCode()).isEqualTo(201);
    assertThat(json(server.get(path)).get("key").textValue()).isEqualTo(key);
    assertThat(keys(list(""))).containsExactly(key);
    assertThat(server.send("DELETE", path, null).statusCode()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%00b", "a%0Ab", "%7F", "%C2%85", "%FF", "%ED%A0%80"})
  void refusesKeysWithControlCharactersAndBrokenText(String segment) {
    HttpResponse<String> answer =
        server.send("PUT", "/v1/metadata/" + owner + "/" + segment, body("x"));
    assertThat(fieldsOf(problem(answer, 400, "invalid_request"))).containsExactly("key");
  }

  @Test
  void takesKeysOf255CharactersAndValuesOfOneMebibyte() {
    String key = "😀".repeat(255);
    assertThat(put(key, "ü".repeat(1 << 19)).statusCode()).isEqualTo(201);
    assertThat(json(server.get(path(key))).get("value").textValue()).hasSize(1 << 19);
    assertThat(fieldsOf(problem(put(key + "x", ""), 400, "invalid_request")))
        .containsExactly("key");
    assertThat(fieldsOf(problem(put("k", "a".repeat((1 << 20) + 1)), 400, "invalid_request")))
        .containsExactly("value");
  }

  @Test
  void caseAndSpacesTellKeysAndOwnersApart() {
    for (String key : List.of("k", "K", "k ", " k", "é", "e", "e\u0301", "ß", "ss")) {
      assertThat(put(key, key).statusCode()).isEqualTo(201);
    }
    for (String key : List.of("k", "K", "k ", " k", "é", "e", "e\u0301", "ß", "ss")) {
      assertThat(json(server.get(path(key))).get("value").textValue()).isEqualTo(key);
    }
    assertThat(keys(list("")))
        .containsExactly(" k", "K", "e", "e\u0301", "k", "k ", "ss", "ß", "é");
    String other = "user:" + owner.substring("user:".length()).toUpperCase(Locale.ROOT);
    assertThat(server.get("/v1/metadata/" + other + "/k").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"system:other", "user:", "group:a", "user:a%20b", "system:global:batch"})
  void refusesAnythingThatIsNoOwner(String segment) {
    assertThat(fieldsOf(problem(server.get("/v1/metadata/" + segment), 400, "invalid_request")))
        .containsExactly("owner");
    assertThat(
            fieldsOf(
                problem(
                    server.send("PUT", "/v1/metadata/" + segment + "/k", body("")),
                    400,
                    "invalid_request")))
        .containsExactly("owner");
  }

  @ParameterizedTest
  @ValueSource(strings = {"system:global", "team:a", "user:jane.doe+x@example.org"})
  void keepsOwnersApart(String other) {
    String path = "/v1/metadata/" + other + "/" + encode(owner);
    assertThat(server.send("PUT", path, body("x")).statusCode()).isEqualTo(201);
    assertThat(server.get(path(owner)).statusCode()).isEqualTo(404);
    assertThat(json(server.get(path.replace(":", "%3A"))).get("owner").textValue())
        .isEqualTo(other);
  }

  @Test
  void aMissingItemIsAProblem() {
    JsonNode problem = problem(server.get(path("none")), 404, "not_found");
    assertThat(problem.get("detail").textValue()).contains(owner, "none");
    problem(server.send("DELETE", path("none"), null), 404, "not_found");
    problem(server.send("DELETE", path("none"), null, "If-Match", "*"), 404, "not_found");
  }

  @Test
  void wrongBodiesAreNamed() {
    assertThat(fieldsOf(problem(putRaw("{}"), 400, "invalid_request"))).containsExactly("value");
    assertThat(fieldsOf(problem(putRaw("{\"value\":5,\"x\":1}"), 400, "invalid_request")))
        .containsExactlyInAnyOrder("value", "x");
    assertThat(fieldsOf(problem(putRaw("{\"value\":\"\\u0000\"}"), 400, "invalid_request")))
        .containsExactly("value");
    problem(putRaw("{\"value\":"), 400, "invalid_json");
    problem(putRaw(""), 400, "invalid_request");
    assertThat(server.get(path("k")).statusCode()).isEqualTo(404);
  }

  @Test
  void anEncryptedValueIsShownToWhoAsksForItOnly() {
    HttpResponse<String> created = putRaw("{\"value\":\"s3cret ü\",\"encrypted\":true}");
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(json(created)).isEqualTo(json(server.get(path("k"))));
    assertThat(json(created).get("encrypted").booleanValue()).isTrue();
    assertThat(created.headers().firstValue("Cache-Control")).contains("no-store");

    HttpResponse<String> revealed = server.get(path("k") + "?reveal=true");
    assertThat(json(revealed).get("value").textValue()).isEqualTo("s3cret ü");
    assertThat(revealed.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(etag(revealed)).isEqualTo(etag(created));
    problem(server.get(path("k") + "?reveal=yes"), 400, "invalid_request");

    for (String body :
        List.of(
            created.body(),
            server.get(path("k")).body(),
            server.get("/v1/metadata/" + owner).body(),
            server
                .send("POST", "/v1/metadata/" + owner + ":batchGet", "{\"keys\":[\"k\"]}")
                .body())) {
      assertThat(body).contains("\"encrypted\":true").doesNotContain("s3cret");
    }
  }

  @Test
  void aValueStaysEncryptedUntilSomebodySaysOtherwise() {
    putRaw("{\"value\":\"one\",\"encrypted\":true}");
    assertThat(json(put("k", "two")).get("encrypted").booleanValue()).isTrue();
    assertThat(json(server.get(path("k") + "?reveal=true")).get("value").textValue())
        .isEqualTo("two");
    JsonNode clear = json(putRaw("{\"value\":\"three\",\"encrypted\":false}"));
    assertThat(clear.get("encrypted").booleanValue()).isFalse();
    assertThat(clear.get("value").textValue()).isEqualTo("three");
    assertThat(json(put("k", "four")).get("encrypted").booleanValue()).isFalse();
  }

  @Test
  void theSettingsMayDemandEncryption() {
    assertThat(json(put("mail.password", "x")).get("encrypted").booleanValue()).isTrue();
    JsonNode batch =
        json(
            batch(
                "{\"set\":[{\"key\":\"db_secret\",\"value\":\"x\"},{\"key\":\"a\",\"value\":\"y\"}]}"));
    assertThat(batch.get("set").get(0).get("encrypted").booleanValue()).isTrue();
    assertThat(batch.get("set").get(1).get("encrypted").booleanValue()).isFalse();

    JsonNode problem =
        problem(
            batch(
                "{\"set\":[{\"key\":\"b\",\"value\":\"x\"},"
                    + "{\"key\":\"c.secret\",\"value\":\"x\",\"encrypted\":false}]}"),
            400,
            "invalid_request");
    assertThat(fieldsOf(problem)).containsExactly("set[1].encrypted");
    assertThat(keys(list(""))).containsExactly("a", "db_secret", "mail.password");
  }

  @Test
  void readersWithTheCurrentVersionGetNoBody() {
    String etag = etag(put("k", "a"));
    HttpResponse<String> same = server.get(path("k"), "If-None-Match", etag);
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(etag(same)).isEqualTo(etag);
    assertThat(server.get(path("k"), "If-None-Match", "W/" + etag).statusCode()).isEqualTo(304);
    assertThat(server.get(path("k"), "If-None-Match", "\"x\", " + etag).statusCode())
        .isEqualTo(304);
    put("k", "b");
    assertThat(server.get(path("k"), "If-None-Match", etag).statusCode()).isEqualTo(200);
    problem(server.get(path("k"), "If-Match", etag), 412, "precondition_failed");
  }

  @Test
  void aPutWithAnOldETagChangesNothing() {
    String old = etag(put("k", "a"));
    String current = etag(put("k", "b", "If-Match", old));
    problem(put("k", "c", "If-Match", old), 412, "precondition_failed");
    problem(put("k", "c", "If-Match", "W/" + current), 412, "precondition_failed");
    problem(put("k", "c", "If-None-Match", "*"), 412, "precondition_failed");
    problem(put("k", "c", "If-None-Match", current), 412, "precondition_failed");
    problem(put("none", "c", "If-Match", "*"), 412, "precondition_failed");
    problem(put("none", "c", "If-Match", current), 412, "precondition_failed");
    assertThat(json(server.get(path("k"))).get("value").textValue()).isEqualTo("b");
    assertThat(put("k", "d", "If-Match", "\"x\", " + current).statusCode()).isEqualTo(200);
    assertThat(put("k", "e", "If-Match", "*").statusCode()).isEqualTo(200);
    assertThat(put("new", "f", "If-None-Match", "*").statusCode()).isEqualTo(201);
    assertThat(server.get(path("none")).statusCode()).isEqualTo(404);
  }

  @Test
  void anETagNeverMatchesAnItemThatWasDeletedAndCreatedAgain() {
    String old = etag(put("k", "a"));
    assertThat(server.send("DELETE", path("k"), null).statusCode()).isEqualTo(204);
    assertThat(put("k", "b").statusCode()).isEqualTo(201);
    problem(put("k", "c", "If-Match", old), 412, "precondition_failed");
    assertThat(server.get(path("k"), "If-None-Match", old).statusCode()).isEqualTo(200);
  }

  @Test
  void aDeleteHonoursIfMatch() {
    String old = etag(put("k", "a"));
    String current = etag(put("k", "b"));
    problem(server.send("DELETE", path("k"), null, "If-Match", old), 412, "precondition_failed");
    assertThat(server.send("DELETE", path("k"), null, "If-Match", current).statusCode())
        .isEqualTo(204);
    assertThat(server.get(path("k")).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "\"3", "*, \"3\"", ""})
  void malformedConditionsAreNamed(String header) {
    put("k", "a");
    assertThat(fieldsOf(problem(put("k", "b", "If-Match", header), 400, "invalid_request")))
        .containsExactly("If-Match");
    assertThat(
            fieldsOf(
                problem(server.get(path("k"), "If-None-Match", header), 400, "invalid_request")))
        .containsExactly("If-None-Match");
  }

  @Test
  void writersWithTheSameETagNeverLoseAnUpdate() throws Exception {
    put("counter", "0");
    int writers = 8;
    List<Integer> won = Collections.synchronizedList(new ArrayList<>());
    inParallel(
        writers,
        () -> {
          for (int i = 0; i < 10; i++) {
            HttpResponse<String> read = server.get(path("counter"));
            int count = Integer.parseInt(json(read).get("value").textValue());
            HttpResponse<String> written =
                put("counter", Integer.toString(count + 1), "If-Match", etag(read));
            assertThat(written.statusCode()).as(written.body()).isIn(200, 412);
            if (written.statusCode() == 200) {
              won.add(count + 1);
            }
          }
          return null;
        });
    JsonNode counter = json(server.get(path("counter")));
    assertThat(won).isNotEmpty().doesNotHaveDuplicates();
    assertThat(counter.get("value").textValue()).isEqualTo(Integer.toString(won.size()));
    assertThat(counter.get("version").intValue()).isEqualTo(won.size() + 1);
  }

  @Test
  void ofConcurrentCreatorsOneWins() throws Exception {
    List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
    inParallel(8, () -> statuses.add(put("new", "x", "If-None-Match", "*").statusCode()));
    assertThat(statuses).hasSize(8).containsOnlyOnce(201).containsOnly(201, 412);
  }

  @Test
  void concurrentPutsAndDeletesWithoutConditionsNeverFail() throws Exception {
    List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
    List<Integer> deletions = Collections.synchronizedList(new ArrayList<>());
    inParallel(
        8,
        () -> {
          for (int i = 0; i < 20; i++) {
            statuses.add(put("k" + i % 2, "x").statusCode());
            if (i % 2 == 0) {
              deletions.add(server.send("DELETE", path("k0"), null).statusCode());
            }
          }
          return null;
        });
    assertThat(statuses).hasSize(160).containsOnly(200, 201);
    assertThat(deletions).hasSize(80).allMatch(status -> status == 204 || status == 404);
    long created = statuses.stream().filter(status -> status == 201).count();
    long deleted = deletions.stream().filter(status -> status == 204).count();
    assertThat(created - deleted).isEqualTo(keys(list("")).size());
  }

  private static void inParallel(int threads, Callable<?> work) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      for (Future<?> done : executor.invokeAll(Collections.nCopies(threads, work))) {
        done.get();
      }
    } finally {
      executor.shutdownNow();
    }
  }
}
