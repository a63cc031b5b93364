package dev.cartulary.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MaskingTest {

  @Test
  void masksThePasswordAndNothingElse() {
    assertThat(Masking.url("postgres://ann:s3cret@db.example:5432/reg?sslmode=require"))
        .isEqualTo("postgres://ann:***@db.example:5432/reg?sslmode=require");
    assertThat(Masking.url("mysql://ann@db/reg")).isEqualTo("mysql://ann@db/reg");
    assertThat(Masking.url("sqlite:./cartulary.db?pool_size=3"))
        .isEqualTo("sqlite:./cartulary.db?pool_size=3");
    assertThat(Masking.url("postgres://[::1]:5432/reg")).isEqualTo("postgres://[::1]:5432/reg");
  }

  @Test
  void masksMoreWhereItIsUnclearWhatThePasswordIs() {
    for (String url :
        List.of(
            "postgres://ann:s3/cret@db/reg",
            "postgres://ann:s3?cret@db/reg",
            "postgres://ann:s3#cret@db/reg",
            "postgres://ann:s3@cret@db/reg",
            "postgres://ann:s3cret",
            "postgres://db/reg?password=s3cret",
            "postgres://db/reg?s3cret",
            "postgres://db/reg#s3cret",
            "ann:s3cret@db/reg",
            "postgres:ann:s3cret@db",
            "postgres:s3cret")) {
      assertThat(Masking.url(url)).as(url).doesNotContain("cret").contains("***");
    }
  }

  @Test
  void aSecretPrintsAsStars() {
    assertThat(new Secret("s3cret")).hasToString("***");
  }

  @Test
  void aFindingShowsControlCharactersAsEscapes() {
    Finding finding = new Finding("HOST", "a\nb\u001b[31m", "it is wrong", "Correct it");

    assertThat(finding.sentence())
        .isEqualTo("HOST is \"a\\u000ab\\u001b[31m\": it is wrong. Correct it.");
  }

  @Property
  void anyTextCanBeMasked(@ForAll String text) {
    assertThat(Masking.url(text)).isNotNull();
    assertThat(Masking.url("postgres://" + text)).startsWith("postgres://");
  }
}
