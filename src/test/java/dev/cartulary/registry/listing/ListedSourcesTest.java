package dev.cartulary.registry.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.registry.listing.ListedSources.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListedSourcesTest {

  @Test
  void textIsReadBack() {
    ListedSources sources =
        new ListedSources(List.of(new Source("team", true), new Source("a-b", false)));
    assertThat(sources.text()).isEqualTo("team+,a-b-");
    assertThat(ListedSources.parse(sources.text())).isEqualTo(sources);
    assertThat(ListedSources.parse("")).isEqualTo(new ListedSources(List.of()));
  }

  @Test
  void orderAndWhoSeesThemCount() {
    assertThat(ListedSources.parse("a+,b+").text()).isNotEqualTo("b+,a+");
    assertThat(ListedSources.parse("a+,b+").hasKept()).isFalse();
    assertThat(ListedSources.parse("a+,b-").hasKept()).isTrue();
    assertThat(ListedSources.parse("a+,b-").names()).containsExactly("a", "b");
  }
}
