package dev.cartulary.http.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'\"8e03978e-40d5-43dd-bc93-6894a57f9324\"',8e03978e-40d5-43dd-bc93-6894a57f9324",
        "8e03978e-40d5-43dd-bc93-6894a57f9324,8e03978e-40d5-43dd-bc93-6894a57f9324",
        "'  \"a b\"  ','a b'",
        "'a b','a b'",
        "'\"a\\\"b\\\\c\"','a\"b\\c'",
        "a\\b,a\\b",
        "'\" \"',' '",
        "a,a"
      })
  void takesAQuotedStringAndTheBareText(String header, String key) {
    assertThat(IdempotencyKey.parse(List.of(header))).contains(new IdempotencyKey(key));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\"\"",
        "\"",
        "\"a",
        "a\u0001b",
        "\"a\tb\"",
        "a\nb",
        "\u007F",
        "ü",
        "\"ü\"",
        "\"a\\b\"",
        "\"a\";p=1"
      })
  void refusesAnythingElseAndNamesTheHeaderAndTheFix(String header) {
    assertThatThrownBy(() -> IdempotencyKey.parse(List.of(header)))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("Idempotency-Key: ")
        .hasMessageContaining("1 to 255 printable ASCII characters");
  }

  @Test
  void countsTheCharactersBetweenTheQuotes() {
    assertThat(IdempotencyKey.parse(List.of("k".repeat(255)))).isPresent();
    assertThat(IdempotencyKey.parse(List.of("\"" + "\\\\".repeat(255) + "\""))).isPresent();
    assertThatThrownBy(() -> IdempotencyKey.parse(List.of("k".repeat(256))))
        .hasMessageContaining("has 256 characters");
  }

  @Test
  void isNoKeyWithoutAHeaderAndAFaultWithTwo() {
    assertThat(IdempotencyKey.parse(List.of())).isEmpty();
    assertThatThrownBy(() -> IdempotencyKey.parse(List.of("a", "a")))
        .hasMessageContaining("send it once");
  }

  @Test
  void isNotPrinted() {
    assertThat(new IdempotencyKey("secret").toString()).doesNotContain("secret");
  }
}
