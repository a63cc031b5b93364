package dev.cartulary.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionTest {

  private static final String TAG = "\"3-a\"";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        " * ",
        "\"3-a\"",
        " \"3-a\" ",
        "\"1\", \"3-a\"",
        "\"1\",\"3-a\",",
        ", ,\"3-a\"",
        "W/\"1\", \"3-a\"",
        "\"a,b\",\"3-a\""
      })
  void ifMatchHoldsForTheTagAmongOthers(String header) {
    assertThat(ifMatch(header).fault(TAG)).isEmpty();
    assertThat(ifMatch(header).fault(null)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"3\"", "W/\"3-a\"", "\"\"", "\"3-A\"", "\"1\", \"2\""})
  void ifMatchFailsForOtherAndForWeakTags(String header) {
    assertThat(ifMatch(header).fault(TAG)).get().asString().contains(TAG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "\"3-a\"", "W/\"3-a\"", "\"1\", \"3-a\""})
  void ifNoneMatchFailsForTheTagWeakOrStrong(String header) {
    assertThat(ifNoneMatch(header).fault(TAG)).isPresent();
    assertThat(ifNoneMatch(header).noneMatchFails(TAG)).isTrue();
    assertThat(ifNoneMatch(header).fault(null)).isEmpty();
  }

  @Test
  void bothConditionsMustHold() {
    Precondition both = Precondition.parse("If-Match", TAG, "If-None-Match", "*");
    assertThat(both.fault(TAG)).isPresent();
    assertThat(both.fault(null)).isPresent();
  }

  @Test
  void onlyTagsPinTheVersion() {
    assertThat(ifMatch("*").pinsVersion()).isFalse();
    assertThat(ifNoneMatch("*").pinsVersion()).isFalse();
    assertThat(Precondition.NONE.pinsVersion()).isFalse();
    assertThat(ifMatch(TAG).pinsVersion()).isTrue();
    assertThat(ifNoneMatch(TAG).pinsVersion()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        "3",
        "\"3",
        "3\"",
        "w/\"3\"",
        "W/ \"3\"",
        "*, \"3\"",
        "\"3\" \"4\"",
        "\"3\"\n",
        "\"a b\"",
        "'3'"
      })
  void refusesMalformedHeadersByName(String header) {
    assertThatThrownBy(() -> ifMatch(header))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("If-Match: ");
  }

  private static Precondition ifMatch(@Nullable String header) {
    return Precondition.parse("If-Match", header, "If-None-Match", null);
  }

  private static Precondition ifNoneMatch(@Nullable String header) {
    return Precondition.parse("If-Match", null, "If-None-Match", header);
  }
}
