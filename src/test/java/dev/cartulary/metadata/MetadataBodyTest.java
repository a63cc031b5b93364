package dev.cartulary.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.cartulary.problem.FieldError;
import dev.cartulary.problem.ProblemException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataBodyTest {

  @Test
  void readsTheValueAsItIs() {
    assertThat(MetadataBody.value(bytes("{\"value\":\" \\\"ü\\n\",\"encrypted\":false}")))
        .isEqualTo(new MetadataBody.Value(" \"ü\n", false));
    assertThat(MetadataBody.value(bytes("{\"value\":\"\"}")))
        .isEqualTo(new MetadataBody.Value("", null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|value|is missing",
        "{\"value\":null}|value|not null",
        "{\"value\":5}|value|not a number; put it in double quotes",
        "{\"value\":{}}|value|not an object",
        "{\"value\":\"\",\"encrypted\":\"true\"}|encrypted|true or false",
        "{\"value\":\"\",\"encrypted\":null}|encrypted|true or false",
        "{\"value\":\"\",\"valeu\":1}|valeu|known are encrypted, value",
        "[]|body|not an array",
        "null|body|not null",
        "''|body|not nothing",
        "{\"value\":\"\\u0000\"}|value|U+0000",
        "{\"value\":\"\\ud800\"}|value|U+D800"
      })
  void saysWhereABodyIsWrong(String json, String field, String message) {
    ProblemException problem = refused(() -> MetadataBody.value(bytes(json)));
    assertThat(problem.errors())
        .singleElement()
        .satisfies(error -> {
          assertThat(error.field()).isEqualTo(field);
          assertThat(error.message()).contains(message);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "{\"value\":\"a\",\"value\":\"b\"}", "{\"value\":\"a\"} x", "{'a':1}"})
  void leavesMalformedJsonToTheMapper(String json) {
    assertThat(
            catchThrowableOfType(UncheckedIOException.class, () -> MetadataBody.value(bytes(json))))
        .hasCauseInstanceOf(JsonProcessingException.class);
  }

  @Test
  void readsABatchInItsOrder() {
    List<MetadataChange> changes =
        MetadataBody.changes(
            bytes(
                "{\"set\":[{\"key\":\"b\",\"value\":\"1\",\"ifMatch\":\"\\\"1-x\\\"\"},"
                    + "{\"key\":\"a\",\"value\":\"2\"}],\"delete\":[\"c\"]}"));
    assertThat(changes).extracting(change -> change.key().text()).containsExactly("b", "a", "c");
    assertThat(changes).extracting(MetadataChange::isDelete).containsExactly(false, false, true);
    assertThat(changes.get(0).condition().pinsVersion()).isTrue();
  }

  @Test
  void namesEveryWrongPartOfABatch() {
    ProblemException problem =
        refused(() ->
            MetadataBody.changes(
                bytes(
                    "{\"set\":[{\"key\":\"a\",\"value\":\"1\"},{\"key\":\"\",\"value\":2},7,"
                        + "{\"key\":\"c\",\"value\":\"\",\"ifMatch\":\"3\",\"x\":1}],"
                        + "\"delete\":[null,\"a\\tb\"]}")));
    assertThat(problem.errors())
        .extracting(FieldError::field)
        .containsExactly(
            "set[1].key",
            "set[1].value",
            "set[2]",
            "set[3].x",
            "set[3].ifMatch",
            "delete[0]",
            "delete[1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"set\":[]}", "{\"set\":[],\"delete\":[]}"})
  void refusesABatchOfNothing(String json) {
    assertThat(refused(() -> MetadataBody.changes(bytes(json))).detail()).contains("not 0");
  }

  @Test
  void takesAThousandOperationsAndNoMore() {
    String keys = "\"k\",".repeat(999) + "\"k\"";
    assertThat(MetadataBody.changes(bytes("{\"delete\":[" + keys + "]}"))).hasSize(1000);
    assertThat(
            refused(() -> MetadataBody.changes(bytes("{\"delete\":[" + keys + ",\"k\"]}")))
                .detail())
        .contains("not 1001");
  }

  @Test
  void theAnswerToAWrongBodyStaysSmall() {
    String numbers = "1,".repeat(15_000) + "1";
    ProblemException tooMany =
        refused(() -> MetadataBody.keys(bytes("{\"x\":1,\"keys\":[" + numbers + "]}")));
    assertThat(tooMany.errors()).extracting(FieldError::field).containsExactly("x", "keys");

    StringBuilder members = new StringBuilder("\"value\":\"v\"");
    for (int i = 0; i < 1000; i++) {
      members.append(",\"x").append(i).append("\":1");
    }
    ProblemException unknown = refused(() -> MetadataBody.value(bytes("{" + members + "}")));
    assertThat(unknown.errors()).hasSize(101);
    assertThat(unknown.errors().get(100))
        .isEqualTo(new FieldError("body", "has 900 more wrong parts"));
  }

  private static ProblemException refused(Runnable reading) {
    return catchThrowableOfType(ProblemException.class, reading::run);
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
