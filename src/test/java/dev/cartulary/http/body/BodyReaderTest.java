package dev.cartulary.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.cartulary.config.Secret;
import dev.cartulary.problem.FieldErrors;
import dev.cartulary.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body may be, may cost, and what is said of a wrong one. */
class BodyReaderTest {

  record Sample(
      @Nullable String name,
      @Nullable Boolean flag,
      @Nullable List<String> words,
      @Nullable Secret password)
      implements JsonBody {
    void check(BodyFaults faults) {
      faults.required("name", name);
      faults.check(
          "name",
          name,
          text -> {
            if (text.length() < 2) {
              throw ProblemException.invalid("anything", "write more");
            }
          });
      faults.check(
          "words",
          words,
          list -> {
            if (list.contains("bad")) {
              throw ProblemException.invalid("words[" + list.indexOf("bad") + "]", "is bad");
            }
          });
    }
  }

  @Test
  void aBodyBecomesARecord() {
    Sample body =
        read("{\"name\":\"Ann\",\"flag\":true,\"words\":[\"a\",\"b\"],\"password\":\"Secret-12\"}");
    assertThat(body.name()).isEqualTo("Ann");
    assertThat(body.flag()).isTrue();
    assertThat(body.words()).containsExactly("a", "b");
    assertThat(body.password()).isEqualTo(new Secret("Secret-12"));
    assertThat(body.toString()).doesNotContain("Secret-12");
  }

  @Test
  void whatIsLeftOutOrNullIsAbsent() {
    Sample body = read("{\"name\":\"Ann\",\"words\":null,\"password\":null}");
    assertThat(body.flag()).isNull();
    assertThat(body.words()).isNull();
    assertThat(body.password()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|name: is missing",
        "{\"name\":null}|name: is missing",
        "{\"name\":1}|name: write a text",
        "{\"name\":true}|name: write a text",
        "{\"name\":{}}|name: write a text",
        "{\"name\":[]}|name: write a text",
        "{\"name\":\"x\"}|name: write more",
        "{\"name\":\"\"}|name: write more",
        "{\"name\":\"xy\",\"flag\":\"true\"}|flag: write true or false",
        "{\"name\":\"xy\",\"flag\":1}|flag: write true or false",
        "{\"name\":\"xy\",\"flag\":\"\"}|flag: write true or false",
        "{\"name\":\"xy\",\"words\":\"a\"}|words: write a list of texts",
        "{\"name\":\"xy\",\"words\":[1]}|words: write a list of texts",
        "{\"name\":\"xy\",\"words\":[\"a\",{}]}|words: write a list of texts",
        "{\"name\":\"xy\",\"words\":[null]}|words: write a list of texts",
        "{\"name\":\"xy\",\"words\":\"\"}|words: write a list of texts",
        "{\"name\":\"xy\",\"words\":[\"a\",\"bad\"]}|words[1]: is bad",
        "{\"name\":\"xy\",\"password\":7}|password: write a text",
        "{\"name\":\"xy\",\"Name\":\"xy\"}|Name: is not known here; known are flag, name, password,"
            + " words",
        "[]|body: write a JSON object",
        "\"name\"|body: write a JSON object",
      })
  void aWrongMemberIsNamed(String json, String detail) {
    assertThat(refused(json).detail()).isEqualTo(detail);
  }

  @Test
  void everyWrongMemberIsNamedAtOnce() {
    assertThat(refused("{\"flag\":0,\"words\":{},\"password\":[],\"more\":1}").errors())
        .extracting(error -> error.field() + ": " + error.message())
        .containsExactly(
            "more: is not known here; known are flag, name, password, words",
            "flag: write true or false",
            "password: write a text",
            "words: write a list of texts",
            "name: is missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{\"name\":\"xy\"} {}", "{\"name\":\"xy\",\"name\":\"yz\"}", "{name:1}"})
  void whatIsNoJsonIsRefused(String json) {
    assertThat(catchThrowable(() -> read(json))).isNotNull();
  }

  @Test
  void theAnswerToManyUnknownMembersStaysSmall() {
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class,
            () -> BodyReader.read(members(5000), Sample.class, Sample::check));
    assertThat(refused.errors()).hasSize(FieldErrors.MOST + 1);
    assertThat(refused.errors().get(FieldErrors.MOST).message()).contains("4901 more");
  }

  @Test
  void aBodyOfVeryManyPartsIsNotReadToItsEnd() {
    assertThat(catchThrowable(() -> BodyReader.read(members(110_000), Sample.class, Sample::check)))
        .hasRootCauseInstanceOf(StreamConstraintsException.class);
  }

  private static ProblemException refused(String json) {
    return catchThrowableOfType(ProblemException.class, () -> read(json));
  }

  private static Sample read(String json) {
    return BodyReader.read(json.getBytes(StandardCharsets.UTF_8), Sample.class, Sample::check);
  }

  private static byte[] members(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"" + i + "\":1")
        .collect(Collectors.joining(",", "{", "}"))
        .getBytes(StandardCharsets.UTF_8);
  }
}
