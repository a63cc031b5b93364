package dev.cartulary.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.testing.ServerContract;
import dev.cartulary.testing.TestEngine;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;

/** One server on one empty database per suite, and an owner of its own per test. */
abstract class MetadataServerContract extends ServerContract {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicInteger OWNERS = new AtomicInteger();

  String owner;

  MetadataServerContract(TestEngine engine) {
    super(engine);
  }

  @BeforeEach
  void takeNewOwner() {
    owner = "user:owner" + OWNERS.incrementAndGet();
  }

  String path(String key) {
    return "/v1/metadata/" + owner + "/" + encode(key);
  }

  HttpResponse<String> put(String key, String value, String... headers) {
    return server.send("PUT", path(key), body(value), headers);
  }

  HttpResponse<String> putRaw(String body) {
    return server.send("PUT", path("k"), body);
  }

  HttpResponse<String> batch(String body) {
    return server.send("POST", "/v1/metadata/" + owner + ":batch", body);
  }

  JsonNode list(String query) {
    HttpResponse<String> answer = server.get("/v1/metadata/" + owner + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer);
  }

  static List<String> keys(JsonNode list) {
    List<String> keys = new ArrayList<>();
    list.get("items").forEach(item -> keys.add(item.get("key").textValue()));
    return keys;
  }

  static String etag(HttpResponse<String> answer) {
    return answer.headers().firstValue("ETag").orElseThrow(() -> new AssertionError(answer.body()));
  }

  static String body(String value) {
    return JSON.createObjectNode().put("value", value).toString();
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
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
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    JsonNode problem = json(answer);
    assertThat(problem.get("code").textValue()).isEqualTo(code);
    return problem;
  }

  static List<String> fieldsOf(JsonNode problem) {
    List<String> fields = new ArrayList<>();
    problem.get("errors").forEach(error -> fields.add(error.get("field").textValue()));
    return fields;
  }
}
