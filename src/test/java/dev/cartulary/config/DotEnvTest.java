package dev.cartulary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;

class DotEnvTest {

  @Test
  void readsBareQuotedAndExportedValuesWithTheirLines() {
    assertThat(
            entries(
                """
                # a comment
                PORT=9000

                export HOST = 127.0.0.1   # where to listen
                DB_PASSWORD='p#a"$s \\n'
                LOG_LEVEL="de\\tb\\"ug\\$"
                EMPTY=
                ALSO_EMPTY= # nothing
                HASH=#1 or #2
                """))
        .extracting(DotEnv.Entry::key, DotEnv.Entry::value, DotEnv.Entry::line)
        .containsExactly(
            tuple("PORT", "9000", 2),
            tuple("HOST", "127.0.0.1", 4),
            tuple("DB_PASSWORD", "p#a\"$s \\n", 5),
            tuple("LOG_LEVEL", "de\tb\"ug$", 6),
            tuple("EMPTY", "", 7),
            tuple("ALSO_EMPTY", "", 8),
            tuple("HASH", "#1 or", 9));
  }

  @Test
  void understandsWindowsLineEndsAndAByteOrderMark() {
    assertThat(entries("\uFEFFA=1\r\nB='2'\r\n"))
        .extracting(DotEnv.Entry::key, DotEnv.Entry::value)
        .containsExactly(tuple("A", "1"), tuple("B", "2"));
  }

  @Test
  void countsTheLinesOfAValueInDoubleQuotes() {
    assertThat(entries("A=\"one\ntwo\"\nB=3"))
        .extracting(DotEnv.Entry::value, DotEnv.Entry::line)
        .containsExactly(tuple("one\ntwo", 1), tuple("3", 3));
  }

  @Test
  void namesEveryWrongLineAtOnceAndShowsNoValue() {
    DotEnv.Content content =
        DotEnv.parse(".env", "hunter22\n9X=1\nA='hunter22\nB=\"x\" hunter22\nC=3");

    assertThat(content.entries()).extracting(DotEnv.Entry::key).containsExactly("C");
    assertThat(content.findings())
        .extracting(Finding::sentence)
        .containsExactly(
            ".env line 1: it has no =. Write KEY=VALUE, or # in front of a comment.",
            ".env line 2: what stands before the = is not a name."
                + " Use letters, digits, _ . and - and no digit at the start.",
            ".env line 3: the value of A has no closing '. Close the quote.",
            ".env line 4: the value of B goes on after the closing \"."
                + " Put the whole value in one pair of quotes.");
  }

  @Property
  void anyTextGivesEntriesOrFindings(@ForAll String text) {
    assertThat(DotEnv.parse(".env", text)).isNotNull();
  }

  @Property
  void textOfItsOwnSyntaxGivesEntriesOrFindings(
      @ForAll @Chars({'A', '=', '\'', '"', '\\', '\n', '\r', '#', ' ', '$'}) String text) {
    DotEnv.Content content = DotEnv.parse(".env", text);

    long lines = text.chars().filter(c -> c == '\n' || c == '\r').count() + 1;
    assertThat(content.entries()).allMatch(entry -> entry.line() >= 1 && entry.line() <= lines);
  }

  @Property
  void anyValueOfOneLineComesBackFromSingleQuotes(
      @ForAll @CharRange(from = ' ', to = '&') @CharRange(from = '(', to = '\uffff') String value) {
    assertThat(entries("KEY='" + value + "'"))
        .extracting(DotEnv.Entry::value)
        .containsExactly(value);
  }

  @Property
  void anyValueComesBackFromDoubleQuotes(@ForAll String value) {
    String escaped = value.chars().mapToObj(c -> escaped((char) c)).collect(Collectors.joining());

    assertThat(entries("KEY=\"" + escaped + "\""))
        .extracting(DotEnv.Entry::value)
        .containsExactly(value);
  }

  private static String escaped(char c) {
    return switch (c) {
      case '\\' -> "\\\\";
      case '"' -> "\\\"";
      case '$' -> "\\$";
      case '\r' -> "\\r";
      default -> String.valueOf(c);
    };
  }

  private static List<DotEnv.Entry> entries(String text) {
    DotEnv.Content content = DotEnv.parse(".env", text);
    assertThat(content.findings()).isEmpty();
    return content.entries();
  }
}
