package dev.cartulary.registry.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTermsTest {

  @Test
  void partsAreCutByCharactersNotByHalvesOfThem() {
    assertThat(SearchTerms.parts("😀bcd", 3)).containsExactly("😀bc", "bcd");
    assertThat(SearchTerms.parts("aaaaa", 3)).containsExactly("aaa");
    assertThat(SearchTerms.parts("ab", 3)).isEmpty();
    assertThat(SearchTerms.parts("", 3)).isEmpty();
  }

  @Test
  void wordsAreStretchesOfLettersAndDigits() {
    assertThat(SearchTerms.words("ab-cde f1g_\"中文\"", 2)).containsExactly("ab", "cde", "f1g", "中文");
    assertThat(SearchTerms.words("ab-cde", 3)).containsExactly("cde");
    assertThat(SearchTerms.words("%_!", 1)).isEmpty();
  }

  @Test
  void trigramsAreQuotedForSqlite() {
    assertThat(SqliteTrigrams.expression(SearchTerms.parts("a\"b*", 3)))
        .isEqualTo("\"a\"\"b\" AND \"\"\"b*\"");
    assertThat(SqliteTrigrams.expression(SearchTerms.parts("a".repeat(99) + "bcdefgh", 3)))
        .hasSizeLessThan(400);
    assertThat(
            SqliteTrigrams.expression(
                SearchTerms.parts("abcdefghijklmnopqrstuvwxyz0123456789".repeat(5), 3)))
        .hasSize(24 * 5 + 23 * 5);
  }

  @ParameterizedTest
  @CsvSource({
    "weather,2,'+\"we\" +\"th\" +\"he\" +\"er\"'",
    "chart,2,'+\"ch\" +\"rt\"'",
    "ai,2,''",
    "x' -y\" +zz,2,'+\"zz\"'",
    "o n e,2,''",
    "one two,2,'+\"ne\" +\"tw\" +\"wo\"'",
    "quartz,4,''",
    "qurtzs,4,'+\"qurt\" +\"urtz\" +\"rtzs\"'",
    "her𐐨 中文,2,'+\"he\" +\"er\" +\"中文\"'",
    "qwxcomrt,3,'+\"qwx\" +\"wxc\" +\"xco\" +\"omr\" +\"mrt\"'",
  })
  void mysqlIsAskedOnlyForPartsThatItCannotMiss(String text, int length, String terms) {
    assertThat(MySqlNgrams.expression(MySqlNgrams.parts(text, length))).isEqualTo(terms);
  }

  @Test
  void wildcardsOfLikeAreTakenLiterally() {
    assertThat(SearchPattern.containing("100%_!\\")).isEqualTo("%100!%!_!!\\%");
  }
}
