package dev.cartulary.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTextTest {

  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", "ü", "100%", "a b", "+", "..", "😀", " ", "a'\"\\", "\u2028"})
  void takesEveryKeyWithoutControlCharacters(String key) {
    assertThat(new MetadataKey(key)).hasToString(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0", "a\tb", "a\n", "\u007f", "\u0085", "\ud800", "a\udc00b"})
  void refusesOtherKeysByName(String key) {
    assertThatThrownBy(() -> new MetadataKey(key))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("key: ");
  }

  @Test
  void countsAKeysLengthInCodePoints() {
    assertThat(MetadataKey.fault("😀".repeat(255))).isEmpty();
    assertThat(MetadataKey.fault("a".repeat(256))).get().asString().contains("256", "255");
  }

  @Test
  void limitsAValueToOneMebibyteOfUtf8() {
    assertThat(MetadataText.faultOfValue("ü".repeat(1 << 19))).isEmpty();
    assertThat(MetadataText.faultOfValue("ü".repeat(1 << 19) + "a"))
        .get()
        .asString()
        .contains("1048577", "1048576");
  }

  @Test
  void refusesValuesThatAnEngineCannotStore() {
    assertThat(MetadataText.faultOfValue("a\0b")).get().asString().contains("U+0000");
    assertThat(MetadataText.faultOfValue("\udc00")).get().asString().contains("U+DC00");
    assertThat(MetadataText.faultOfValue("\u0001\t\n\u0085")).isEmpty();
  }

  @Test
  void stepsOverTheSurrogatesAndTheLastCodePoint() {
    assertThat(MetadataText.successor("a")).isEqualTo("b");
    assertThat(MetadataText.successor("a\uD7FF")).isEqualTo("a\uE000");
    assertThat(MetadataText.successor("a\uFFFF")).isEqualTo("a" + Character.toString(0x10000));
    assertThat(MetadataText.successor("a" + LAST + LAST)).isEqualTo("b");
    assertThat(MetadataText.successor(LAST)).isNull();
    assertThat(MetadataText.successor("")).isNull();
  }

  @Property
  void theRangeOfAPrefixHoldsExactlyTheTextsThatStartWithIt(
      @ForAll("texts") String prefix, @ForAll("texts") String rest, @ForAll("texts") String other) {
    for (String text : new String[] {prefix + rest, other, rest, prefix}) {
      String end = MetadataText.successor(prefix);
      boolean inRange = compare(text, prefix) >= 0 && (end == null || compare(text, end) < 0);
      assertThat(inRange).isEqualTo(text.startsWith(prefix));
    }
  }

  /** Few different characters, so that texts share beginnings, and those at the odd places. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "b", "%", "_", "\uD7FF", "\uE000", "\uFFFF", "😀", LAST)
        .list()
        .ofMaxSize(4)
        .map(parts -> String.join("", parts));
  }

  /** The order of the engines: by bytes of UTF-8. */
  private static int compare(String a, String b) {
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
