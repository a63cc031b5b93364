package dev.cartulary.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.problem.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTextTest {

  @ParameterizedTest
  @CsvSource({
    "a%2Fb,a/b",
    "%c3%BC,ü",
    "100%25,100%",
    "a%20b,a b",
    "a+b,a+b",
    "%F0%9F%98%80,😀",
    "ü,ü"
  })
  void decodesPercentSignsAndNothingElse(String segment, String text) {
    assertThat(PathText.decode("key", segment)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a%2", "%zz", "%FF", "%c3", "%ed%a0%80", "%c0%af"})
  void refusesWhatIsNotUtf8ByName(String segment) {
    assertThatThrownBy(() -> PathText.decode("key", segment))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("key: ");
  }
}
