package dev.cartulary.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.testing.TestEngine;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists, several items at once, and batches, on every engine. */
abstract class MetadataListContract extends MetadataServerContract {

  MetadataListContract(TestEngine engine) {
    super(engine);
  }

  @Test
  void anOwnerWithoutItemsHasAnEmptyList() {
    JsonNode list = list("");
    assertThat(list.fieldNames()).toIterable().containsExactly("items", "count");
    assertThat(list.get("count").intValue()).isZero();
  }

  @Test
  void aPrefixIsTakenLiterally() {
    setAll("a%b", "a%c", "a_b", "axb", "A%b", "a", "a😀", "a\uFFFD");
    assertThat(keys(list("?prefix=a%25"))).containsExactly("a%b", "a%c");
    assertThat(keys(list("?prefix=a_"))).containsExactly("a_b");
    assertThat(keys(list("?prefix=a%F0%9F%98%80"))).containsExactly("a😀");
    assertThat(keys(list("?prefix=b"))).isEmpty();
    assertThat(keys(list("?prefix="))).hasSize(8);
    assertThat(keys(list("?prefix=a")))
        .containsExactly("a", "a%b", "a%c", "a_b", "axb", "a\uFFFD", "a😀");
  }

  @Test
  void aCursorGoesOnWhereThePageEnded() {
    List<String> all = IntStream.range(0, 250).mapToObj("k%03d"::formatted).toList();
    setAll(all.toArray(String[]::new));
    setAll("other");
    assertThat(list("").get("count").intValue()).isEqualTo(100);
    List<String> read = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    do {
      JsonNode page = list("?prefix=k&limit=30" + cursor);
      assertThat(page.get("count").intValue()).isEqualTo(page.get("items").size());
      read.addAll(keys(page));
      cursor = page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").textValue() : "";
      pages++;
    } while (!cursor.isEmpty());
    assertThat(read).isEqualTo(all);
    assertThat(pages).isEqualTo(9);
  }

  @Test
  void anEmptyParameterIsOneLeftOut() {
    setAll("a", "b");
    assertThat(keys(list("?limit=&prefix=&cursor="))).containsExactly("a", "b");
  }

  @Test
  void aPageThatHoldsTheLastItemHasNoCursor() {
    setAll("a", "b");
    assertThat(list("?limit=2").has("nextCursor")).isFalse();
    assertThat(list("?limit=1").has("nextCursor")).isTrue();
  }

