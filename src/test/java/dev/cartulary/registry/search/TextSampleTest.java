package dev.cartulary.registry.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextSampleTest {

  private final TextSample servers =
      new TextSample(
          IntStream.range(0, TextSample.SIZE).mapToObj("server-%06d"::formatted).toList());

  @Test
  void rarePartsComeFirstAndCommonOnesAreLeftOut() {
    assertThat(servers.rarest(List.of("se", "00", "142", "199"), 6)).containsExactly("142", "199");
    assertThat(servers.rarest(List.of("142", "199", "xyz"), 2)).containsExactly("xyz", "142");
  }

  @Test
  void whereAllAreCommonTwoAreStillAskedFor() {
    assertThat(servers.rarest(List.of("se", "er", "rv", "00"), 6)).containsExactly("se", "er");
    assertThat(servers.rarest(List.of("se"), 6)).containsExactly("se");
  }

  @Test
  void whereNothingIsKnownOfTheCatalogEveryPartIsAskedFor() {
    assertThat(TextSample.NONE.rarest(List.of("se", "er", "rv"), 2)).containsExactly("se", "er");
    assertThat(TextSample.NONE.rarest(List.of("se", "er", "rv"), 6)).hasSize(3);
  }

  @Test
  void whatManyEntriesHaveIsCommon() {
    assertThat(servers.hasOften("server-00000")).isTrue();
    assertThat(servers.hasOften("server-000001")).isFalse();
    assertThat(TextSample.NONE.hasOften("server")).isFalse();
    assertThat(servers.isFull()).isTrue();
    assertThat(TextSample.NONE.isFull()).isFalse();
  }
}
