package dev.cartulary.source.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTextTest {

  @ParameterizedTest
  @CsvSource({
    "İıIi,iiii",
    "ΣΑΣ σας,σασ σασ",
    "Straße STRAẞE,straße straße",
    "Ǆǅǆ,ǆǆǆ",
    "ＡＢ,ａｂ",
    "É É,é é",
    "𐐀 😀,𐐨 😀",
    "Kſ,ks"
  })
  void whatIsAlikeBecomesTheSame(String text, String folded) {
    assertThat(SearchText.fold(text)).isEqualTo(folded);
  }

  /** So a part of a text stays a part of it, wherever it is cut. */
  @Test
  void everyCharacterIsFoldedByItselfAndOnce() {
    for (int c = 1; c <= Character.MAX_CODE_POINT; c++) {
      if (Character.getType(c) == Character.SURROGATE) {
        continue;
      }
      String text = Character.toString(c);
      String folded = SearchText.fold(text);
      assertThat(folded.codePointCount(0, folded.length())).isOne();
      assertThat(SearchText.fold(folded)).as("U+%04X", c).isEqualTo(folded);
      assertThat(text.equalsIgnoreCase(folded)).as("U+%04X", c).isTrue();
    }
  }

  @Test
  void theLanguageOfTheMachineDoesNotMatter() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale("tr", "TR"));
      assertThat(SearchText.of("com.Example/I", "TITLE", "İstanbul"))
          .isEqualTo("com.example/i\ntitle\nistanbul");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void whatCannotBeStoredIsReplaced() {
    assertThat(SearchText.of("a/b", "", "x\0y\ud800z")).isEqualTo("a/b\n\nx\uFFFDy\uFFFDz");
  }
}
