package dev.cartulary.registry.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cartulary.problem.FieldError;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.source.format.EntryType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryBodyTest {

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theDocumentStaysAsItWasSent() {
    EntryBody body =
        EntryBody.read(
            bytes(
                """
                {"claims": {"groups": ["b", "a"]},
                 "skill": {"version": "1.0", "name": "x", "namespace": "com.example", "n": 1.50},
                 "source": "own"}
                """));
    assertThat(body.type()).isEqualTo(EntryType.SKILL);
    assertThat(body.name()).isEqualTo("com.example/x");
    assertThat(body.version()).isEqualTo("1.0");
    assertThat(body.document())
        .isEqualTo("{\"version\":\"1.0\",\"name\":\"x\",\"namespace\":\"com.example\",\"n\":1.50}");
    assertThat(body.source()).contains("own");
    assertThat(body.registry()).isEmpty();
    assertThat(body.claims()).contains("[{\"groups\":[\"a\",\"b\"]}]");
  }

  @Test
  void whatIsLeftOutOrNullIsEmpty() {
    EntryBody body = EntryBody.read(bytes("{\"server\":{},\"claims\":null,\"registry\":null}"));
    assertThat(body.type()).isEqualTo(EntryType.SERVER);
    assertThat(body.name()).isEmpty();
    assertThat(body.claims()).isEmpty();
    assertThat(body.registry()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|body",
        "{}|body",
        "{\"server\":{},\"skill\":{}}|body",
        "{\"server\":1}|server",
        "{\"server\":{},\"tool\":{}}|tool",
        "{\"server\":{},\"source\":7}|source",
        "{\"server\":{},\"registry\":\" \"}|registry",
        "{\"server\":{},\"source\":\"a\",\"registry\":\"b\"}|source",
        "{\"server\":{},\"claims\":[]}|claims"
      })
  void whatIsWrongIsNamed(String json, String field) {
    assertThatThrownBy(() -> EntryBody.read(bytes(json)))
        .asInstanceOf(type(ProblemException.class))
        .satisfies(refused -> {
          assertThat(refused.type()).isEqualTo(ProblemType.INVALID_REQUEST);
          assertThat(refused.errors()).extracting(FieldError::field).containsExactly(field);
        });
  }

  @Test
  void aBodyOfClaimsHasNothingElse() {
    assertThat(EntryBody.onlyClaims(bytes("{\"claims\":null}"))).isEmpty();
    assertThat(EntryBody.onlyClaims(bytes("{\"claims\":[{\"org\":\"acme\"}]}")))
        .contains("[{\"org\":[\"acme\"]}]");
    for (String wrong : List.of("{}", "[]", "{\"claims\":null,\"x\":1}", "{\"claims\":{}}")) {
      assertThatThrownBy(() -> EntryBody.onlyClaims(bytes(wrong)))
          .as(wrong)
          .isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void aPlaceInADocumentIsNamedBelowTheMember() {
    ProblemException inner =
        ProblemException.naming(
            ProblemType.INVALID_DOCUMENT,
            "wrong",
            List.of(FieldError.ofBody("packages[0]", "bad", null), FieldError.ofBody("", "x", "y")),
            null);
    ProblemException outer = EntryDrafts.within("server", inner);
    assertThat(outer.type()).isEqualTo(ProblemType.INVALID_DOCUMENT);
    assertThat(outer.errors())
        .containsExactly(
            new FieldError("server.packages[0]", "bad", "body.server.packages[0]", null),
            new FieldError("server", "x", "body.server", "y"));
  }
}
