package dev.cartulary.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.problem.ProblemException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestJsonTest {

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE"})
  void anotherEncodingIsRefused(String charset) {
    assertRefused("{\"a\":\"b\"}".getBytes(Charset.forName(charset)));
  }

  /** Overlong forms, halves of pairs, cut characters, beyond Unicode (RFC 3629, 3). */
  @ParameterizedTest
  @ValueSource(strings = {"c0af", "e080af", "f08080af", "eda080", "e282", "f4908080", "ff", "00"})
  void bytesThatAreNoTextAreRefused(String hex) {
    byte[] middle = HexFormat.of().parseHex(hex);
    byte[] body = "{\"a\":\"****\"}".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(middle, 0, body, 6, middle.length);
    assertRefused(body);
  }

  @Test
  void textOfAnyLengthIsRead() {
    String text = "\u00e9\u20ac\uD83D\uDE00".repeat(5000);
    assertThat(
            RequestJson.parse(("\"x" + text + "\"").getBytes(StandardCharsets.UTF_8)).textValue())
        .isEqualTo("x" + text);
    assertThat(RequestJson.parse("\uFEFF7".getBytes(StandardCharsets.UTF_8)).intValue())
        .isEqualTo(7);
  }

  private static void assertRefused(byte[] body) {
    assertThatThrownBy(() -> RequestJson.parse(body))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("UTF-8");
  }
}