  @Test
  void aPageOfLargeValuesEndsEarly() {
    String value = "x".repeat(1 << 20);
    for (int i = 0; i < 10; i++) {
      put("k" + i, value);
    }
    JsonNode first = list("?limit=1000");
    assertThat(first.get("count").intValue()).isBetween(1, 9);
    JsonNode rest = list("?limit=1000&cursor=" + first.get("nextCursor").textValue());
    assertThat(keys(first).size() + keys(rest).size()).isEqualTo(10);
    String keys =
        IntStream.range(0, 10).mapToObj(i -> "\"k" + i + "\"").collect(Collectors.joining(","));
    assertThat(fieldsOf(problem(batchGet("{\"keys\":[" + keys + "]}"), 400, "invalid_request")))
        .containsExactly("keys");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1001", "-1", "x", "1.5", "99999999999", "%20"})
  void refusesOtherLimits(String limit) {
    HttpResponse<String> answer = server.get("/v1/metadata/" + owner + "?limit=" + limit);
    assertThat(fieldsOf(problem(answer, 400, "invalid_request"))).containsExactly("limit");
  }

  @Test
  void refusesTheCursorOfAnotherList() {
    setAll("a", "b");
    String cursor = list("?limit=1").get("nextCursor").textValue();
    for (String path :
        List.of(
            owner + "?prefix=a&cursor=" + cursor,
            "team:other?cursor=" + cursor,
            owner + "?cursor=x" + cursor)) {
      assertThat(fieldsOf(problem(server.get("/v1/metadata/" + path), 400, "invalid_request")))
          .containsExactly("cursor");
    }
  }

  @Test
  void severalItemsComeInTheOrderAskedFor() {
    setAll("a", "b/ü", "c", "..");
    JsonNode answer = json(batchGet("{\"keys\":[\"c\",\"no\",\"b/ü\",\"..\",\"c\"]}"));
    assertThat(keys(answer)).containsExactly("c", "b/ü", "..");
    assertThat(answer.get("items").get(0).get("value").textValue()).isEqualTo("value of c");
    assertThat(answer.get("missing")).hasToString("[\"no\"]");
    assertThat(fieldsOf(problem(batchGet("{\"keys\":[\"a\",\"\"]}"), 400, "invalid_request")))
        .containsExactly("keys[1]");
    assertThat(fieldsOf(problem(batchGet("{}"), 400, "invalid_request"))).containsExactly("keys");
  }

  @Test
  void aBatchSetsAndDeletes() {
    setAll("old", "gone");
    JsonNode answer =
        json(
            batch(
                "{\"set\":[{\"key\":\"z\",\"value\":\"1\"},{\"key\":\"old\",\"value\":\"2\"}],"
                    + "\"delete\":[\"gone\",\"never\"]}"));
    assertThat(keysOfSet(answer)).containsExactly("z", "old");
    assertThat(answer.get("set").get(1).get("version").intValue()).isEqualTo(2);
    assertThat(answer.get("set").get(1).has("value")).isFalse();
    assertThat(answer.get("deleted")).hasToString("[\"gone\"]");
    assertThat(answer.get("missing")).hasToString("[\"never\"]");
    assertThat(keys(list(""))).containsExactly("old", "z");
    assertThat(etag(server.get(path("old"))))
        .isEqualTo(answer.get("set").get(1).get("etag").textValue());
  }

  @Test
  void aBatchIsDoneWholeOrNotAtAll() {
    String etag = etag(put("a", "1"));
    put("a", "2");
    String quoted = etag.replace("\"", "\\\"");
    JsonNode problem =
        problem(
            batch(
                "{\"set\":[{\"key\":\"b\",\"value\":\"x\"},{\"key\":\"a\",\"value\":\"x\","
                    + "\"ifMatch\":\""
                    + quoted
                    + "\"}],\"delete\":[\"c\"]}"),
            412,
            "precondition_failed");
    assertThat(problem.get("detail").textValue()).contains("set[1]");
    problem(
        batch("{\"set\":[{\"key\":\"a\",\"value\":\"x\",\"ifNoneMatch\":\"*\"}]}"),
        412,
        "precondition_failed");
    assertThat(
            fieldsOf(
                problem(
                    batch(
                        "{\"set\":[{\"key\":\"b\",\"value\":\"x\"},{\"key\":\"\\n\",\"value\":5}]}"),
                    400,
                    "invalid_request")))
        .containsExactly("set[1].key", "set[1].value");
    assertThat(keys(list(""))).containsExactly("a");
    assertThat(json(server.get(path("a"))).get("value").textValue()).isEqualTo("2");
  }

  @Test
  void aBatchChangesAKeyOnce() {
    assertThat(
            fieldsOf(
                problem(
                    batch("{\"set\":[{\"key\":\"a\",\"value\":\"x\"}],\"delete\":[\"b\",\"a\"]}"),
                    400,
                    "invalid_request")))
        .containsExactly("delete[1]");
    assertThat(keys(list(""))).isEmpty();
  }

  @Test
  void aBatchOfAThousandIsTakenAndOneOfMoreIsNot() {
    List<String> keys = IntStream.range(0, 1000).mapToObj("k%04d"::formatted).toList();
    setAll(keys.toArray(String[]::new));
    assertThat(keys(list("?limit=1000"))).isEqualTo(keys);
    problem(batch("{\"delete\":[" + "\"k\",".repeat(1000) + "\"k\"]}"), 400, "invalid_request");
    problem(batch("{}"), 400, "invalid_request");
  }

  @Test
  void concurrentBatchesOfTheSameKeysAllSucceed() throws Exception {
    List<String> keys =
        new ArrayList<>(IntStream.range(0, 30).mapToObj("\"k%02d\""::formatted).toList());
    List<Callable<HttpResponse<String>>> batches = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Collections.rotate(keys, 7);
      String sets =
          keys.stream()
              .limit(20)
              .map(key -> "{\"key\":" + key + ",\"value\":\"x\"}")
              .collect(Collectors.joining(","));
      String deletes = String.join(",", keys.subList(20, 30));
      batches.add(() -> batch("{\"set\":[" + sets + "],\"delete\":[" + deletes + "]}"));
    }
    ExecutorService executor = Executors.newFixedThreadPool(6);
    try {
      for (Future<HttpResponse<String>> answer : executor.invokeAll(batches)) {
        // 409 is the honest answer to a batch that others overtook again and again.
        assertThat(answer.get().statusCode()).as(answer.get().body()).isIn(200, 409);
      }
    } finally {
      executor.shutdownNow();
    }
    assertThat(list("").get("count").intValue()).isEqualTo(20);
  }

  @Test
  void batchesOfTheGlobalOwnerAreReached() {
    HttpResponse<String> answer =
        server.send(
            "POST",
            "/v1/metadata/system:global:batch",
            "{\"set\":[{\"key\":\"k\",\"value\":\"x\"}]}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(server.get("/v1/metadata/system:global/k")).get("value").textValue())
        .isEqualTo("x");
  }

  private HttpResponse<String> batchGet(String body) {
    return server.send("POST", "/v1/metadata/" + owner + ":batchGet", body);
  }

  private void setAll(String... keys) {
    String sets =
        List.of(keys).stream()
            .map(key -> "{\"key\":\"" + key + "\",\"value\":\"value of " + key + "\"}")
            .collect(Collectors.joining(","));
    HttpResponse<String> answer = batch("{\"set\":[" + sets + "]}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static List<String> keysOfSet(JsonNode answer) {
    List<String> keys = new ArrayList<>();
    answer.get("set").forEach(item -> keys.add(item.get("key").textValue()));
    return keys;
  }
}
